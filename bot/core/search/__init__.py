"""Which entries are likeliest meant, learned from the phrasings of a pack."""
