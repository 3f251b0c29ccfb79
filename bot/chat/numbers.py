"""Numbers of the messages that answer no update: below zero, where Telegram has none, a range for each kind."""

from enum import IntEnum

RANGE = 10**13
"""How many numbers each kind has; of all kinds together they fit into 64 bits."""


class Own(IntEnum):
    """What the bot says of its own accord. A message that is written twice is known by its number."""

    REPORT = 1
    CORRECTED = 2
    CARD = 3
    OFFER = 4
    ANSWERED = 5
    WAITING = 6
    VOTED = 7
    UNPOSTED = 8

    def number(self, of: int) -> int:
        """Return the number of the message that is about the row or card `of`."""
        return -self.value * RANGE - of
