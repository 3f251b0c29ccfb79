"""How fast the bot answers and how often it finds the right entry, beside two well-known ways to search.

Nothing here is asserted: `make bench` prints what it measures.
"""
