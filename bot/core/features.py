"""What a text is compared by: concepts, words and pairs of characters."""

from collections.abc import Iterable
from itertools import pairwise

from bot.core.lexicon import Token, is_hanzi
from bot.core.segment import weight

WEIGHTS: dict[str, float] = {
    "e": 6.0,
    "w": 4.0,
    "c": 2.5,
    "r": 2.0,
    "t": 2.0,
    "n": 1.2,
    "g": 0.9,
    "m": 0.4,
    "s": 0.4,
}
"""How much a shared concept, word, pair of characters, role or measure counts."""

SILENT = frozenset(
    {
        "filler_function",
        "filler_chat",
        "receives",
        "gives_to",
        "pays",
        "pronoun",
        "second_person",
        "opening",
        "which_one",
        "demonstrative",
        "request",
        "first_person",
        "trade",
        "ending",
        "either",
        "reach",
        "takes_up",
        "future",
        "average",
        "each",
        "enough",
        "more",
        "less",
        "yesno",
        "tag",
        "continuation",
        "hearsay",
        "bound_about",
    }
)
"""Roles that say nothing of what is asked."""


def features(tokens: Iterable[Token]) -> dict[str, float]:
    """The features of `tokens` with how often each occurs."""
    found: dict[str, float] = {}
    run = ""
    for token in tokens:
        for name in dict.fromkeys(n for part in (token, *token.inner) for n in _names(part)):
            found[name] = found.get(name, 0.0) + 1.0
        if is_content(token) and is_hanzi(token.text):
            run += token.text
        else:
            _add_pairs(found, run)
            run = ""
    _add_pairs(found, run)
    return found


def is_content(token: Token) -> bool:
    """Whether a token says what the message is about: neither a name nor a word of the language."""
    if not token.terms:
        return any(c.isalnum() for c in token.text)
    return any(t.kind in CONTENT or t.id.startswith("bound_") for t in token.terms)


_VERBS = frozenset({"pays", "gives_to", "receives"})
"""Roles of the verbs of giving and taking: every question has them."""
CONTENT = frozenset({"concept", "measure", "sense"})
_PREFIX = {"entity": "e", "concept": "c", "measure": "m", "role": "r", "sense": "t"}


def _names(token: Token) -> list[str]:
    verb = any(t.kind == "measure" or t.id in _VERBS for t in token.terms)
    names = [f"{_PREFIX[t.kind]}:{t.id}" for t in token.terms if t.kind in _PREFIX and t.id not in SILENT]
    if verb:
        return [n for n in names if n[0] != "t"]
    if (
        is_content(token)
        and not token.text.isdigit()
        and not any(t.kind in {"concept", "measure"} for t in token.terms)
    ):
        names.append(f"w:{token.text}")
    return [n for n in names if not n.startswith("r:bound_")]


def _add_pairs(found: dict[str, float], run: str) -> None:
    for a, b in pairwise(run):
        found[f"g:{a}{b}"] = found.get(f"g:{a}{b}", 0.0) + 1.0


def substance(name: str) -> float:
    """How much a feature says of a subject: roles, names and pairs of characters say nothing."""
    if name[0] == "w":
        return WEIGHTS["w"] * weight(name[2:])
    return WEIGHTS[name[0]] if name[0] in "ctmn" else 0.0


def surface_features(tokens: Iterable[Token]) -> dict[str, float]:
    """Characters and pairs of them as they stand, particles left out: for small talk, which has no topic words."""
    plain = "".join(t.text for t in tokens if t.text[0].isalnum() and not _is_particle(t))
    found: dict[str, float] = {}
    _add_pairs(found, f"^{plain}$" if plain else "")
    for char in plain:
        found[f"s:{char}"] = found.get(f"s:{char}", 0.0) + 1.0
    return found


def _is_particle(token: Token) -> bool:
    return len(token.text) == 1 and any(t.id == "filler_function" for t in token.terms)
