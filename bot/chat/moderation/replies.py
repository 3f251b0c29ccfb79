"""Replies to cards and templates: moderators' words, never questions."""

from dataclasses import replace

from bot.chat.gate import Gate
from bot.chat.incoming import Question
from bot.chat.moderation.books import is_number
from bot.chat.moderation.choosing import DRAFT
from bot.chat.moderation.controls import is_claimed
from bot.chat.moderation.editing import LONGEST, RefusedError
from bot.chat.moderation.keeper import Keeper
from bot.chat.moderation.rights import Role
from bot.chat.moderation.tools import Tools
from bot.chat.moderation.verdicts import Verdicts, plain
from bot.core.model import Reply
from bot.core.records.draft import DraftError
from bot.core.records.record import Act, Origin
from bot.core.records.review import Card, Hand, Ruling

REWRITE = 500
"""Characters of a moderator's answer."""


class Replies:
    """Takes what is said in reply to a card: another answer, or a new fact."""

    def __init__(self, tools: Tools, keeper: Keeper, gate: Gate) -> None:
        self._tools = tools
        self._keeper = keeper
        self._gate = gate
        self._verdicts = Verdicts(tools)

    async def takes(self, question: Question) -> bool:
        """Take a message that replies to a card or a template; False where it is none."""
        if question.replied_to is None or question.command:
            return False
        entry = await self._tools.ledger.by_answer(question.seat.chat_id, question.replied_to)
        if entry is None or entry.origin is not Origin.CARD:
            return False
        _, number, what = (*entry.trigger.split(":"), "", "")[:3]
        if await self._tools.rights.role(question.seat.person_id) is Role.NOBODY:
            await self._refuse(question, entry.trigger)
        else:
            await self._answer(question, number, what)
        return True

    async def _refuse(self, question: Question, what: str) -> None:
        chat_id, by = question.seat.chat_id, question.seat.speaker
        await self._tools.staff.log(Act(question.at, by, chat_id, "refused", f"reply to {what}"))
        if await self._gate.unhurried(question):
            await self._say(question, self._tools.say.say("not_for_you"))

    async def _answer(self, question: Question, number: str, what: str) -> None:
        try:
            card = await self._tools.shelf.find(int(number)) if is_number(number) else None
            if card is None or card.first is None:
                raise RefusedError("card_forgotten")
            if card.state != "open":
                raise RefusedError("card_settled", by=card.settled.who if card.settled else "")
            reply = await (self._draft if what == DRAFT else self._rewrite)(card, question)
        except (RefusedError, DraftError) as refused:
            reply = self._tools.say.say(refused.key, **refused.words)
        await self._say(question, reply)
        # Last, so that a crash before it leaves the card due and the reply to be answered anew.
        await self._keeper.attend(int(number))

    async def _rewrite(self, card: Card, question: Question) -> Reply:
        by = _hand(question)
        mine = card.claimed is not None and card.claimed.person_id == by.person_id
        if not mine and is_claimed(card, by.at) and card.claimed is not None:
            raise RefusedError("card_claimed_by", by=card.claimed.who)
        if not mine or not card.awaits or not question.text.strip():
            raise RefusedError("card_write_how")
        if len(question.text.strip()) > REWRITE:
            raise RefusedError("too_long", most=str(REWRITE))
        wanted = plain(card, by, Ruling.REWRITTEN, question.seat.chat_id, Ruling.REWRITTEN.value)
        if not await self._tools.shelf.settle(await self._verdicts.rewrite(wanted, question.text.strip())):
            raise RefusedError("card_busy")
        return self._tools.say.say("card_rewritten")

    async def _draft(self, card: Card, question: Question) -> Reply:
        by = _hand(question)
        if card.revision_id:
            raise RefusedError("card_proposed_already", fact=card.fact)
        fields, asks = self._tools.facts.draft(question.text)
        if any(len(value) > LONGEST for value in (*fields.values(), *asks)):
            raise RefusedError("too_long", most=str(LONGEST))
        own = (card.asked,) if 0 < len(card.asked) <= LONGEST else ()
        revision = self._tools.editing.new(f"added-{card.id}", fields, tuple(dict.fromkeys((*own, *asks))), by)
        await self._tools.editing.check(revision)
        wanted = plain(card, by, Ruling.ADDED, question.seat.chat_id, f"proposed {revision.fact}")
        if not await self._tools.shelf.propose(replace(wanted, fact=revision.fact, revision=revision)):
            raise RefusedError("card_busy")
        return self._tools.say.say("draft_taken", fact=revision.fact)

    async def _say(self, question: Question, reply: Reply) -> None:
        await self._tools.desk.post(question.entry(reply, Origin.COMMAND))


def _hand(question: Question) -> Hand:
    return Hand(question.seat.person_id or 0, question.name, question.at)
