"""All of the storage behind one door."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from bot.storage.cards import Cards
from bot.storage.chats import Chats
from bot.storage.copies import Copies
from bot.storage.corrections import Corrections
from bot.storage.db import Engine
from bot.storage.doors import Doors
from bot.storage.exporting import Exporting
from bot.storage.inbox import Inbox
from bot.storage.ledger import Ledger
from bot.storage.migrations import Prepare, migrate
from bot.storage.outbox import Outbox
from bot.storage.places import Places
from bot.storage.privacy import Privacy
from bot.storage.revisions import Revisions
from bot.storage.staff import Staff
from bot.storage.statistics import Statistics
from bot.storage.versions import Versions
from bot.storage.votes import Votes

T = TypeVar("T")
FILE = "sqlite:///"
POSTGRES = ("postgres://", "postgresql://")


class Storage:
    """The ledger, the chats, both boxes, the versions and the eraser, over one database."""

    def __init__(self, engine: Engine) -> None:
        """A storage on `engine`, which it closes."""
        self._engine = engine
        self.ledger = Ledger(engine)
        self.chats = Chats(engine)
        self.doors = Doors(engine)
        self.inbox = Inbox(engine)
        self.outbox = Outbox(engine)
        self.privacy = Privacy(engine)
        self.versions = Versions(engine)
        self.revisions = Revisions(engine)
        self.corrections = Corrections(engine)
        self.staff = Staff(engine)
        self.cards = Cards(engine)
        self.votes = Votes(engine)
        self.copies = Copies(engine)
        self.places = Places(engine)
        self.statistics = Statistics(engine, self.votes, self.cards)
        self.exporting = Exporting(engine)

    async def recover(self) -> None:
        """Give back at once what a program that is gone had taken; others of a server still hold what they took."""
        if self._engine.alone:
            await self.inbox.give_back()
            await self.outbox.give_back()

    def close(self) -> None:
        """Close the database."""
        self._engine.close()


def open_engine(url: str, prepare: Prepare = migrate) -> Engine:
    """Return the database at `url` (sqlite:///path or postgresql://...), its tables up to date or as `prepare` does."""
    # Each driver is imported where it is used: most bots have a file and no server.
    if url.startswith(POSTGRES):
        from bot.storage.postgres import Postgres

        return Postgres(url, prepare)
    from bot.storage.sqlite import Sqlite

    return Sqlite(Path(url.removeprefix(FILE)), prepare=prepare)


def with_storage(url: str, work: Callable[[Storage], Awaitable[T]]) -> T:
    """Return what `work` returns on the storage in the database at `url`, which is closed again."""

    async def within() -> T:
        with closing(open_storage(url)) as storage:
            return await work(storage)

    return asyncio.run(within())


def open_storage(url: str) -> Storage:
    """Return the storage in the database at `url`; StorageError where it cannot be used."""
    return Storage(open_engine(url))
