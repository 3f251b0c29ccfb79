"""Revisions, corrections and staff, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.records.record import MOVED, Act, Correcting, StorageError
from bot.core.records.revision import Change, Revision, Stage, net, undoing
from bot.core.records.step import Move, Reach, Step
from bot.storage.store import Storage
from tests.storage.samples import LEASE, REPLY, UNPACED, entry, keep, post, take

SAYS = replace(REPLY, revisions=(("tea", 0),))


def _change(at: datetime, stage: Stage = Stage.PROPOSED) -> Revision:
    return Revision("tea", Change.WORDING, 7, at, {"say": "新"}, (), {"say": "旧"}, stage)


def _settling(kept: Revision, after: Stage, by: int, update_id: int, at: datetime) -> Step:
    act = Act(at, by, -9, f"revision {after.value}", "")
    move = Move(kept.id, Stage.PROPOSED, after, by, {"say": "旧"})
    return Step(act, update_id, move, reach=Reach.NOTIFY if after is Stage.LIVE else Reach.SILENT)


async def test_numbers_and_versions(storage: Storage, noon: datetime) -> None:
    """Revisions of a fact are numbered from 1; only what counts raises the version that programs look at."""
    first = await keep(storage, _change(noon))
    assert (await storage.versions.current()).get("facts", 0) == 0
    second = await keep(storage, _change(noon, Stage.LIVE))
    assert [first.number, second.number] == [1, 2]
    assert (await storage.versions.current())["facts"] == 1
    assert await storage.revisions.all() == [first, second]


async def test_one_settles(storage: Storage, noon: datetime) -> None:
    """Of two who settle the same revision one is told that it is settled; what belongs to it comes with it, once."""
    kept = await keep(storage, _change(noon))
    step = _settling(kept, Stage.LIVE, 8, 100, noon)
    settled = await storage.revisions.take(step)
    assert settled is not None
    assert (settled.stage, settled.second, settled.number) == (Stage.LIVE, 8, 2)
    assert await storage.revisions.take(_settling(kept, Stage.REFUSED, 9, 101, noon)) is None
    assert await storage.revisions.take(step) == settled
    assert await storage.revisions.done(100) == settled
    (wanted,) = await storage.corrections.running()
    assert (wanted.fact, wanted.number, wanted.notify) == ("tea", 2, True)
    said = [(act.action, act.detail, act.before, act.after) for act in await storage.staff.acts(9)]
    assert said[1:] == [("revision live", "tea #2 wording", "say: 旧", "say: 新")]


async def test_nothing_by_halves(storage: Storage, noon: datetime) -> None:
    """Where the order or the line of the log cannot be written, the revision does not count either."""
    kept = await keep(storage, _change(noon))
    broken = replace(_settling(kept, Stage.LIVE, 8, 100, noon), act=Act(noon, 8, None, "x", ""))  # type: ignore[arg-type]
    with pytest.raises(StorageError):
        await storage.revisions.take(broken)
    assert [revision.stage for revision in await storage.revisions.all()] == [Stage.PROPOSED]
    assert await storage.revisions.take(_settling(kept, Stage.LIVE, 8, 100, noon)) is not None


async def test_taken_back(storage: Storage, noon: datetime) -> None:
    """What is undone stays on record, under the revision that brings the old words back; one update undoes one."""
    earlier, kept = await keep(storage, _change(noon, Stage.LIVE)), await keep(storage, _change(noon, Stage.LIVE))
    move, act = Move(kept.id, Stage.LIVE, Stage.UNDONE, 8), Act(noon, 8, -9, "revision undone", "")
    step = Step(act, 100, move, undoing(kept, 8, noon), Reach.EDIT)
    undone = await storage.revisions.take(step)
    assert undone is not None
    assert (undone.number, undone.before) == (3, {"say": "新"})
    assert await storage.revisions.take(step) == undone
    assert await storage.revisions.take(replace(step, update_id=101)) is None
    stages = [(revision.id, revision.stage) for revision in await storage.revisions.all()]
    assert stages == [(earlier.id, Stage.LIVE), (kept.id, Stage.UNDONE), (undone.id, Stage.LIVE)]
    assert len(await storage.corrections.all()) == 1


async def test_merged(storage: Storage, noon: datetime) -> None:
    """What the files say by now counts no more, and its number stays in use."""
    kept, other = await keep(storage, _change(noon, Stage.LIVE)), await keep(storage, _change(noon))
    await storage.revisions.merge([kept.id, other.id])
    assert [revision.stage for revision in await storage.revisions.all()] == [Stage.MERGED, Stage.PROPOSED]
    assert net(await storage.revisions.all())["tea"].number == 1
    assert not net(await storage.revisions.all())["tea"].fields
    assert (await keep(storage, _change(noon))).number == 3


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
    ((_, edited),) = await storage.corrections.edited(wanted)
    assert (edited.id, edited.answer_id) == (copy.id, 77)
    told = entry(noon, text="", message_id=77)
    assert await storage.corrections.finish(wanted, [told])
    assert not await storage.corrections.finish(wanted, [replace(told, update_id=-5)])
    (only,) = await take(storage, later)
    assert only.entry.message_id == 77
    assert await storage.corrections.running() == []


async def test_a_moved_group(storage: Storage, noon: datetime) -> None:
    """Copies in a group that got another id are out of reach, also one whose edit waits; nothing there is edited."""
    for answer_id in (77, 78):
        await post(storage, entry(noon, reply=SAYS))
        (sent,) = await take(storage, noon)
        await storage.outbox.sent(sent, answer_id)
    wanted = Correcting("tea", 1, -9, 7, noon)
    wanted = replace(wanted, id=await storage.corrections.order(wanted))
    ((copy, said),) = await storage.corrections.stale(wanted, 1)
    assert await storage.corrections.amend(wanted, replace(copy, reply=replace(SAYS, text="新")), said)
    await storage.chats.migrate(-1, -1001)
    assert await storage.corrections.stale(wanted, 10) == []
    report = await storage.corrections.report(wanted)
    assert (report.edited, report.waiting, report.unreachable) == (0, 0, ((-1001, MOVED), (-1001, MOVED)))
    (letter,) = await storage.outbox.dead_letters()
    assert not await storage.outbox.retry(letter.id, noon)
    assert await take(storage, noon) == []


async def test_in_reach_again(storage: Storage, noon: datetime) -> None:
    """A copy that an earlier correction could not edit is tried again by the next one."""
    await post(storage, entry(noon, reply=SAYS))
    (sent,) = await take(storage, noon)
    await storage.outbox.sent(sent, 77)
    for number in (1, 2):
        wanted = Correcting("tea", number, -9, 7, noon)
        wanted = replace(wanted, id=await storage.corrections.order(wanted))
        ((copy, reached),) = await storage.corrections.stale(wanted, 10)
        anew = replace(copy, reply=replace(copy.reply, text=f"新 {number}"))
        await storage.corrections.amend(wanted, anew, reached)
        (edit,) = await take(storage, noon + timedelta(seconds=number))
        await storage.outbox.dead(edit, "Forbidden: bot was kicked")
        assert (await storage.corrections.report(wanted)).unreachable == ((-1, "Forbidden: bot was kicked"),)


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
    added, removed = Act(noon, 1, -9, "moderator add", "5"), Act(noon, 1, -9, "moderator remove", "5", "moderator")
    await storage.staff.appoint(5, added)
    await storage.staff.appoint(5, added)
    assert await storage.staff.moderators() == [5]
    assert await storage.staff.dismiss(5, removed, 30)
    assert await storage.staff.dismiss(5, removed, 30)
    assert not await storage.staff.dismiss(5, removed, 31)
    assert await storage.staff.acts(9) == [added, removed]
    acts = [Act(noon, 1, -9, "first", ""), Act(noon, 2, -9, "second", "x"), Act(noon, 3, -9, "third", "")]
    for update_id, act in zip((40, 41, 42, 42), [*acts, acts[2]], strict=True):
        await storage.staff.log(act, update_id)
    assert await storage.staff.acts(2) == acts[1:]


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
