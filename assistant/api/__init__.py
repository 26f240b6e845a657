"""HTTP in, HTTP out: the calls, their fields and their errors."""
