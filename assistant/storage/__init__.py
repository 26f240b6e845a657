"""What was asked and answered, and what people thought of it, in a database. SQLAlchemy is known here only."""
