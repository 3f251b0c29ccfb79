"""What moderators do from inside Telegram: change facts, and correct what already stands."""
