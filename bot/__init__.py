"""船票问答: answers questions on one deal from a hand-curated fact base."""
