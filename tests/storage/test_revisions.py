"""Revisions, corrections and staff, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.record import Act, Correcting, Why
from bot.core.revision import Change, Revision, Stage, undoing
from bot.storage.store import Storage
from tests.storage.samples import LEASE, REPLY, UNPACED, entry, post, take

SAYS = replace(REPLY, revisions=(("tea", 0),))


def _change(at: datetime, stage: Stage = Stage.PROPOSED) -> Revision:
    return Revision("tea", Change.WORDING, 7, at, {"say": "新"}, (), {"say": "旧"}, stage)


async def test_numbers_and_versions(storage: Storage, noon: datetime) -> None:
    """Revisions of a fact are numbered from 1; only what counts raises the version that programs look at."""
    first = await storage.revisions.add(_change(noon))
    assert (await storage.versions.current()).get("facts", 0) == 0
    second = await storage.revisions.add(_change(noon, Stage.LIVE))
    assert [first.number, second.number] == [1, 2]
    assert (await storage.versions.current())["facts"] == 1
    assert await storage.revisions.all() == [first, second]


async def test_one_settles(storage: Storage, noon: datetime) -> None:
    """Of two who settle the same revision one is told that it is settled already."""
    kept = await storage.revisions.add(_change(noon))
    assert await storage.revisions.settle(kept.id, Stage.PROPOSED, Stage.LIVE, 8)
    assert not await storage.revisions.settle(kept.id, Stage.PROPOSED, Stage.REFUSED, 9)
    (settled,) = await storage.revisions.all()
    assert (settled.stage, settled.second) == (Stage.LIVE, 8)


async def test_taken_back(storage: Storage, noon: datetime) -> None:
    """What is undone stays on record, under the revision that brings the old words back; it is undone once."""
    kept = await storage.revisions.add(_change(noon, Stage.LIVE))
    undone = await storage.revisions.take_back(kept.id, undoing(kept, 8, noon))
    assert undone is not None
    assert (undone.number, undone.before) == (2, {"say": "新"})
    assert await storage.revisions.take_back(kept.id, undoing(kept, 8, noon)) is None
    assert [revision.stage for revision in await storage.revisions.all()] == [Stage.UNDONE, Stage.LIVE]


async def test_copies_are_amended_once(storage: Storage, noon: datetime) -> None:
    """A copy that says an old revision is found, rewritten by one of several programs, and counted when it is sent."""
    await post(storage, entry(noon, reply=SAYS))
    (sent,) = await take(storage, noon)
    await storage.outbox.sent(sent, 77)
    wanted = Correcting("tea", 1, -9, 7, noon)
    wanted = replace(wanted, id=await storage.corrections.order(wanted))
    ((copy, said),) = await storage.corrections.stale(wanted, 10)
    assert said == 0
    assert copy.reply.revisions == (("tea", 0),)
    now = replace(copy, reply=replace(SAYS, text="新", revisions=(("tea", 1),)))
    assert await storage.corrections.amend(wanted, now, said)
    assert not await storage.corrections.amend(wanted, now, said)
    assert (await storage.corrections.report(wanted)).waiting == 1
    later = noon + timedelta(seconds=5)
    (edit,) = await storage.outbox.claim(10, later, LEASE, UNPACED)
    assert edit.edits == 77
    await storage.outbox.sent(edit, 77)
    report = await storage.corrections.report(wanted)
    assert (report.edited, report.waiting, report.unreachable) == (1, 0, ())
    assert await storage.corrections.finish(wanted)
    assert not await storage.corrections.finish(wanted)
    assert await storage.corrections.running() == []


async def test_what_waits_says_the_newest(storage: Storage, noon: datetime) -> None:
    """An answer that waits to be sent while its fact changes is sent with the new words, and counts as reached."""
    await post(storage, entry(noon, reply=SAYS))
    wanted = Correcting("tea", 1, -9, 7, noon)
    wanted = replace(wanted, id=await storage.corrections.order(wanted))
    ((copy, said),) = await storage.corrections.stale(wanted, 10)
    await storage.corrections.amend(wanted, replace(copy, reply=replace(SAYS, text="新")), said)
    (parcel,) = await take(storage, noon)
    assert parcel.entry.reply.text == "新"
    await storage.outbox.sent(parcel, 78)
    assert (await storage.corrections.report(wanted)).edited == 1


async def test_staff(storage: Storage, noon: datetime) -> None:
    """Moderators are appointed and dismissed; the log only grows, and is read oldest first."""
    await storage.staff.appoint(5, 1, noon)
    await storage.staff.appoint(5, 2, noon)
    assert await storage.staff.moderators() == [5]
    assert await storage.staff.dismiss(5)
    assert not await storage.staff.dismiss(5)
    acts = [Act(noon, 1, -9, "first", ""), Act(noon, 2, -9, "second", "x"), Act(noon, 3, -9, "third", "")]
    for act in acts:
        await storage.staff.log(act)
    assert await storage.staff.acts(2) == acts[1:]


async def test_cards(storage: Storage, noon: datetime) -> None:
    """The same question is one card with its count; one moderator settles it; who asked is told once."""
    first, second = await post(storage, entry(noon)), await post(storage, entry(noon, text="茶？？"))
    card = await storage.cards.note(Why.UNCOVERED, "key", first, noon)
    assert card is not None
    assert await storage.cards.note(Why.UNCOVERED, "key", first, noon) is None
    again = await storage.cards.note(Why.UNCOVERED, "key", second, noon)
    assert again is not None
    assert (again.id, again.count, again.first.id) == (card.id, 2, first)
    assert await storage.cards.settle(card.id, 7, "归到茶")
    assert not await storage.cards.settle(card.id, 8, "忽略")
    assert [asked.id for asked in await storage.cards.untold(card.id)] == [first, second]
    await storage.cards.told(first)
    assert [asked.id for asked in await storage.cards.untold(card.id)] == [second]
    later = await storage.cards.note(Why.UNCOVERED, "key", await post(storage, entry(noon)), noon)
    assert later is not None
    assert later.id != card.id


async def test_the_desk(storage: Storage) -> None:
    """Cards go nowhere until there is a moderators' chat, and to the last one named."""
    assert await storage.cards.desk() is None
    for chat in (-9, -10):
        await storage.cards.move_desk(chat)
    assert await storage.cards.desk() == -10


async def test_what_is_held_says_the_newest(storage: Storage, noon: datetime) -> None:
    """An answer that is held while its fact changes takes the new words, stays held, and once released is a copy."""
    asked = entry(noon, reply=SAYS)
    await storage.outbox.hold(asked)
    first = Correcting("tea", 1, -9, 7, noon)
    first = replace(first, id=await storage.corrections.order(first))
    ((copy, said),) = await storage.corrections.stale(first, 10)
    assert await storage.corrections.amend(
        first, replace(copy, reply=replace(SAYS, text="新", revisions=(("tea", 1),))), said
    )
    assert await take(storage, noon) == []
    held = await storage.ledger.by_number(asked.update_id)
    assert held is not None
    assert held.reply.text == "新"
    assert await storage.outbox.release(held, 0)
    assert await storage.corrections.stale(first, 10) == []
    ((copy, said),) = await storage.corrections.stale(replace(first, number=2), 10)
    assert (copy.id, said) == (held.id, 1)
