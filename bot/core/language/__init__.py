"""From characters to what a message says: normalised, spelt, scanned for words and amounts."""
