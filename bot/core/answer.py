"""The whole way of a question: read, place in its talk, weigh, decide, compose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.decision import Answer, Computed, Correction, Decision, NotCovered
from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.messages.message import weigh
from bot.core.model import Kind, Reply, Turn
from bot.core.replies.amend import (
    Amendment,
    checking,
    corrected,
    curtailed,
    exchanged,
    rewritten,
    tombstone,
    under_review,
    withdrawn,
)
from bot.core.replies.compose import compose
from bot.core.replies.drawing import Drawing, draw
from bot.core.replies.menus import menu
from bot.core.replies.posts import post
from bot.core.replies.voice import SOURCED, Voice
from bot.core.search.retrieve import Index, Match


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reply with everything that led to it."""

    text: str
    turns: tuple[Turn, ...]
    reading: Reading
    matches: tuple[Match, ...]
    decision: Decision
    reply: Reply
    index: Index = field(repr=False)

    @property
    def scores(self) -> tuple[tuple[str, float], ...]:
        """The best candidates with their scores."""
        return tuple((m.entry, round(m.score, 3)) for m in self.matches[:5])

    def evidence(self) -> dict[str, object]:
        """What was understood, weighed and decided, as JSON-able values."""
        own = self.reading.own
        return {
            "text": own.text,
            "entities": list(own.entities),
            "about": list(self.reading.entities),
            "concepts": list(own.concepts),
            "roles": sorted(own.roles),
            "amounts": [f"{a.kind} {a.value:g} {a.currency}".strip() for a in own.amounts],
            "unexplained": list(own.words),
            "candidates": [
                {
                    "id": m.entry,
                    "score": round(m.score, 3),
                    "affirmed": round(m.affirmed, 2),
                    "refuted": round(m.refuted, 2),
                    "coverage": round(m.coverage, 2),
                    "because": list(self.index.reasons(m.entry, self.reading.features)),
                }
                for m in self.matches[:5]
            ],
            "decision": repr(self.decision),
        }


class Answerer:
    """Answers questions on one pack; deterministic, without state between questions."""

    def __init__(self, knowledge: Knowledge, texts: Mapping[str, str]) -> None:
        """An answerer from `knowledge` that speaks `texts`."""
        self.knowledge = knowledge
        self._texts = texts
        self._voice = Voice(self.knowledge, texts)

    def on(self, knowledge: Knowledge) -> "Answerer":
        """An answerer from other knowledge that speaks the same texts."""
        return Answerer(knowledge, self._texts)

    def answer(self, text: str, turns: Sequence[Turn] = ()) -> Outcome:
        """The reply to `text` after `turns` (oldest first)."""
        weighed = weigh(text, turns, self.knowledge)
        reply = compose(weighed.decision, self._voice)
        turns, index = tuple(turns), self.knowledge.index
        return Outcome(text, turns, weighed.reading, weighed.matches, weighed.decision, reply, index)

    def owner(self, text: str) -> str | None:
        """The fact or gap that `text` is answered with, by itself; None where neither is sure enough."""
        match weigh(text, (), self.knowledge).decision:
            case Answer((first, *_)) | Computed(facts=(first, *_)):
                return first
            case Correction(fact=first):
                return first
            case NotCovered(gap=gap) if gap:
                return gap
            case _:
                return None

    def fact(self, fact_id: str) -> Reply:
        """The answer that a button or a deep link asks for; LookupError where there is no such fact."""
        if fact_id not in self.knowledge.facts:
            raise LookupError(fact_id)
        return compose(Answer((fact_id,)), self._voice)

    def main_facts(self) -> list[str]:
        """The facts that carry a figure, which most people ask for first."""
        return [fact.id for fact in self.knowledge.pack.facts if fact.figure and fact.id in self.knowledge.facts]

    def amended(self, reply: Reply, fresh: Reply | None, amendment: Amendment) -> Reply:
        """A sent `reply` as it reads after the `amendment` of a fact.

        `fresh` is what stood there if it were made now; None where nothing would.
        """
        fact = amendment.fact
        if fresh is not None and fresh.kind is Kind.INDEX:
            # It claims nothing: nothing in it is to be told as wrong.
            return fresh
        if fact in self.knowledge.paused:
            # Its words stay, and are told as the old ones once they are exchanged.
            return replace(under_review(amendment, self._voice, reply), revisions=reply.revisions)
        if fresh is None or fact not in self.knowledge.facts:
            now, told = self._without(reply, fresh, amendment), {}
        else:
            now, told = corrected(amendment, self._voice, reply, fresh), {fact: self.knowledge.numbers.get(fact, 0)}
            if reply.kind in SOURCED and fact in reply.fact_ids and fact not in fresh.fact_ids:
                now = exchanged(amendment, self._voice, now)
        # Whatever it says now, it is known to have said its facts: a later change finds it again.
        return replace(now, revisions=tuple({**dict(reply.revisions), **told, **dict(now.revisions)}.items()))

    def _without(self, reply: Reply, fresh: Reply | None, amendment: Amendment) -> Reply:
        """What stands where a withdrawn fact was said: what else was said, where that can be told anew."""
        others = {fact for fact, _ in reply.revisions} - {amendment.fact}
        if fresh is None or others.isdisjoint(fact for fact, _ in fresh.revisions):
            return tombstone(amendment, self._voice, reply)
        return curtailed(amendment, self._voice, corrected(amendment, self._voice, reply, fresh))

    def title(self, fact_id: str) -> str:
        """What a fact is called; empty where there is none by now."""
        fact = self.knowledge.facts.get(fact_id)
        return fact.title if fact else ""

    def checking(self, reply: Reply, day: str) -> Reply:
        """A reply below the warning that it is being checked since `day`."""
        return checking(reply, day, self._voice)

    def rewritten(self, reply: Reply, text: str, day: str) -> Reply:
        """A moderator's `text` instead of a `reply`; one that stands tells the `day` of it, a held one has none."""
        return rewritten(reply, text, day, self._voice)

    def withdrawn(self, reply: Reply, day: str) -> Reply:
        """What stands where a withdrawn `reply` was."""
        return withdrawn(reply, day, self._voice)

    def name(self, entry: str) -> str:
        """The name of a fact, a gap, somebody or a subject by its id, as people say it; the id where it has none."""
        known = self.knowledge
        for titled in (known.facts.get(entry), known.gaps.get(entry)):
            if titled is not None:
                return titled.title
        if entry in known.entities:
            return known.entities[entry].name
        return next((concept.name for concept in known.pack.concepts if concept.id == entry), entry)

    def source(self, fact_ids: Sequence[str]) -> Reply:
        """Where facts come from and how certain they are; LookupError where one is not known."""
        facts = [self.knowledge.facts[fact_id] for fact_id in fact_ids]
        lines = [self._voice.text("source_card", title=f.title, source=self._voice.source((f,))) for f in facts]
        return self._voice.reply(Kind.ABOUT_BOT, "\n".join((*lines, self._voice.text("footer"))), tuple(fact_ids))

    def menu(self, data: str) -> Reply:
        """A page of the list of facts; LookupError where there is no such page."""
        return menu(data, self._voice)

    def post(self, recipe: str, link: str) -> Reply:
        """A message made from a recipe (see `posts`), without buttons; LookupError where nothing can be made of it.

        `link` before the id of a fact is the address where a reader gets its answer.
        """
        return post(recipe, self._voice, link)

    def topics(self) -> dict[str, str]:
        """The topics that have facts, by id, each with its name."""
        used = {fact.topic for fact in self.knowledge.pack.facts}
        return {topic: name for topic, name in self.knowledge.pack.deal.topics.items() if topic in used}

    def drawing(self) -> Drawing:
        """The picture of the deal, as values."""
        return draw(self._voice)

    def say(self, key: str, **values: str) -> Reply:
        """One of the bot's own sentences; LookupError where there is none."""
        return self._voice.reply(Kind.ABOUT_BOT, self._voice.text(f"chat.{key}", **values))
