"""Where the bot is, and what is posted there."""

from dataclasses import replace
from datetime import datetime

from bot.core.records.policy import Mode, Policy
from bot.core.records.record import REMOVED, Act, Action, Correcting, Entry, Origin, Place, State
from bot.storage.store import Storage
from tests.storage.samples import REPLY, deliver, entry, post, take

CHANNEL, GROUP = Place(-100, "潮声", True), Place(-200, "喝茶", False)


def sent(noon: datetime, chat_id: int) -> Entry:
    """A picture that is posted in a chat."""
    return entry(noon, origin=Origin.POST, chat_id=chat_id, message_id=0, reply=replace(REPLY, picture="deal"))


async def test_places(storage: Storage) -> None:
    """Channels come first; what its admins silenced is no place, nor where the bot may not post."""
    for place in (GROUP, CHANNEL, Place(-300, "安静", False), Place(-400, "试运行", False)):
        await storage.places.arrive(place.id, place, None)
    await storage.chats.pause(-300, paused=True)
    await storage.chats.choose(-400, Policy(Mode.SHADOW))
    assert await storage.places.all() == [CHANNEL, GROUP]
    await storage.places.arrive(CHANNEL.id, None, None)
    assert await storage.places.all() == [GROUP]
    await storage.chats.migrate(GROUP.id, -2000)
    await storage.chats.migrate(GROUP.id, -2000)
    assert await storage.places.all() == [replace(GROUP, id=-2000)]


async def test_greeted_once(storage: Storage, noon: datetime) -> None:
    """A chat is greeted when it is new, and not where the bot is silent everywhere."""
    for number in (1, 2):
        await storage.places.arrive(GROUP.id, GROUP, entry(noon, update_id=number, chat_id=GROUP.id))
    assert [parcel.entry.update_id for parcel in await take(storage, noon)] == [1]
    await storage.doors.shut(True, Act(noon, 1, 1, "paused_all", ""))
    await storage.places.arrive(-300, None, entry(noon, update_id=3, chat_id=-300))
    assert await storage.ledger.by_number(3) is None


async def test_left(storage: Storage, noon: datetime) -> None:
    """What waits for a chat that the bot left is given up, what was chosen there forgotten; a correction counts it."""
    await storage.places.arrive(GROUP.id, GROUP, None)
    await storage.chats.pause(GROUP.id, paused=True)
    await storage.chats.pause(GROUP.id, paused=False)
    await storage.chats.choose(GROUP.id, Policy(votes=False))
    said = replace(REPLY, revisions=(("tea", 0),))
    stands = await deliver(storage, entry(noon, chat_id=GROUP.id, reply=said), 42)
    wanted = Correcting("tea", 1, -9, 7, noon)
    wanted = replace(wanted, id=await storage.corrections.order(wanted))
    ((copy, reached),) = await storage.corrections.stale(wanted, 9)
    assert await storage.corrections.amend(wanted, replace(copy, reply=replace(said, text="新")), reached)
    waits = await post(storage, entry(noon, chat_id=GROUP.id))
    elsewhere = await post(storage, entry(noon))
    await storage.places.leave(GROUP.id, REMOVED)
    assert [parcel.entry.id for parcel in await take(storage, noon)] == [elsewhere]
    assert await storage.chats.policy(GROUP.id) == Policy()
    assert await storage.places.all() == []
    report = await storage.corrections.report(wanted)
    assert (report.edited, report.waiting, report.unreachable) == (0, 0, ((GROUP.id, REMOVED),))
    assert {dead.id for dead in await storage.outbox.dead_letters() if dead.chat_id == GROUP.id}
    assert stands != waits


async def test_published_and_pinned(storage: Storage, noon: datetime) -> None:
    """Post, pin and audit line are written together and once; the pin comes when the post stands."""
    one, act = sent(noon, CHANNEL.id), Act(noon, 7, 7, "publish pinned", "chart -100")
    assert await storage.outbox.publish(one, act, pinned=True)
    assert not await storage.outbox.publish(one, act, pinned=True)
    assert [line.action for line in await storage.staff.acts(9)] == ["publish pinned"]
    (send,) = await take(storage, noon)
    assert (send.action, send.entry.reply.picture) == (Action.SEND, "deal")
    assert await take(storage, noon) == []
    await storage.outbox.sent(send, 42)
    await storage.outbox.rewrite(send.entry, 0)
    (pin,) = await take(storage, noon)
    assert (pin.action, pin.edits) == (Action.PIN, 42)
    await storage.outbox.dead(pin, "not enough rights")
    (edit,) = await take(storage, noon)
    assert edit.action is Action.EDIT
    await storage.outbox.sent(edit, 42)
    kept = await storage.ledger.by_answer(CHANNEL.id, 42)
    assert kept is not None
    assert (kept.state, kept.error) == (State.SENT, "")


async def test_reads_as_it_did(storage: Storage, noon: datetime) -> None:
    """A copy that a correction leaves as it is needs no edit, and is counted as none."""
    said = replace(REPLY, revisions=(("tea", 0),))
    await deliver(storage, entry(noon, reply=said), 42)
    wanted = Correcting("tea", 1, -9, 7, noon)
    wanted = replace(wanted, id=await storage.corrections.order(wanted))
    ((copy, reached),) = await storage.corrections.stale(wanted, 9)
    same = replace(copy, reply=replace(copy.reply, revisions=(("tea", 1),)))
    assert await storage.corrections.amend(wanted, same, reached)
    assert await take(storage, noon) == []
    assert await storage.corrections.stale(wanted, 9) == []
    report = await storage.corrections.report(wanted)
    assert (report.edited, report.waiting, report.unreachable) == (0, 0, ())
