"""A moderators' chat with its people, and cards that come for reasons that nothing in the chat brings by itself."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from bot.core.records.record import Entry, Origin, Why
from bot.sandbox.model import Chat, Message, Person
from bot.storage.store import Storage, open_storage
from tests.chat.harness import Bench

T = TypeVar("T")
STRANGE = "码头上的铁盒子都是哪条船拉来的"
FACT, ASK, SAYS = "yuanxi-boxes", "远汐占港口几成箱子", "港口三成左右的箱子由远汐运来。"
LABEL = f"归到：{ASK}"


@dataclass(frozen=True)
class House:
    """A running bot whose owner and two moderators sit in a room of their own."""

    desk: Bench
    room: Chat
    owner: Person
    mod: Person
    other: Person

    def card(self, words: str) -> Message:
        """Wait for a card that says something."""
        return self.desk.server.wait_for(lambda: [m for m in self.desk.server.said(self.room) if words in m.text], 20)[
            -1
        ]

    def until(self, message: Message, words: str) -> Message:
        """Wait until a message says something, and return it as it is then."""
        self.desk.server.wait_for(lambda: words in self.desk.server.current(message).text, 20)
        return self.desk.server.current(message)

    def until_offered(self, message: Message, label: str) -> Message:
        """Wait until a message has a button."""
        self.desk.server.wait_for(lambda: label in self.desk.server.current(message).buttons, 20)
        return self.desk.server.current(message)

    def brought(self, why: Why, question: Message) -> None:
        """Bring the answer to a question before the moderators, as another part of the bot does."""

        async def bring(storage: Storage) -> None:
            entry = await storage.ledger.by_question(question.chat_id, question.id)
            assert entry is not None
            await storage.cards.note(why, f"{entry.evidence.get('text')}{entry.reply.text}", entry.id, entry.at)

        self.stored(bring)

    def held(self, question: Message, text: str, why: Why = Why.HELD) -> None:
        """Hold an answer to a message that the bot has not reacted to, and bring it before the moderators."""
        outcome = self.desk.core.answer(text)

        async def hold(storage: Storage) -> None:
            now = datetime.now(UTC)
            entry = Entry(10**9 + question.id, now, Origin.QUESTION, question.chat_id, question.id, outcome.reply)
            entry = replace(entry, person_id=question.sender.id, text=text, scores=outcome.scores)
            held = await storage.outbox.hold(replace(entry, evidence=outcome.evidence()))
            assert held is not None
            await storage.cards.note(why, text, held, now)

        self.stored(hold)

    def stored(self, work: Callable[[Storage], Awaitable[T]]) -> T:
        """Work on the database beside the bot."""

        async def within() -> T:
            with closing(open_storage(self.desk.settings.database)) as storage:
                return await work(storage)

        return asyncio.run(within())

    def acts(self) -> str:
        """What the audit log says."""

        async def read(storage: Storage) -> str:
            return "\n".join(f"{act.person_id} {act.action} {act.detail}" for act in await storage.staff.acts(100))

        return self.stored(read)
