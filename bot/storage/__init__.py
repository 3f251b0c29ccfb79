"""What is asked and answered, kept in SQLite."""
