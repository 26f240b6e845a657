"""What was fetched -> its main text."""
