"""What a text is compared by: names, concepts, words, roles, and the characters as they stand."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.core.language.amount import Amount
from bot.core.language.lexicon import Token
from bot.core.language.segment import weight

TELLING: dict[str, float] = {"e": 6.0, "w": 4.0, "c": 2.5, "t": 2.0, "n": 1.2, "m": 0.4}
"""How much a name, word, concept, sense, amount or measure says of what a message is about; all others say nothing."""

_OF_A_SUBJECT = TELLING.keys() - {"e"}
_CONTENT = frozenset({"concept", "measure", "sense"})
_VERBS = frozenset({"pays", "gives_to", "receives"})
"""Roles of the verbs of giving and taking: every question has them."""
_PREFIX = {"entity": "e", "concept": "c", "measure": "m", "role": "r", "sense": "t"}
_START, _SUM, _END = "^", "#", "$"
"""What stands for the beginning, for an amount and for the end in a row of characters."""


def features(tokens: Sequence[Token], amounts: Iterable[Amount], roles: Iterable[str]) -> dict[str, float]:
    """The features of a message with how often each occurs."""
    money = [amount for amount in amounts if amount.kind == "money"]
    spoken = [t for t in tokens if not any(a.start <= t.start < a.end for a in money)] if money else tokens
    names = [name for token in spoken for name in _of_token(token)]
    names += [f"r:{role}" for role in sorted(roles)]
    names += [f"n:{amount.value:g}" for amount in money]
    names += _grams(tokens, money)
    found: dict[str, float] = {}
    for name in names:
        found[name] = found.get(name, 0.0) + 1.0
    return found


def substance(found: Iterable[str]) -> float:
    """How much features say of a subject: roles, names and characters say nothing."""
    return sum(importance(name) for name in found if name[0] in _OF_A_SUBJECT)


def manner(found: Mapping[str, float]) -> dict[str, float]:
    """Those of the features that tell how something is said rather than of what."""
    return {name: count for name, count in found.items() if name[0] in "rq"}


def importance(name: str) -> float:
    """How much a feature says of what a message is about; an everyday word little, a rare one much."""
    return TELLING.get(name[0], 0.0) * (weight(name[2:]) if name[0] == "w" else 1.0)


def _of_token(token: Token) -> Iterable[str]:
    if not token.inner:
        return _names(token)
    return dict.fromkeys(name for part in (token, *token.inner) for name in _names(part))


def _names(token: Token) -> list[str]:
    """What a word says: whom and what it means, and the word itself where no list says more than its sense."""
    if not token.terms:
        return [f"w:{token.text}"] if any(map(str.isalnum, token.text)) and not token.text.isdigit() else []
    verb = any(t.kind == "measure" or t.id in _VERBS for t in token.terms)
    names = [f"{_PREFIX[t.kind]}:{t.id}" for t in token.terms if t.kind in _PREFIX and t.kind != "role"]
    if verb:
        return [n for n in names if n[0] != "t"]
    if {t.kind for t in token.terms}.intersection(_CONTENT) == {"sense"}:
        names.append(f"w:{token.text}")
    return names


def _grams(tokens: Iterable[Token], money: Sequence[Amount]) -> list[str]:
    """Characters and pairs of them, with one sign for each name whatever it is called and one for any amount."""
    signs = [sign for token in tokens for sign in _signs(token, money)]
    return [f"q:{sign}" for sign in (*signs, *map("".join, pairwise((_START, *signs, _END))))]


def _signs(token: Token, money: Iterable[Amount]) -> Iterable[str]:
    for amount in money:
        if amount.start <= token.start < amount.end:
            return (_SUM,) if token.start == amount.start else ()
    entity = token.id_of("entity")
    if entity or token.text.isascii():
        return (f"<{entity or token.text}>",) if token.text[0].isalnum() else ()
    return token.text if token.text.isalnum() else filter(str.isalnum, token.text)
