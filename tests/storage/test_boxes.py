"""Inbox and outbox: each update worked on once, each message sent once, in order, at Telegram's pace."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.records.record import Action, Item, Origin, Pace, Priority, State
from bot.storage.store import Storage, open_storage
from tests.storage.samples import LEASE, REPLY, UNPACED, deliver, entry, post, take

SECOND = timedelta(seconds=1)


def item(update_id: int, chat_id: int = 1) -> Item:
    """Return an update of a chat."""
    return Item(update_id, chat_id, 5, f'{{"update_id": {update_id}}}')


async def claimed(storage: Storage, now: datetime, limit: int = 10) -> list[int]:
    """Take updates and return their numbers."""
    return [found.update_id for found in await storage.inbox.claim(limit, now, LEASE)]


async def test_an_update_is_kept_once(storage: Storage, noon: datetime) -> None:
    """What Telegram delivers again is not new, even after it was worked off."""
    assert await storage.inbox.put([item(1), item(2, 2)], noon) == 2
    assert await storage.inbox.put([item(2, 2), item(3, 3)], noon) == 1
    assert await claimed(storage, noon) == [1, 2, 3]
    await storage.inbox.done(1)
    assert await storage.inbox.put([item(1)], noon) == 0
    assert await claimed(storage, noon) == []


async def test_order_within_a_chat(storage: Storage, noon: datetime) -> None:
    """Of each chat one update at a time, the earliest first; chats do not wait for each other."""
    await storage.inbox.put([item(1), item(2), item(3, 2)], noon)
    assert await claimed(storage, noon) == [1, 3]
    assert await claimed(storage, noon) == []
    await storage.inbox.done(1)
    assert await claimed(storage, noon) == [2]


async def test_two_programs_share_the_inbox(storage: Storage, url: str, noon: datetime) -> None:
    """What one program took, another does not take, before the lease is over."""
    other = open_storage(url)
    await storage.inbox.put([item(number, number) for number in range(1, 5)], noon)
    assert await claimed(storage, noon, 2) == [1, 2]
    assert await claimed(other, noon) == [3, 4]
    again = await other.inbox.claim(10, noon + LEASE + SECOND, LEASE)
    assert [(found.update_id, found.attempts) for found in again] == [(1, 2), (2, 2), (3, 2), (4, 2)]
    other.close()


async def test_released_updates(storage: Storage, noon: datetime) -> None:
    """What a program that is gone had taken is free at once where no other can have it."""
    await storage.inbox.put([item(1)], noon)
    await claimed(storage, noon)
    assert await storage.inbox.give_back() == 1
    assert await claimed(storage, noon) == [1]


async def test_a_worked_off_update_keeps_no_words(storage: Storage, noon: datetime) -> None:
    """Of an update that is done or failed only its number stays, until that cannot come again."""
    await storage.inbox.put([item(1), item(2, 2)], noon)
    await claimed(storage, noon)
    await storage.inbox.done(1)
    await storage.inbox.failed(2, "boom")
    (dead,) = await storage.outbox.dead_letters()
    assert (dead.id, dead.what, dead.error) == (2, "update", "boom")
    await storage.privacy.purge(90, noon + timedelta(days=4))
    assert await storage.inbox.put([item(1)], noon) == 1


async def test_a_message_is_sent_once(storage: Storage, noon: datetime) -> None:
    """A parcel is taken, sent, and then stands in its chat."""
    entry_id = await post(storage, entry(noon))
    (parcel,) = await take(storage, noon)
    assert (parcel.action, parcel.attempts, parcel.entry.id) == (Action.SEND, 1, entry_id)
    assert await take(storage, noon) == []
    await storage.outbox.sent(parcel, 42)
    assert await take(storage, noon + 2 * LEASE) == []
    found = await storage.ledger.by_answer(-1, 42)
    assert found is not None
    assert found.state is State.SENT


async def test_a_parcel_of_a_dead_program(storage: Storage, noon: datetime) -> None:
    """What was taken and never reported is taken again after the lease: the one way to send twice."""
    await post(storage, entry(noon))
    await take(storage, noon)
    (again,) = await take(storage, noon + LEASE + SECOND)
    assert again.attempts == 2


async def test_order_and_priority(storage: Storage, noon: datetime) -> None:
    """A chat's messages leave one by one, lower priorities first, else as they were written."""
    for priority, text in ((1, "更正"), (0, "一"), (0, "二")):
        await storage.outbox.post(entry(noon, text=text), priority)
    order = []
    while parcels := await take(storage, noon):
        (parcel,) = parcels
        order.append(parcel.entry.text)
        await storage.outbox.sent(parcel, 1)
    assert order == ["一", "二", "更正"]


async def test_later(storage: Storage, noon: datetime) -> None:
    """A parcel that failed waits until it is due, and nothing of its chat overtakes it."""
    await post(storage, entry(noon))
    await post(storage, entry(noon))
    (parcel,) = await take(storage, noon)
    await storage.outbox.later(parcel, noon + 5 * SECOND, "away")
    assert await take(storage, noon + SECOND) == []
    (again,) = await take(storage, noon + 5 * SECOND)
    assert (again.id, again.attempts) == (parcel.id, 2)


async def test_hold(storage: Storage, noon: datetime) -> None:
    """When Telegram asks to wait, the whole chat waits, and others do not."""
    await post(storage, entry(noon))
    (parcel,) = await take(storage, noon)
    await storage.outbox.post(entry(noon, chat_id=-2), 0)
    await storage.outbox.post(entry(noon), 0)
    await storage.outbox.delay(parcel, noon + 30 * SECOND, "RetryAfter")
    (other,) = await take(storage, noon + SECOND)
    assert other.entry.chat_id == -2
    assert [found.id for found in await take(storage, noon + 30 * SECOND)] == [parcel.id]


async def test_pace(storage: Storage, noon: datetime) -> None:
    """No more than one a second to a chat, twenty a minute to a group and so many a second to all."""
    pace = Pace(second=3, chat_pause=1.0, group_minute=2)
    for _ in range(3):
        await storage.outbox.post(entry(noon, chat_id=-1), 0)
    for chat_id in range(1, 6):
        await storage.outbox.post(entry(noon, chat_id=chat_id), 0)
    sent: list[int] = []
    for seconds in (0, 0.5, 1.5, 3, 61.6):
        found = await take(storage, noon + seconds * SECOND, pace=pace)
        sent.append(len(found))
        for parcel in found:
            await storage.outbox.sent(parcel, 1)
    # 3 at once; then the second is used up; then the group's second and the rest; then the group has had its two.
    assert sent == [3, 0, 3, 1, 1]


async def test_edits_are_one(storage: Storage, noon: datetime) -> None:
    """Several new versions of a message that waits to be edited are one edit, with the newest words."""
    await deliver(storage, entry(noon), 42)
    found = await storage.ledger.by_answer(-1, 42)
    assert found is not None
    await storage.outbox.rewrite(found, 1)
    await storage.outbox.rewrite(found, 1)
    (parcel,) = await take(storage, noon)
    assert (parcel.action, parcel.entry.answer_id) == (Action.EDIT, 42)
    await storage.outbox.sent(parcel, 42)
    assert await take(storage, noon) == []


async def test_given_up_too_late(storage: Storage, noon: datetime) -> None:
    """What one program gives up after another has sent it stands, and is not listed."""
    await post(storage, entry(noon))
    (slow,) = await take(storage, noon)
    (quick,) = await take(storage, noon + LEASE + SECOND)
    await storage.outbox.sent(quick, 7)
    await storage.outbox.dead(slow, "TimedOut")
    found = await storage.ledger.by_answer(-1, 7)
    assert found is not None
    assert await storage.outbox.dead_letters() == []


async def test_dead_letters(storage: Storage, noon: datetime) -> None:
    """What will not be sent is listed with its reason, and may be tried again."""
    await post(storage, entry(noon))
    (parcel,) = await take(storage, noon)
    await storage.outbox.dead(parcel, "Forbidden")
    (dead,) = await storage.outbox.dead_letters()
    assert (dead.chat_id, dead.what, dead.error) == (-1, "send", "Forbidden")
    assert not await storage.outbox.retry(dead.id + 1, noon)
    assert await storage.outbox.retry(dead.id, noon)
    assert await storage.outbox.dead_letters() == []
    assert len(await take(storage, noon)) == 1


async def test_depths(storage: Storage, noon: datetime) -> None:
    """How much waits, and how long the oldest has waited."""
    await storage.inbox.put([item(1), item(2)], noon)
    await post(storage, entry(noon))
    depths = await storage.outbox.depths(noon + 7 * SECOND)
    assert (depths.inbox, depths.outbox, depths.dead, depths.inbox_age, depths.outbox_age) == (2, 1, 0, 7.0, 7.0)


async def test_versions(storage: Storage, url: str) -> None:
    """What one program says has changed, another sees."""
    other = open_storage(url)
    assert await other.versions.current() == {}
    await storage.versions.bump("facts")
    await storage.versions.bump("facts")
    assert await other.versions.current() == {"facts": 2}
    other.close()


async def test_held(storage: Storage, noon: datetime) -> None:
    """What is held is sent once it is released, with the words that it has then, and only once."""
    asked = entry(noon)
    assert await storage.outbox.hold(asked) is not None
    assert await storage.outbox.claim(9, noon, LEASE, UNPACED) == []
    held = await storage.ledger.by_number(asked.update_id)
    assert held is not None
    assert held.state is State.HELD
    checked = replace(held, reply=replace(held.reply, text="审过的", html="审过的"))
    assert await storage.outbox.release(checked, Priority.ANSWERS)
    assert not await storage.outbox.release(checked, Priority.ANSWERS)
    (parcel,) = await storage.outbox.claim(9, noon, LEASE, UNPACED)
    assert parcel.entry.reply.text == "审过的"


async def test_expired(storage: Storage, noon: datetime) -> None:
    """What was held too long is given up once, for good, and its asker's notice says so; younger ones stay held."""
    entry_id = await storage.outbox.hold(entry(noon))
    notice = await deliver(storage, entry(noon, origin=Origin.NOTICE, follows=entry_id), 42)
    young = entry(noon + timedelta(hours=2), message_id=2)
    await storage.outbox.hold(young)
    late, words = noon + timedelta(hours=1), replace(REPLY, text="没等到")
    assert await storage.outbox.expire(late, words, Priority.ANSWERS) == 1
    assert await storage.outbox.expire(late, words, Priority.ANSWERS) == 0
    (parcel,) = await take(storage, late)
    assert (parcel.entry.id, parcel.edits, parcel.entry.reply.text) == (notice, 42, "没等到")
    given_up = await storage.ledger.by_question(-1, 1)
    assert given_up is not None
    assert not await storage.outbox.release(given_up, Priority.ANSWERS)
    await storage.outbox.rewrite(replace(given_up, state=State.HELD), Priority.ANSWERS)
    assert [p.entry.id for p in await take(storage, late) if p.entry.id == entry_id] == []
    kept = await storage.ledger.by_number(young.update_id)
    assert kept is not None
    assert await storage.outbox.release(kept, Priority.ANSWERS)


async def test_held_and_edited(storage: Storage, noon: datetime) -> None:
    """A held answer takes other words and stays held; one that was released meanwhile takes them on its way."""
    asked = entry(noon)
    await storage.outbox.hold(asked)
    held = await storage.ledger.by_number(asked.update_id)
    assert held is not None
    await storage.outbox.rewrite(replace(held, text="盐？", edited=True), Priority.ANSWERS)
    assert await take(storage, noon) == []
    assert await storage.outbox.release(held, Priority.ANSWERS)
    other = replace(held, reply=replace(REPLY, text="盐"))
    await storage.outbox.rewrite(other, Priority.ANSWERS)
    (parcel,) = await take(storage, noon)
    assert (parcel.action, parcel.entry.reply.text) == (Action.SEND, "盐")
