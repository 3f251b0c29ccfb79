"""Sums on bounded amounts: what is asked for, what the bounds allow, what is supposed."""
