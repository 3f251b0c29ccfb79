"""Answers brought before the moderators, and who presses what on their cards."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.chat.buttons import Notice, Word
from bot.chat.incoming import Press
from bot.chat.moderation.books import is_number
from bot.chat.moderation.choosing import Choosing
from bot.chat.moderation.controls import Controls, is_claimed
from bot.chat.moderation.editing import RefusedError
from bot.chat.moderation.keeper import Keeper, trigger_of
from bot.chat.moderation.rights import Role
from bot.chat.moderation.takeback import TakeBack
from bot.chat.moderation.tools import Tools
from bot.chat.moderation.verdicts import Verdicts, plain
from bot.core.model import Kind
from bot.core.records.evidence import decided
from bot.core.records.record import Act, Entry, Why
from bot.core.records.review import Card, Hand, Ruling
from bot.core.records.sampling import is_sampled

ATTEMPTS = 3
"""How often a decision is tried on a card that changes under it: somebody else asked the same just now."""
AFTERWARDS = frozenset({"undo", "delete"})
SAMPLED = frozenset({Kind.ANSWER, Kind.CORRECTION})

KNOWN = frozenset({"answer", "computed", "correction"})
"""Decisions that find an answer: where none is said, its fact is under review."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """Which answers are looked at unasked: one in so many (0: none) whose best candidates are so near, in percent."""

    one_in: int
    gap_percent: int


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of a card, pressed by somebody who may: the card as it is now, and what the button says."""

    card: Card
    entry: Entry
    press: Press
    by: Hand
    role: Role
    verb: str
    argument: str


class Review:
    """Cards for the moderators, and what their buttons do."""

    def __init__(self, tools: Tools, controls: Controls, keeper: Keeper, sampling: Sampling) -> None:
        self._tools = tools
        self._controls = controls
        self._keeper = keeper
        self._sampling = sampling
        self._choosing = Choosing(tools, controls)
        self._take_back = TakeBack(tools)
        self._rulings = Verdicts(tools).table()

    async def answered(self, entry: Entry) -> None:
        """Bring an answer before the moderators that says nothing is known, or a sample of the doubtful ones."""
        rate = self._sampling
        if entry.reply.kind is Kind.NOT_COVERED and decided(entry.evidence) not in KNOWN:
            await self.bring(entry, Why.UNCOVERED)
        elif entry.reply.kind in SAMPLED and is_sampled(entry.scores, entry.update_id, rate.one_in, rate.gap_percent):
            await self.bring(entry, Why.SAMPLED)

    async def bring(self, entry: Entry, why: Why) -> None:
        """Bring an answer before the moderators, with others of the same question that come for the same reason."""
        chat_id = await self._tools.shelf.desk()
        if chat_id is None or chat_id == entry.chat_id:
            return
        kept = await self._tools.ledger.by_number(entry.update_id)
        if kept is not None and (kept.text or kept.reply.fact_ids) and kept.person_id is not None:
            card = await self._tools.shelf.note(why, _key(kept, why), kept.id, entry.at)
            if card is not None:
                await self._keeper.attend(card.id)

    async def pressed(self, press: Press, entry: Entry | None) -> Notice:
        """Do what a button of a card says; return the key of a notice, or nothing where the card says it."""
        person_id, chat_id = press.seat.person_id, press.seat.chat_id
        role = await self._tools.rights.role(person_id)
        if role is Role.NOBODY or person_id is None:
            await self._tools.staff.log(Act(press.at, person_id or 0, chat_id, "refused", press.data))
            return "not_for_you"
        _, number, verb, argument = (*press.data.split(":", 3), "", "", "")[:4]
        by = Hand(person_id, press.name, press.at)
        try:
            for _attempt in range(ATTEMPTS):
                card = await self._tools.shelf.find(int(number)) if is_number(number) else None
                if card is None or entry is None or entry.trigger != trigger_of(card):
                    return "stale"
                if await self._do(Pressed(card, entry, press, by, role, verb, argument)):
                    return None if verb != "undo" else self._take_back.notice(card)
        except RefusedError as refused:
            await self._tools.staff.log(Act(press.at, person_id, chat_id, "refused", press.data))
            return refused.key if refused.key == "edit_refused" else self._words(refused)
        return "card_busy"

    def _words(self, refused: RefusedError) -> Notice:
        # The rules of the fact base say more than a notice holds.
        return "edit_refused" if refused.key == "edit_wrong" else Word(refused.key, refused.words)

    async def _do(self, pressed: Pressed) -> bool:
        """Do it; False where the card has changed meanwhile."""
        self._must_be_possible(pressed)
        done = await self._decide(pressed)
        if done and pressed.verb not in self._choosing.table():
            await self._keeper.attend(pressed.card.id)
        return done

    def _must_be_possible(self, pressed: Pressed) -> None:
        card, verb = pressed.card, pressed.verb
        if card.first is None:
            raise RefusedError("card_forgotten")
        if card.state != "open" and verb not in AFTERWARDS:
            raise RefusedError("card_settled", by=card.settled.who if card.settled else "")
        if card.state == "open" and not self._controls.allows(card, verb):
            raise RefusedError("stale")
        mine = card.claimed is not None and card.claimed.person_id == pressed.by.person_id
        if card.state == "open" and is_claimed(card, pressed.by.at) and not mine and card.claimed is not None:
            raise RefusedError("card_claimed_by", by=card.claimed.who)

    async def _decide(self, pressed: Pressed) -> bool:
        card, verb, shelf = pressed.card, pressed.verb, self._tools.shelf
        chat_id = pressed.press.seat.chat_id
        if verb in self._choosing.table():
            rows = await self._choosing.table()[verb](card, pressed.argument)
            await self._choosing.open(card, pressed.entry, rows)
            return True
        if verb in self._rulings:
            ruling, decide = self._rulings[verb]
            wanted = plain(card, pressed.by, ruling, chat_id, f"{ruling.value} {pressed.argument}".strip())
            return await shelf.settle(await decide(wanted, pressed.argument))
        return await self._others()[verb](pressed)

    def _others(self) -> Mapping[str, Callable[[Pressed], Awaitable[bool]]]:
        return {
            "claim": self._claim,
            "write": self._claim,
            "free": self._free,
            "new": self._new,
            "back": self._back,
            "undo": lambda p: self._take_back.undo(p.card, p.by, p.role, p.press.seat.chat_id),
            "delete": lambda p: self._take_back.delete(p.card, p.by, p.press.seat.chat_id),
        }

    async def _claim(self, pressed: Pressed) -> bool:
        wanted = plain(pressed.card, pressed.by, Ruling.IGNORED, pressed.press.seat.chat_id, pressed.verb)
        return await self._tools.shelf.claim(wanted, awaits=pressed.verb == "write")

    async def _free(self, pressed: Pressed) -> bool:
        wanted = plain(pressed.card, pressed.by, Ruling.IGNORED, pressed.press.seat.chat_id, pressed.verb)
        return await self._tools.shelf.unclaim(wanted)

    async def _new(self, pressed: Pressed) -> bool:
        if pressed.card.revision_id:
            raise RefusedError("card_proposed_already", fact=pressed.card.fact)
        await self._choosing.template(pressed.card, pressed.press)
        return True

    async def _back(self, _: Pressed) -> bool:
        return True


def _key(entry: Entry, why: Why) -> str:
    """What groups answers: the question, and where there is an answer to decide about, the answer too."""
    about = [str(entry.evidence.get("text") or entry.text)]
    if why is not Why.UNCOVERED:
        about.append(entry.reply.text)
    return hashlib.blake2b("\0".join(about).encode(), digest_size=16).hexdigest()
