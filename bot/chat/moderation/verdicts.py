"""What each decision about a card comes to, before it is written down."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.chat.moderation.editing import LONGEST, RefusedError
from bot.chat.moderation.tools import Tools
from bot.chat.talks import TURNS
from bot.core.records.record import Act, Entry, State, Why
from bot.core.records.review import Card, Hand, Mute, Ruling, Settlement

HOURS: Mapping[str, int] = {"1": 1, "24": 24, "168": 168}
"""For how many hours somebody can be muted."""
Decide = Callable[[Settlement, str], Awaitable[Settlement]]


class Verdicts:
    """Fills in what a decision brings about; RefusedError where it cannot be."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def table(self) -> Mapping[str, tuple[Ruling, Decide]]:
        """Return what the buttons decide that settle a card."""
        return {
            "ok": (Ruling.APPROVED, self._approve),
            "bad": (Ruling.WRONG, self._find_wrong),
            "to": (Ruling.TAUGHT, self._teach),
            "into": (Ruling.MERGED, self._merge),
            "ignore": (Ruling.IGNORED, self._ignore),
            "pull": (Ruling.WITHDRAWN, self._withdraw),
            "hush": (Ruling.MUTED, self._mute),
        }

    async def rewrite(self, plain: Settlement, text: str) -> Settlement:
        """A moderator's words instead of the answers: held ones go out with them, standing ones are edited."""
        entries, rewritten = await self._entries(plain.card), self._tools.facts.rewritten
        held = tuple(replace(e, reply=rewritten(e.reply, text, "")) for e in entries if _is_held(e))
        day = self._tools.calendar.day(plain.by.at)
        standing = tuple(replace(e, reply=rewritten(e.reply, text, day)) for e in entries if _stands(e))
        if not held and not standing:
            raise RefusedError("card_nothing_stands")
        return replace(plain, release=held, rewrite=standing, good=_wrong(plain.card))

    async def _approve(self, plain: Settlement, _: str) -> Settlement:
        """Right as it is; where it is held it goes out, composed anew if a fact in it has changed since."""
        if plain.card.why is not Why.HELD:
            return replace(plain, good=True)
        held = [await self._current(entry) for entry in await self._entries(plain.card) if _is_held(entry)]
        return replace(plain, good=True, release=tuple(held))

    async def _find_wrong(self, plain: Settlement, _: str) -> Settlement:
        return replace(plain, good=False)

    async def _teach(self, plain: Settlement, fact: str) -> Settlement:
        """The question belongs to a fact from now on."""
        card, asked = plain.card, plain.card.asked
        if not 0 < len(asked) <= LONGEST:
            raise RefusedError("card_unteachable")
        # Of an answer that is wrong it is known that another fact has the question.
        phrasing = self._tools.editing.phrasing if card.why is Why.UNCOVERED else self._tools.editing.reassign
        revision = phrasing(fact, (asked,), plain.by.person_id, plain.by.at)
        await self._tools.editing.check(revision)
        return replace(plain, detail=fact, fact=fact, revision=revision, good=_wrong(card))

    async def _merge(self, plain: Settlement, other: str) -> Settlement:
        if other not in {str(card.id) for card in await self._tools.shelf.mergeable(plain.card, MERGEABLE)}:
            raise RefusedError("card_merge_gone")
        return replace(plain, detail=f"#{other}", into=int(other))

    async def _ignore(self, plain: Settlement, _: str) -> Settlement:
        return plain

    async def _withdraw(self, plain: Settlement, _: str) -> Settlement:
        day, withdrawn = self._tools.calendar.day(plain.by.at), self._tools.facts.withdrawn
        standing = [e for e in await self._entries(plain.card) if _stands(e)]
        if not standing:
            raise RefusedError("card_nothing_stands")
        gone = tuple(replace(entry, reply=withdrawn(entry.reply, day)) for entry in standing)
        return replace(plain, rewrite=gone, good=False)

    async def _mute(self, plain: Settlement, hours: str) -> Settlement:
        """The one who asked first is not listened to for a while; a whole chat cannot be meant."""
        person_id = plain.card.first.person_id if plain.card.first else None
        if person_id is None or person_id < 0 or hours not in HOURS:
            raise RefusedError("card_mute_nobody")
        until = plain.by.at + timedelta(hours=HOURS[hours])
        detail = self._tools.say.say(f"card_hours_{hours}").text
        return replace(plain, detail=detail, mute=Mute(person_id, until))

    async def _entries(self, card: Card) -> list[Entry]:
        """The answers on a card of which is still remembered who asked."""
        return [entry for entry in await self._tools.shelf.entries(card.id) if entry.person_id is not None]

    async def _current(self, entry: Entry) -> Entry:
        number = self._tools.facts.number
        if all(number(fact) == said for fact, said in entry.reply.revisions):
            return entry
        turns = await self._tools.ledger.conversation(entry.follows, TURNS) if entry.follows else ()
        outcome = self._tools.say.answer(entry.text, turns)
        return replace(entry, reply=outcome.reply, scores=outcome.scores, evidence=outcome.evidence())


MERGEABLE = 6
"""How many open cards one can be merged into."""


def plain(card: Card, by: Hand, ruling: Ruling, chat_id: int, what: str) -> Settlement:
    """A decision that brings nothing about yet; `what` is how the audit log calls it."""
    return Settlement(card, by, ruling, Act(by.at, by.person_id, chat_id, "card", f"#{card.id} {what}"))


def _wrong(card: Card) -> bool | None:
    # That nothing is known was no answer.
    return None if card.why is Why.UNCOVERED else False


def _is_held(entry: Entry) -> bool:
    return entry.state is State.HELD


def _stands(entry: Entry) -> bool:
    there = entry.answer_id is not None or entry.state is State.WAITING
    return there and entry.state in {State.WAITING, State.SENT} and not entry.moved
