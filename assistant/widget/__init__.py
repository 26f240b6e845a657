"""The chat widget: one script that a site puts on its page."""
