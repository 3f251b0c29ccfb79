"""Questions that nothing answered, brought to the moderators: one press teaches the bot, and who asked is told."""

import hashlib
from dataclasses import replace
from datetime import datetime

from bot.chat.desk import Desk
from bot.chat.incoming import Press
from bot.chat.moderation.books import is_number
from bot.chat.moderation.editing import LONGEST, Editing, RefusedError
from bot.chat.moderation.ports import Facts, Shelf
from bot.chat.moderation.rights import Rights, Role
from bot.chat.ports import Answerer, Ledger
from bot.core.model import Button, Kind, Reply
from bot.core.record import Card, Entry, Origin, Why

CHOICES = 4
"""Facts that a card offers."""
OWN_NUMBERS, TELLING = -2 * 10**12, -3 * 10**12
"""Cards, and what askers are told, answer no update: their numbers begin here."""
IGNORE = "-"
SHOWN = 300
"""Characters of a question that a card shows."""


class Review:
    """Cards for the moderators, and what their buttons do."""

    def __init__(
        self, say: Answerer, desk: Desk, ledger: Ledger, shelf: Shelf, editing: Editing, facts: Facts, rights: Rights
    ) -> None:
        self._say = say
        self._desk = desk
        self._ledger = ledger
        self._shelf = shelf
        self._editing = editing
        self._facts = facts
        self._rights = rights

    async def unanswered(self, entry: Entry) -> None:
        """Bring an answer that says nothing is known before the moderators."""
        if entry.reply.kind is Kind.NOT_COVERED:
            await self.bring(entry, Why.UNCOVERED)

    async def bring(self, entry: Entry, why: Why) -> None:
        """Bring an answer before the moderators, with others of the same question that come for the same reason."""
        chat_id = await self._shelf.desk()
        if chat_id is None or chat_id == entry.chat_id:
            return
        kept = await self._ledger.by_number(entry.update_id)
        if kept is not None and kept.evidence.get("text"):
            key = hashlib.blake2b(str(kept.evidence.get("text")).encode(), digest_size=16).hexdigest()
            card = await self._shelf.note(why, key, kept.id, entry.at)
            if card is not None:
                await self._show(card, chat_id, entry.at)

    async def pressed(self, press: Press, entry: Entry | None) -> str | None:
        """Do what a button of a card says; return the key of a notice, or nothing where the card says it."""
        if await self._rights.role(press.seat.person_id) is Role.NOBODY or press.seat.person_id is None:
            return "not_for_you"
        _, number, fact = (*press.data.split(":"), "", "")[:3]
        card = await self._shelf.find(int(number)) if is_number(number) else None
        if entry is None or card is None or not fact or not _asked(card):
            return "stale"
        if not entry.reply.offers(press.data):
            return "edit_settled"
        try:
            await self._settle(card, fact, press)
        except RefusedError as refused:
            return refused.notice
        settled = await self._shelf.find(card.id)
        if settled is not None:
            await self._desk.rewrite(replace(entry, reply=self._reply(settled)))
        return None

    async def _settle(self, card: Card, fact: str, press: Press) -> None:
        person_id, chat_id = press.seat.person_id or 0, press.seat.chat_id
        taught = None
        if fact != IGNORE and len(_asked(card)) > LONGEST:
            raise RefusedError("stale")
        if fact != IGNORE:
            taught = self._editing.phrasing(fact, (_asked(card),), person_id, press.at)
            await self._editing.check(taught)
        verdict = self._say.say("card_ignored" if taught is None else "card_taught", fact=fact, by=str(person_id)).text
        if not await self._shelf.settle(card.id, person_id, verdict):
            raise RefusedError("edit_settled")
        if taught is not None:
            await self._editing.keep(taught, chat_id)
            await self._tell(card, fact, press.at)

    async def _tell(self, card: Card, fact: str, at: datetime) -> None:
        """Answer those who asked, each where they did; a message that is posted twice is known by its number."""
        for asked in await self._shelf.untold(card.id):
            answer = self._facts_answer(asked.text, fact)
            head = self._say.say("answered_now")
            reply = answer.below(head.text, head.html)
            told = Entry(TELLING - asked.id, at, Origin.NOTICE, asked.chat_id, asked.message_id, reply)
            await self._desk.post(replace(told, topic_id=asked.topic_id, follows=asked.follows))
            await self._shelf.told(asked.id)

    def _facts_answer(self, text: str, fact: str) -> Reply:
        answer = self._say.answer(text).reply if text else self._say.fact(fact)
        return answer if fact in answer.fact_ids else self._say.fact(fact)

    async def _show(self, card: Card, chat_id: int, at: datetime) -> None:
        number, reply = OWN_NUMBERS - card.id, self._reply(card)
        shown = await self._ledger.by_number(number)
        if shown is None:
            await self._desk.post(Entry(number, at, Origin.CARD, chat_id, 0, reply, trigger=f"card:{card.id}"))
        else:
            await self._desk.rewrite(replace(shown, reply=reply))

    def _reply(self, card: Card) -> Reply:
        said = card.first.reply.text.partition("\n")[0]
        question = _asked(card)[:SHOWN]
        shown = self._say.say("card", count=str(card.count), question=question, said=said, verdict=card.verdict)
        if card.state != "open":
            return shown
        teachable = len(_asked(card)) <= LONGEST
        rows = [(Button(self._say.say("card_teach", title=title).text, f"card:{card.id}:{fact}"),)
                for fact, title in (self._offered(card.first) if teachable else ())]  # fmt: skip
        ignore = Button(self._say.say("card_ignore").text, f"card:{card.id}:{IGNORE}")
        return replace(shown, buttons=(*rows, (ignore,)))

    def _offered(self, entry: Entry) -> list[tuple[str, str]]:
        """The facts that came nearest, and those near to what the material lacks, by id with their titles."""
        offered: list[tuple[str, str]] = []
        for fact in dict.fromkeys((*(fact for fact, _ in entry.scores), *entry.reply.fact_ids)):
            try:
                offered.append((fact, self._facts.values(fact)["title"]))
            except LookupError:
                # Gaps and small talk are candidates too.
                continue
        return offered[:CHOICES]


def _asked(card: Card) -> str:
    """The question as it was understood: without links and names, which nobody should be called by."""
    return str(card.first.evidence.get("text") or "")
