"""What a run did, told to people and to programs: in the terminal, as JSON, and as a page."""
