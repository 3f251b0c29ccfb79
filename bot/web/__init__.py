"""The way in over HTTP: Telegram's deliveries, and what an operator's machines look at."""
