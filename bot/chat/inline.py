"""The bot's name and a question typed in any chat: results to choose from, and the copies that come of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.chat.desk import Desk
from bot.chat.flood import Admission, Flood
from bot.chat.making import COPY, Maker
from bot.chat.ports import Answerer, Copies
from bot.core.model import Kind, Reply
from bot.core.records.record import Entry, Origin, State

MOST = 10
"""Results that are offered, Telegram takes up to 50."""
LATELY = timedelta(days=30)
SAYS_SOMETHING = frozenset({Kind.ANSWER, Kind.CORRECTION, Kind.NOT_COVERED, Kind.DECLINED})
QUESTION, FACT = "q", "f"
"""What a result is: the answer to what was typed, or a fact by its id."""
SHORT = 120
"""Characters of a result that are seen before it is chosen."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed after the bot's name."""

    update_id: int
    at: datetime
    person_id: int
    query_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A result that somebody sent: which, what they had typed, and the id by which the copy can be edited."""

    update_id: int
    at: datetime
    person_id: int
    result: str
    text: str
    inline_id: str


@dataclass(frozen=True, slots=True)
class Result:
    """What is offered: under which id and title, and what it becomes."""

    id: str
    title: str
    short: str
    reply: Reply


class Inline:
    """Offers results, and keeps what is known of the copies so that they can be corrected."""

    def __init__(self, answerer: Answerer, maker: Maker, desk: Desk, copies: Copies, flood: Flood) -> None:
        self._answerer = answerer
        self._maker = maker
        self._desk = desk
        self._copies = copies
        self._flood = flood

    async def results(self, typed: Typed) -> list[Result]:
        """Return what is offered for what was typed; nothing to who types too fast."""
        if self._flood.admit(typed.person_id, typed.at) is not Admission.YES:
            return []
        found = self._answered(typed.text) if typed.text.strip() else await self._asked_most(typed.at)
        offered = [replace(result, reply=self._maker.copy(result.reply)) for result in found[:MOST]]
        await self._copies.offered([fact for result in offered for fact in result.reply.revisions])
        return offered

    async def chosen(self, choice: Choice) -> None:
        """Keep a copy that stands somewhere now; what changed since it was offered is edited at once."""
        what, _, rest = choice.result.partition(":")
        name, _, mark = rest.rpartition("#")
        try:
            reply = self._answerer.fact(name) if what == FACT else self._answerer.answer(choice.text).reply
        except LookupError:
            return
        await self._keep(choice, reply, name, stale=mark != _mark(reply))

    async def pressed(self, choice: Choice) -> str:
        """Return where a copy's facts come from, in words for a notice; a copy that nobody told of is known now."""
        facts = tuple(choice.result.split(","))
        said = self._answerer.source(facts).text
        if await self._copies.find(choice.inline_id) is None:
            # What it says exactly is not known: it is made to say what is right.
            await self._keep(choice, self._answerer.fact(facts[0]), facts[0], stale=True)
        return said.rpartition("\n")[0]

    async def _keep(self, choice: Choice, said: Reply, fact: str, *, stale: bool) -> None:
        if not choice.inline_id:
            return
        # A fact that was chosen from a list answers no question: a correction is to show that fact again.
        text, reply = "" if fact else choice.text, self._maker.copy(said)
        kept = Entry(choice.update_id, choice.at, Origin.INLINE, 0, 0, reply, person_id=choice.person_id)
        kept = replace(kept, text=text, trigger=f"{COPY}:{fact}", inline_id=choice.inline_id)
        kept = replace(kept, answer_id=0, state=State.SENT)
        entry = await self._copies.keep(kept)
        if entry is not None and stale:
            await self._desk.rewrite(replace(entry, reply=reply))

    def _answered(self, text: str) -> list[Result]:
        outcome = self._answerer.answer(text)
        reply = outcome.reply
        own = [Result(f"{QUESTION}:#{_mark(reply)}", text[:SHORT], _short(reply), reply)]
        near = [fact for fact, _ in outcome.scores if fact not in reply.fact_ids]
        return [*(own if reply.kind in SAYS_SOMETHING else ()), *self._facts([*reply.fact_ids[1:], *near])]

    async def _asked_most(self, at: datetime) -> list[Result]:
        asked = await self._copies.popular(at - LATELY)
        return self._facts([*asked, *self._answerer.main_facts()])

    def _facts(self, facts: Sequence[str]) -> list[Result]:
        found: list[Result] = []
        for fact in dict.fromkeys(facts):
            try:
                reply = self._answerer.fact(fact)
            except LookupError:
                # Gaps and small talk are candidates too, and facts are retired.
                continue
            found.append(Result(f"{FACT}:{fact}#{_mark(reply)}", self._answerer.title(fact), _short(reply), reply))
        return found


def _mark(reply: Reply) -> str:
    """What tells whether a reply reads as it did when it was offered."""
    return hashlib.blake2b(reply.text.encode(), digest_size=4).hexdigest()


def _short(reply: Reply) -> str:
    return reply.text.partition("\n")[0][:SHORT]
