"""What the words of a message do in it."""

from collections.abc import Iterator

from bot.core.language.amount import Amount
from bot.core.language.lexicon import Token
from bot.core.language.understand import Understanding


def plays_a_role(token: Token) -> bool:
    """Whether a word does something in a sentence rather than naming anything."""
    return any(term.kind == "role" for term in token.terms)


def plays(token: Token, role: str) -> bool:
    """Whether a word plays `role`."""
    return role in [term.id for term in token.terms if term.kind == "role"]


def words(read: Understanding) -> list[Token]:
    """The words of a message, without what only stands between them."""
    return [token for token in read.tokens if token.text[0].isalnum()]


def money(read: Understanding) -> Iterator[Amount]:
    """The amounts of money in a message."""
    return (amount for amount in read.amounts if amount.kind == "money")
