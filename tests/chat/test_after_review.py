"""What comes after votes against an answer: it is cleared, or corrected and they are told."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

import pytest

from bot.chat.desk import Desk
from bot.chat.telling import Telling
from bot.chat.votes import Doubts
from bot.core.records.record import Entry
from bot.meters import Meters
from bot.sandbox.model import Chat, Person
from bot.sandbox.server import SandboxServer
from bot.storage.store import Storage, open_storage
from tests.chat.harness import Bench
from tests.chat.test_votes import counts, familiar, until, vote

T = TypeVar("T")


@pytest.fixture
def busy(idle: Bench, li: Person) -> Bench:
    """A running bot of two facts, with a moderators' chat; one vote against an answer puts it to review."""
    idle.settings = replace(idle.settings, owners=(li.id,))
    idle.limit(downvotes_for_review=1, votes_min_presence_minutes=0)
    idle.start()
    idle.ask(li, idle.server.add_group("版主", admins=(li,)), "/modchat")
    return idle


def beside(bench: Bench, work: Callable[[Storage], Awaitable[T]]) -> T:
    """Do something on the bot's database as another program would."""

    async def whole() -> T:
        with closing(open_storage(bench.settings.database)) as storage:
            return await work(storage)

    return asyncio.run(whole())


def entry_of(bench: Bench, text: str) -> Callable[[Storage], Awaitable[Entry]]:
    """Find the entry that answers a question, as it stands."""
    row = bench.wait_row(lambda row: row["text"] == text and row["state"] == "sent")

    async def find(storage: Storage) -> Entry:
        entry = await storage.ledger.by_number(row["update_id"])
        assert entry is not None
        return entry

    return find


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def test_cleared(busy: Bench, wang: Person, li: Person, group: Chat) -> None:
    """An answer that was checked loses the warning, and further votes on the same words do not bring it back."""
    familiar(busy, wang, li)
    answer = busy.ask(wang, group, "/ask 茶")
    vote(busy, wang, answer, "👎")
    busy.server.wait_for(lambda: "[checking" in busy.server.current(answer).text)

    async def clear(storage: Storage) -> None:
        entry = await entry_of(busy, "茶")(storage)
        await Doubts(storage.votes, Desk(storage.outbox, lambda: None, Meters())).cleared(entry, now())

    beside(busy, clear)
    busy.server.wait_for(lambda: busy.server.current(answer).text == "茶每年三月采。")
    vote(busy, li, answer, "👎")
    until(busy, answer, "👍 0", "👎 2")
    assert busy.server.current(answer).text == "茶每年三月采。"


def test_told_once(busy: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Who voted against an answer is told below it once it says something else, without a name, and only once."""
    question = busy.server.say(wang, group, "/ask 茶")
    answer = busy.answer(question)
    vote(busy, li, answer, "👎")

    async def tell(storage: Storage) -> bool:
        entry = await entry_of(busy, busy.rows("origin = 'question'")[0]["text"])(storage)
        telling = Telling(busy.core, storage.outbox, storage.votes, lambda: None, now)
        return await telling.told_after_correction(entry.id, now())

    assert not beside(busy, tell)
    busy.server.edit(question, "/ask 盐")
    busy.server.wait_for(lambda: busy.server.current(answer).text == "盐从海水来。")
    assert beside(busy, tell)
    busy.server.wait_for(lambda: busy.server.replies(answer))
    assert not beside(busy, tell)
    (told,) = busy.server.replies(answer)
    assert told.text == "[told_corrected]"
    assert told.buttons == {}
    assert counts(busy, answer) == ["👍 0", "👎 0"]


def test_a_message_that_is_gone(busy: Bench, server: SandboxServer, wang: Person, group: Chat) -> None:
    """Counts that cannot be shown any more are no failure of the answer and are listed nowhere."""
    answer = busy.ask(wang, group, "/ask 茶")
    vote(busy, wang, answer, "👍")
    server.delete(answer)
    server.wait_for(lambda: [call for call in server.called("editMessageReplyMarkup") if not call.ok])
    busy.ask(wang, group, "/ask 盐")
    assert busy.rows("text = '茶'")[0]["state"] == "sent"

    async def dead(storage: Storage) -> int:
        return len(await storage.outbox.dead_letters())

    assert beside(busy, dead) == 0
