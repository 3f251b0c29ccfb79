"""Makes the cards in the moderators' chat and what follows from them as the database says, whoever changed it.

A press only writes down what is decided, in one transaction; all that comes of it is done here, and may be done twice.
So whatever a program leaves undone, the next one finds as due.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.chat.moderation.face import Face
from bot.chat.moderation.follower import Follower
from bot.chat.moderation.offers import offer
from bot.chat.moderation.telling import Telling
from bot.chat.moderation.tools import Tools
from bot.chat.numbers import Own
from bot.chat.ports import Clock
from bot.core.records.record import Entry, Origin, StorageError, Why
from bot.core.records.review import Card, Ruling

LOOK_AGAIN = 0.5
"""Seconds between looks at what is due."""
AT_ONCE = 20
SHOWS = 1000
"""How often a card can be posted anew, when its chat changes."""
Cleared = Callable[[Entry], Awaitable[None]]
log = logging.getLogger(__name__)


class Keeper:
    """Looks after the cards."""

    def __init__(self, tools: Tools, face: Face, follower: Follower, clock: Clock, cleared: Cleared) -> None:
        """A keeper that has `cleared` take the mark off an answer that is right after all."""
        self._tools = tools
        self._face = face
        self._telling = Telling(tools)
        self._follower = follower
        self._clock = clock
        self._cleared = cleared
        self._one_at_a_time = asyncio.Lock()
        self._given_up: dict[int, int] = {}

    async def run(self) -> None:
        """Look after for ever."""
        while True:
            try:
                for card_id in await self._tools.shelf.due(AT_ONCE):
                    await self._try(card_id)
            except StorageError as error:
                log.warning("the cards cannot be read: %s", error)
            await asyncio.sleep(LOOK_AGAIN)

    async def _try(self, card_id: int) -> None:
        card = await self._tools.shelf.find(card_id)
        if card is None or self._given_up.get(card_id) == card.version:
            return
        try:
            await self.attend(card_id)
        except StorageError:
            raise
        except Exception:
            # One card must not hold up the others; it is tried anew when it changes.
            log.exception("card %s cannot be looked after", card_id)
            self._given_up[card_id] = card.version

    async def attend(self, card_id: int) -> None:
        """Show a card as it is now, and do what follows from it."""
        async with self._one_at_a_time:
            card = await self._up_to_date(card_id)
            if card is None:
                return
            await self._show(card)
            if card.state == "done":
                await self._follow_up(card)
            await self._tools.shelf.attended(card)

    async def _up_to_date(self, card_id: int) -> Card | None:
        shelf = self._tools.shelf
        card = await shelf.find(card_id)
        if card is not None and card.first is None and card.state != "gone":
            await shelf.bury(card_id)
        elif card is not None and card.state == "open" and card.revision_id:
            await shelf.adopt(card, self._clock())
        return await shelf.find(card_id)

    async def _show(self, card: Card) -> None:
        chat_id = await self._tools.shelf.desk()
        if chat_id is None:
            return
        reply = self._face.reply(card, self._clock())
        shown = await self._tools.ledger.by_number(number_of(card))
        if shown is not None and (shown.chat_id != chat_id or shown.moved) and card.state == "open":
            # Its message is out of reach: the chat got another id, or the moderators another chat.
            await self._tools.shelf.show_anew(card)
            return
        if shown is None:
            entry = Entry(number_of(card), self._clock(), Origin.CARD, chat_id, 0, reply, trigger=trigger_of(card))
            await self._tools.desk.post(entry)
        elif not shown.moved and _differs(shown, reply.html, reply.buttons):
            await self._tools.desk.rewrite(replace(shown, reply=reply))
        if card.state == "open" and card.revision_id:
            await self._offer(card, chat_id, shown)

    async def _offer(self, card: Card, chat_id: int, shown: Entry | None) -> None:
        revision = await self._tools.editing.find(card.revision_id or 0)
        beside = shown.answer_id if shown and shown.answer_id else 0
        entry = Entry(
            Own.OFFER.number(revision.id),
            self._clock(),
            Origin.COMMAND,
            chat_id,
            beside,
            offer(self._tools.say, revision),
        )
        # A message that is posted twice is known by its number.
        await self._tools.desk.post(entry)

    async def _follow_up(self, card: Card) -> None:
        if card.why is Why.WRONG and card.ruling == Ruling.APPROVED:
            for entry in await self._tools.shelf.entries(card.id):
                await self._cleared(entry)
        if card.ruling in {Ruling.TAUGHT, Ruling.ADDED}:
            await self._follower.catch_up()
            await self._telling.tell(card, self._clock())


def number_of(card: Card) -> int:
    """The number of the message that shows a card."""
    return Own.CARD.number(card.id * SHOWS + card.shows)


def trigger_of(card: Card) -> str:
    """What marks the message that shows a card."""
    return f"card:{card.id}"


def _differs(shown: Entry, html: str, buttons: object) -> bool:
    return (shown.reply.html, shown.reply.buttons) != (html, buttons)
