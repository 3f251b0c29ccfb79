"""Votes in the books: one for each person and words, figures that need nobody's name."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.model import Kind
from bot.core.records.ballot import DOWN, UP, Ballot, Cast, Reason, Rule, Vote, Voted, said
from bot.core.records.policy import Policy
from bot.core.records.record import Action, Entry, Priority, Tally, Why
from bot.storage.store import Storage
from tests.storage.samples import REPLY, deliver, entry, post, take

RULE = Rule(2, timedelta(minutes=10))
LATER = timedelta(minutes=20)


@pytest.fixture
async def answer(storage: Storage, noon: datetime) -> Entry:
    """An answer that stands in a group, asked by person 5; persons 6 and 7 have been there as long."""
    await storage.cards.move_desk(-9)
    for person_id in (6, 7):
        await post(storage, entry(noon, chat_id=person_id, person_id=person_id))
    await deliver(storage, entry(noon), 42)
    found = await storage.ledger.by_answer(-1, 42)
    assert found is not None
    return found


async def cast(storage: Storage, answer: Entry, who: int, value: int, number: int = 0) -> Cast | None:
    """Vote twenty minutes later, with an update of its own unless it is given."""
    made = Vote(who, value, answer.at + LATER, number or 100 * who + value)
    return await storage.votes.cast(answer, made, RULE)


async def test_one_changeable_vote(storage: Storage, answer: Entry) -> None:
    """A vote changes with the other button and goes with the same; an update that comes again does nothing."""
    assert await cast(storage, answer, 6, UP, 1) == Cast(Voted.NEW, doubted=False)
    assert await cast(storage, answer, 6, UP, 1) == Cast(Voted.NEW, doubted=False)
    assert (await storage.votes.ballot(answer)).ups == 1
    assert await cast(storage, answer, 6, DOWN, 2) == Cast(Voted.CHANGED, doubted=False)
    assert await storage.votes.ballot(answer) == Ballot(open=True, ups=0, downs=1)
    assert await cast(storage, answer, 6, DOWN, 3) == Cast(Voted.WITHDRAWN, doubted=False)
    assert await storage.votes.ballot(answer) == Ballot(open=True, ups=0, downs=0)


async def test_the_threshold(storage: Storage, answer: Entry) -> None:
    """Enough votes against, more than those for, put words to review once; cleared, they are not put there again."""
    strangers = [await cast(storage, answer, who, DOWN) for who in (901, 902, 903)]
    assert not any(made.doubted for made in strangers if made)
    await cast(storage, answer, 5, DOWN)
    await cast(storage, answer, 6, UP)
    assert await cast(storage, answer, 7, DOWN, 4) == Cast(Voted.NEW, doubted=True)
    assert await cast(storage, answer, 7, DOWN, 4) == Cast(Voted.NEW, doubted=True)
    assert (await storage.votes.ballot(answer)).since == answer.at + LATER
    await storage.votes.clear(answer, answer.at)
    assert await cast(storage, answer, 6, DOWN, 5) == Cast(Voted.CHANGED, doubted=False)
    assert (await storage.votes.ballot(answer)).since is None
    other = replace(answer, reply=replace(REPLY, text="别的"))
    assert await storage.votes.ballot(other) == Ballot(open=True, ups=0, downs=0)


async def test_where_there_is_no_voting(storage: Storage, answer: Entry) -> None:
    """There is none where the admins want none, and none in the moderators' chat."""
    assert not (await storage.votes.ballot(replace(answer, chat_id=-9))).open
    await storage.chats.choose(-1, Policy(votes=False))
    assert await cast(storage, answer, 6, UP) is None
    assert not (await storage.votes.ballot(answer)).open


async def test_reasons(storage: Storage, answer: Entry) -> None:
    """Only who votes against the words as they are now may say why, in own words only once; the card shows it."""
    card = await storage.cards.note(Why.WRONG, "tea", answer.id, answer.at)
    assert card is not None
    await cast(storage, answer, 6, UP)
    await cast(storage, answer, 7, DOWN)
    assert await storage.votes.voted_down(answer.id, 6) is None
    assert await storage.votes.voted_down(answer.id, 7) == answer
    assert not await storage.votes.explain(answer, 6, Reason.OTHER)
    assert not await storage.votes.add_words(answer.id, 7, "因为")
    assert await storage.votes.explain(answer, 7, Reason.OTHER)
    assert await storage.votes.add_words(answer.id, 7, "因为")
    assert not await storage.votes.add_words(answer.id, 7, "所以")
    told = await storage.cards.find(card.id)
    assert told is not None
    assert told.reasons == ((Reason.OTHER, "因为"),)
    assert told.version == card.version + 2
    await storage.privacy.forget(7)
    forgotten = await storage.cards.find(card.id)
    assert forgotten is not None
    assert forgotten.reasons == ((Reason.OTHER, ""),)


async def test_figures_without_names(storage: Storage, answer: Entry, noon: datetime) -> None:
    """Votes are told by fact and chat, also after everybody is forgotten; what names no fact has none."""
    await cast(storage, answer, 6, UP)
    await cast(storage, answer, 7, DOWN)
    gap = replace(REPLY, kind=Kind.NOT_COVERED)
    await deliver(storage, entry(noon, chat_id=8, person_id=7, reply=gap), 43)
    missing = await storage.ledger.by_answer(8, 43)
    assert missing is not None
    await cast(storage, missing, 7, DOWN, 9)
    expected = [Tally("", 8, 0, 1), Tally("tea", -1, 1, 1)]
    assert await storage.votes.tallies(noon) == expected
    await storage.privacy.forget(7)
    await storage.privacy.purge(1, noon + timedelta(days=2))
    assert await storage.votes.tallies(noon) == expected
    assert await storage.votes.tallies(noon, -1) == expected[1:]
    assert await storage.votes.tallies(noon + LATER * 2) == []
    assert await storage.votes.voted_down(answer.id, 7) is None


async def test_who_is_to_be_told(storage: Storage, answer: Entry) -> None:
    """Votes against what an answer said before are told of once; votes against what it says now are not."""
    await cast(storage, answer, 6, DOWN)
    assert await storage.votes.to_tell(answer.id) is None
    changed = replace(answer, reply=replace(REPLY, text="别的"))
    await storage.outbox.rewrite(changed, 1)
    await cast(storage, changed, 7, DOWN)
    found = await storage.votes.to_tell(answer.id)
    assert found is not None
    assert said(found[0].reply) == said(changed.reply)
    await storage.votes.told(*found)
    assert await storage.votes.to_tell(answer.id) is None


async def test_counts_wait_behind_everything(storage: Storage, answer: Entry) -> None:
    """New counts are one edit, which any edit of the words takes over; a message that does not stand gets none."""
    for _ in range(3):
        await storage.outbox.touch(answer.id, Action.COUNT, answer.at)
    (parcel,) = [found for found in await take(storage, answer.at) if found.entry.id == answer.id]
    assert (parcel.action, parcel.edits) == (Action.COUNT, 42)
    await storage.outbox.sent(parcel, 42)
    await storage.outbox.touch(answer.id, Action.COUNT, answer.at)
    await storage.outbox.rewrite(answer, Priority.CORRECTIONS)
    await storage.outbox.touch(answer.id, Action.COUNT, answer.at)
    (edit,) = [found for found in await take(storage, answer.at) if found.entry.id == answer.id]
    assert edit.action is Action.EDIT
    await storage.outbox.dead(edit, "gone")
    await storage.outbox.touch(answer.id, Action.COUNT, answer.at)
    assert answer.id not in [found.entry.id for found in await take(storage, answer.at)]
