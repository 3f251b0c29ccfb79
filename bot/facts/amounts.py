"""A fact with a figure says that figure: the same number, unit and bound."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.model import Bound
from bot.facts.library import Library, Record
from bot.facts.numerals import spellings
from bot.facts.problems import Problem

# Which roles of the language hold the words of a bound.
_BOUND_ROLES = {
    Bound.AT_MOST: ("bound_at_most", "superlative_most"),
    Bound.MORE_THAN: ("bound_more_than", "bound_at_least"),
    Bound.LESS_THAN: ("bound_less_than",),
}
_ABOUT_ROLES = ("bound_about",)
_ABOUT = "about"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence says around a number: bounds and `about`."""

    words: frozenset[str]

    def wrong_bound(self, bound: Bound, vocabulary: Mapping[str, str]) -> Iterator[str]:
        bounds = self.words - {_ABOUT}
        wanted = {bound} - {Bound.EXACTLY}
        if bounds != wanted:
            says = " and ".join(sorted(bounds)) or "no bound"
            yield f"the bound is {bound}, but 'say' has {says} beside the number{_example(bound, vocabulary)}"

    def wrong_about(self, approximate: bool) -> Iterator[str]:
        if approximate != (_ABOUT in self.words):
            says = "says" if _ABOUT in self.words else "does not say"
            yield f"approximate is {str(approximate).lower()}, but 'say' {says} 'about' beside the number"


def check_figures(library: Library) -> Iterator[Problem]:
    """Facts whose statement and figure disagree."""
    vocabulary = _vocabulary(library)
    for fact in library.all("fact"):
        if fact.text("say") and fact.part("figure").text("value"):
            yield from _check_fact(fact, vocabulary)


def _check_fact(fact: Record, vocabulary: Mapping[str, str]) -> Iterator[Problem]:
    figure, say = fact.part("figure"), fact.text("say")
    numbers, unit = spellings(float(figure.text("value"))), figure.text("unit")
    either = "|".join(map(re.escape, numbers))
    spots = list(re.finditer(rf"(?<![\d.,])(?:{either})\s*{re.escape(unit)}", say))
    if not spots:
        message = f"'say' does not name its figure: '{numbers[0]} {unit}' is expected"
        yield Problem.at(fact.place("say"), message, "figure_unsaid", wanted=f"{numbers[0]} {unit}")
        return
    said = _Said(frozenset(w for spot in spots for w in _beside(say, spot, vocabulary)))
    bound = Bound(figure.text("bound") or Bound.EXACTLY)
    for message in said.wrong_bound(bound, vocabulary):
        yield Problem.at(figure.place("bound"), message, "figure_bound", bound=bound.value)
    approximate = figure.text("approximate") == "true"
    for message in said.wrong_about(approximate):
        kind = "figure_exact" if approximate else "figure_about"
        yield Problem.at(figure.place("approximate"), message, kind, bound=bound.value)


def _beside(say: str, spot: re.Match[str], vocabulary: Mapping[str, str]) -> Iterator[str]:
    """What the words right before and right after a number mean."""
    before, after = say[: spot.start()].rstrip(), say[spot.end() :].lstrip()
    while word := next((w for w in vocabulary if before.endswith(w)), ""):
        yield vocabulary[word]
        before = before.removesuffix(word).rstrip()
    while word := next((w for w in vocabulary if after.startswith(w)), ""):
        yield vocabulary[word]
        after = after.removeprefix(word).lstrip()


def _vocabulary(library: Library) -> dict[str, str]:
    """Words to what they say of a number, longest first: 不超过 is no 超过."""
    meanings = {role: bound.value for bound, roles in _BOUND_ROLES.items() for role in roles}
    meanings |= dict.fromkeys(_ABOUT_ROLES, _ABOUT)
    found = {
        word: meanings[role.text("id")]
        for role in library.all("role")
        if role.text("id") in meanings
        for word in role.texts("words")
    }
    return {word: found[word] for word in sorted(found, key=len, reverse=True)}


def _example(bound: Bound, vocabulary: Mapping[str, str]) -> str:
    words = sorted((w for w, meaning in vocabulary.items() if meaning == bound), key=len)[:4]
    return f" (words for it: {', '.join(words)})" if words else ""
