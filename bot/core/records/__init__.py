"""Values that are kept, and the rules about them: entries, revisions, reviews, votes, policies."""
