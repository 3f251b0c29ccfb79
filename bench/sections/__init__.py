"""What is measured: each module makes the tables of one section."""
