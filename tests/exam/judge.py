"""Whether a reply is right, and if not, whether it is a wrong claim or only silence in the wrong place."""

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from bot.answering import load_answerer
from bot.core.answer import Answerer, Outcome
from bot.core.decision import Several
from bot.core.model import Kind, Turn
from bot.facts.texts import load_texts
from bot.settings import Settings
from tests.exam.items import Item

CLAIMS = frozenset({Kind.ANSWER, Kind.CORRECTION})
PHONE_SCREEN, SEVERAL_QUESTIONS = 320, 700


@dataclass(frozen=True, slots=True)
class Verdict:
    """An item, the reply to it, and why it fails (empty where it passes)."""

    item: Item
    outcome: Outcome
    why: tuple[str, ...]
    wrong: bool

    @property
    def passed(self) -> bool:
        """Whether nothing speaks against the reply."""
        return not self.why

    def complaint(self, misses: Container[str]) -> str:
        """What to say of it in a test: nothing where it passes, or fails as its key in `misses` says."""
        if self.item.key not in misses:
            return f"{self.item.key}\n{'; '.join(self.why)}\n{self.outcome.reply.text}" if self.why else ""
        return f"{self.item.key!r} passes now: take it out of the known misses" if self.passed else ""


class Judge:
    """Asks an answerer and judges what it says. `agreeing` are the words with which a reply agrees."""

    def __init__(self, answerer: Answerer, agreeing: Sequence[str]) -> None:
        self._answerer, self._agreeing = answerer, tuple(map(flat, agreeing))

    @classmethod
    def of(cls, settings: Settings) -> "Judge":
        """A judge over the answerer that `settings` describe."""
        texts = load_texts(settings.texts)
        return cls(load_answerer(settings), (texts["lead.yes"], texts["lead.confirmed"]))

    def judge(self, item: Item) -> Verdict:
        """The verdict on the reply to the last turn of `item`."""
        outcome = converse(self._answerer, item.turns)
        return Verdict(item, outcome, tuple(_reasons(item, outcome)), self._wrong(item, outcome))

    def _wrong(self, item: Item, outcome: Outcome) -> bool:
        """Whether a claim is made where silence, a correction or another fact was right."""
        reply, text = outcome.reply, flat(outcome.reply.text)
        if reply.kind not in CLAIMS:
            return False
        if CLAIMS.isdisjoint(item.kinds) or not _uses(item, outcome):
            return True
        agrees = any(words in text for words in self._agreeing)
        return (agrees and Kind.ANSWER not in item.kinds) or any(flat(words) in text for words in item.not_says)


def share(flags: Iterable[bool]) -> float:
    """How many of `flags` are true, 0..1."""
    counted = list(flags)
    return sum(counted) / len(counted)


def converse(answerer: Answerer, texts: Sequence[str]) -> Outcome:
    """What is said to the last of `texts`, after the ones before it."""
    turns: list[Turn] = []
    for text in texts[:-1]:
        reply = answerer.answer(text, turns).reply
        turns.append(Turn(text, reply.kind, reply.fact_ids))
    return answerer.answer(texts[-1], turns)


def flat(text: str) -> str:
    """`text` without white space, in one case and width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())


def _reasons(item: Item, outcome: Outcome) -> list[str]:
    reply, text = outcome.reply, flat(outcome.reply.text)
    found = []
    if reply.kind not in item.kinds:
        found.append(f"{reply.kind} instead of {'/'.join(item.kinds)}")
    elif reply.kind in CLAIMS and not _uses(item, outcome):
        found.append(f"uses {', '.join(reply.fact_ids)} instead of {'/'.join(item.facts)}")
    found += [f"lacks {words}" for words in item.says if not any(flat(w) in text for w in words.split("|"))]
    found += [f"says {words}" for words in item.not_says if flat(words) in text]
    limit = SEVERAL_QUESTIONS if isinstance(outcome.decision, Several) else PHONE_SCREEN
    if len(text) > limit:
        found.append(f"{len(text)} characters, at most {limit}")
    return found


def _uses(item: Item, outcome: Outcome) -> bool:
    return not item.facts or not set(item.facts).isdisjoint(outcome.reply.fact_ids)
