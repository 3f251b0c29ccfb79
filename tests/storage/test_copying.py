"""Backups, and the way from a file to a server."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.records.ballot import UP, Rule, Vote
from bot.core.records.record import Act, Correcting, Item, Place, StorageError, Why
from bot.core.records.revision import Change, Revision, Stage
from bot.storage.copying import backup, copy
from bot.storage.store import Storage, open_engine, open_storage
from tests.storage.databases import empty_database
from tests.storage.samples import REPLY, deliver, entry, keep, post, take


async def test_from_a_file_to_a_server(path: Path, postgres: str, noon: datetime) -> None:
    """All rows arrive with their numbers, are counted, and the server goes on after them."""
    source = open_engine(f"sqlite:///{path}")
    old = Storage(source)
    await deliver(old, entry(noon), 42)
    last = await post(old, entry(noon, text="盐？", reply=replace(REPLY, revisions=(("salt", 0),))))
    await old.chats.pause(-1, paused=True)
    await old.inbox.put([Item(7, 1, None, "{}")], noon)
    await keep(old, Revision("tea", Change.WORDING, 7, noon, {"say": "新"}, stage=Stage.LIVE), update_id=8)
    await old.corrections.order(Correcting("tea", 1, -9, 7, noon))
    await old.cards.note(Why.UNCOVERED, "k", last, noon)
    await old.cards.move_desk(-9)
    await old.places.arrive(-1, Place(-1, "潮声", True), None)
    stands = await old.ledger.by_answer(-1, 42)
    assert stands is not None
    await old.votes.cast(stands, Vote(5, UP, noon, 9), Rule(1, timedelta()))
    await old.votes.clear(stands, noon)
    await old.copies.offered([("tea", 0)])
    await old.staff.appoint(5, Act(noon, 1, -9, "moderator add", "5"))
    await old.staff.hush(6, noon, Act(noon, 1, -9, "mute", "6"))
    seen: list[tuple[str, int, int]] = []
    with empty_database(postgres) as url:
        target = open_engine(url)
        copied = await copy(source, target, lambda *step: seen.append(step))
        new = Storage(target)
        assert {table: rows for table, rows in copied.items() if rows} == {
            "ledger": 2, "chats": 1, "inbox": 1, "outbox": 2, "versions": 1, "revisions": 1, "carries": 1,
            "corrections": 1, "moderators": 1, "audit": 3,
            "cards": 1, "house": 1, "askers": 1, "votes": 1, "doubts": 1, "offers": 1, "deeds": 1,
            "mutes": 1, "places": 1,
        }  # fmt: skip
        assert await new.revisions.all() == await old.revisions.all()
        assert ("ledger", 2, 2) in seen
        assert await new.ledger.by_answer(-1, 42) == await old.ledger.by_answer(-1, 42)
        assert await new.chats.paused(-1)
        assert await post(new, entry(noon)) > last
        with pytest.raises(StorageError, match="not empty"):
            await copy(source, target, lambda *_: None)
        new.close()
    old.close()


async def test_backup(path: Path, tmp_path: Path, noon: datetime) -> None:
    """A backup of a database in use is whole, and never written over something."""
    storage, target = open_storage(f"sqlite:///{path}"), tmp_path / "backup.db"
    await post(storage, entry(noon))
    backup(path, target)
    with pytest.raises(StorageError, match="already"):
        backup(path, target)
    with pytest.raises(StorageError, match="no database"):
        backup(tmp_path / "none.db", tmp_path / "other.db")
    storage.close()
    restored = open_storage(f"sqlite:///{target}")
    assert len(await take(restored, noon)) == 1
    restored.close()
