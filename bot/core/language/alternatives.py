"""Whether 还是 offers a choice, 甲还是乙, or says that something goes on, 甲还是主力."""

from collections.abc import Sequence

from bot.core.language.lexicon import Token

_SAY_NOTHING = frozenset({"filler_function", "filler_chat", "continuation", "demonstrative", "collective", "this_deal",
                          "pronoun", "pronoun_many", "firm"})  # fmt: skip
"""Roles of words that are no choice: 这轮还是甲."""


def goes_on(tokens: Sequence[Token]) -> bool:
    """Whether every 还是 of a message says that something is so as before; False where there is none."""
    offered = [at for at, token in enumerate(tokens) if _is(token, "either")]
    return bool(offered) and all(_is(tokens[at], "further") and _still(tokens, at) for at in offered)


def _still(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing stands before the word at `at` but a subject, and after it nothing of its kind."""
    before, after = map(_contents, (tokens[:at], tokens[at + 1 :]))
    only_a_subject = all(token.id_of("entity") for token in before)
    return bool(after) and only_a_subject and not (before and after[0].id_of("entity"))


def _contents(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.text[0].isalnum() and not any(_is(token, role) for role in _SAY_NOTHING)]


def _is(token: Token, role: str) -> bool:
    return any(term.kind == "role" and term.id == role for term in token.terms)
