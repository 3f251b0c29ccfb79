"""What a message takes from the talk before it."""
