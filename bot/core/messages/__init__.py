"""A whole message: one question, several, a text to be checked, or one buried in talk."""
