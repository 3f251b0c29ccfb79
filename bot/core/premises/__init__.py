"""What a message takes for granted, held against the facts."""
