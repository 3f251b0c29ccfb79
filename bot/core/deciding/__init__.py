"""From a reading and its candidates to one decision."""
