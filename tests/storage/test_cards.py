"""Cards, on both databases."""

from datetime import datetime, timedelta

from bot.core.records.record import Act, State, Verdict, Why
from bot.core.records.review import Card, Hand, Mute, Ruling, Settlement
from bot.core.records.revision import Change, Revision, Stage, undoing
from bot.storage.store import Storage
from tests.storage.samples import LEASE, UNPACED, deliver, entry, post


async def _noted(storage: Storage, at: datetime, key: str = "key", why: Why = Why.UNCOVERED) -> Card:
    card = await storage.cards.note(why, key, await post(storage, entry(at)), at)
    assert card is not None
    return card


def _ruled(card: Card, ruling: Ruling, at: datetime, person_id: int = 7) -> Settlement:
    return Settlement(card, Hand(person_id, "莫", at), ruling, Act(at, person_id, -9, "card", f"#{card.id}"))


async def _now(storage: Storage, card: Card) -> Card:
    found = await storage.cards.find(card.id)
    assert found is not None
    return found


async def test_one_question_one_card(storage: Storage, noon: datetime) -> None:
    """The same question is one card with its count; one moderator settles it; who asked is told once."""
    card = await _noted(storage, noon)
    assert card.first is not None
    assert await storage.cards.note(Why.UNCOVERED, "key", card.first.id, noon) is None
    again = await _noted(storage, noon)
    assert (again.id, again.count, again.first) == (card.id, 2, card.first)
    assert not await storage.cards.settle(_ruled(card, Ruling.IGNORED, noon))
    assert await storage.cards.settle(_ruled(again, Ruling.IGNORED, noon))
    settled = await _now(storage, card)
    assert not await storage.cards.settle(_ruled(settled, Ruling.IGNORED, noon, 8))
    first, second = await storage.cards.untold(card.id)
    await storage.cards.told(card.id, first.id)
    assert await storage.cards.untold(card.id) == [second]
    assert (await _noted(storage, noon)).id != card.id


async def test_what_changed_is_due(storage: Storage, noon: datetime) -> None:
    """A card is due whenever it changed since it was attended to, and not before."""
    card = await _noted(storage, noon)
    assert await storage.cards.due(9) == [card.id]
    await storage.cards.attended(card)
    assert await storage.cards.due(9) == []
    await storage.cards.claim(_ruled(card, Ruling.IGNORED, noon), awaits=True)
    await storage.cards.attended(card)
    assert await storage.cards.due(9) == [card.id]
    claimed = await _now(storage, card)
    assert claimed.awaits
    assert claimed.claimed == Hand(7, "莫", noon)
    assert await storage.cards.unclaim(_ruled(claimed, Ruling.IGNORED, noon))
    assert (await _now(storage, card)).claimed is None


async def test_all_at_once(storage: Storage, noon: datetime) -> None:
    """What a decision brings about comes with it or not at all, and goes with it when it is taken back."""
    card = await _noted(storage, noon)
    taught = Revision("tea", Change.PHRASING, 7, noon, {}, ("茶",), {}, Stage.LIVE)
    mute = Mute(5, noon + timedelta(hours=1))
    wanted = _ruled(card, Ruling.TAUGHT, noon)
    wanted = Settlement(card, wanted.by, wanted.ruling, wanted.act, "tea", False, "tea", taught, mute)
    assert await storage.cards.settle(wanted)
    assert not await storage.cards.settle(wanted)
    (live,) = await storage.revisions.all()
    assert await storage.staff.muted(5, noon)
    done = await _now(storage, card)
    assert (done.fact, done.revision_id, done.good) == ("tea", live.id, False)
    undo = _ruled(done, Ruling.IGNORED, noon)
    undo = Settlement(done, undo.by, undo.ruling, undo.act, mute=mute)
    assert await storage.cards.reopen(undo, undoing(live, 7, noon))
    assert not await storage.cards.reopen(undo, undoing(live, 7, noon))
    assert [revision.stage for revision in await storage.revisions.all()] == [Stage.UNDONE, Stage.LIVE]
    assert not await storage.staff.muted(5, noon)
    opened = await _now(storage, card)
    assert (opened.state, opened.fact, opened.revision_id, opened.good) == ("open", "", None, None)
    assert len(await storage.staff.acts(9)) == 2


async def test_asked_again_before_it_is_opened_again(storage: Storage, noon: datetime) -> None:
    """When a settled card is opened again, one that its question got meanwhile joins it."""
    card = await _noted(storage, noon)
    await storage.cards.settle(_ruled(card, Ruling.IGNORED, noon))
    later = await _noted(storage, noon)
    assert await storage.cards.reopen(_ruled(await _now(storage, card), Ruling.IGNORED, noon), None)
    assert ((await _now(storage, card)).count, (await _now(storage, later)).state) == (2, "merged")


async def test_merged_in_turn(storage: Storage, noon: datetime) -> None:
    """Cards that are merged one into the other carry all who asked along; only into what is open, never in a ring."""
    one, two, three = [await _noted(storage, noon, key) for key in ("1", "2", "3")]
    for card, into in ((one, two), (two, three)):
        wanted = _ruled(await _now(storage, card), Ruling.MERGED, noon)
        assert await storage.cards.settle(Settlement(wanted.card, wanted.by, wanted.ruling, wanted.act, into=into.id))
    wanted = _ruled(await _now(storage, three), Ruling.MERGED, noon)
    assert not await storage.cards.settle(Settlement(wanted.card, wanted.by, wanted.ruling, wanted.act, into=one.id))
    assert (await _now(storage, three)).count == 3
    assert len(await storage.cards.entries(three.id)) == 3
    assert (await _noted(storage, noon, "1")).id == three.id
    assert await storage.cards.mergeable(one, 9) == [await _now(storage, three)]


async def test_verdicts(storage: Storage, noon: datetime) -> None:
    """What was found of answers is counted for each of them, where it stands, also on cards that were merged."""
    first, second = [await _noted(storage, noon, key, Why.SAMPLED) for key in ("1", "2")]
    merge = _ruled(first, Ruling.MERGED, noon)
    await storage.cards.settle(Settlement(merge.card, merge.by, merge.ruling, merge.act, into=second.id))
    good = _ruled(await _now(storage, second), Ruling.APPROVED, noon)
    await storage.cards.settle(Settlement(good.card, good.by, good.ruling, good.act, good=True))
    assert await storage.cards.verdicts(noon, None) == [Verdict(-1, Why.SAMPLED, 2, 0)]
    assert await storage.cards.verdicts(noon, -2) == []
    assert await storage.cards.verdicts(noon + timedelta(seconds=1), -1) == []


async def test_deleted(storage: Storage, noon: datetime) -> None:
    """A message that is deleted is known to stand no more, and is found no more."""
    entry_id = await deliver(storage, entry(noon), 42)
    card = await storage.cards.note(Why.WRONG, "key", entry_id, noon)
    assert card is not None
    await storage.cards.settle(_ruled(card, Ruling.WITHDRAWN, noon))
    wanted = _ruled(await _now(storage, card), Ruling.DELETED, noon)
    entries = tuple(await storage.cards.entries(card.id))
    assert await storage.cards.discard(Settlement(wanted.card, wanted.by, wanted.ruling, wanted.act, rewrite=entries))
    (parcel,) = await storage.outbox.claim(9, noon + timedelta(minutes=2), LEASE, UNPACED)
    assert parcel.edits == 42
    await storage.outbox.sent(parcel, 42)
    assert await storage.ledger.by_answer(-1, 42) is None
    (gone,) = await storage.cards.entries(card.id)
    assert gone.state is State.DELETED


async def test_nobody_left(storage: Storage, noon: datetime) -> None:
    """When who asked is forgotten, the card is due without the question, and so is what was shown of it."""
    card = await _noted(storage, noon)
    await storage.cards.attended(card)
    shown = entry(noon, update_id=-5, trigger=f"card:{card.id}", chat_id=-9, person_id=None)
    await post(storage, shown)
    await storage.privacy.forget(5)
    now = await _now(storage, card)
    assert now.first is None
    assert await storage.cards.due(9) == [card.id]
    blank = await storage.ledger.by_number(-5)
    assert blank is not None
    assert blank.reply.text == "…"
    await storage.cards.bury(card.id)
    assert (await _now(storage, card)).state == "gone"


async def test_mutes_end(storage: Storage, noon: datetime) -> None:
    """A mute lasts until its end, however often its person is forgotten, and nothing of it is kept then."""
    until = noon + timedelta(hours=1)
    act = Act(noon, 7, -1, "mute", "5")
    await storage.staff.hush(5, until, act)
    await storage.privacy.forget(5)
    assert await storage.staff.muted(5, noon)
    assert not await storage.staff.muted(5, until)
    await storage.privacy.purge(90, until)
    assert not await storage.staff.hush(5, None, act)
