"""Figures of the ledger, counted by the database."""

from datetime import datetime, timedelta

from bot.core.model import Kind, Reply
from bot.core.records.ballot import DOWN, UP, Rule, Vote
from bot.core.records.record import Origin
from bot.core.records.statistics import Waits
from bot.storage.store import Storage
from tests.storage.samples import REPLY, deliver, entry, post, take

TEA = Reply(Kind.ANSWER, "茶", "茶", ("tea",), revisions=(("tea", 0),))
NOTHING = Reply(Kind.NOT_COVERED, "没写", "没写", ("tea",))
DAY = timedelta(days=1)


async def test_what_is_asked(storage: Storage, noon: datetime) -> None:
    """Questions are counted by kind, fact, chat and what was not covered; what the bot says of itself is none."""
    for chat_id in (-1, -1, -2, 5):
        await post(storage, entry(noon, chat_id=chat_id, reply=TEA))
    for text in ("糖几钱", "糖几钱", "油呢"):
        await post(storage, entry(noon, reply=NOTHING, evidence={"text": text}))
    await post(storage, entry(noon, origin=Origin.COMMAND, reply=TEA))
    await post(storage, entry(noon - 2 * DAY, reply=TEA))
    everywhere = await storage.statistics.over(noon - DAY)
    assert everywhere.kinds == ((Kind.ANSWER, 4), (Kind.NOT_COVERED, 3))
    assert [(fact.fact, fact.times) for fact in everywhere.facts] == [("tea", 4)]
    assert everywhere.uncovered == (("糖几钱", 2), ("油呢", 1))
    assert everywhere.chats == ((-1, 5), (-2, 1), (0, 1))
    here = await storage.statistics.over(noon - DAY, -2)
    assert (here.questions, here.uncovered) == (1, ())


async def test_what_is_forgotten_is_counted_no_more_by_its_words(storage: Storage, noon: datetime) -> None:
    """Erased questions stay in the numbers, their words nowhere, nor in what /stats said of them."""
    await post(storage, entry(noon, reply=NOTHING, evidence={"text": "糖几钱"}))
    stats = {"origin": Origin.COMMAND, "trigger": "/stats", "person_id": 6, "chat_id": -2}
    await deliver(storage, entry(noon, **stats), 42)
    assert await storage.privacy.forget(5) == 1
    found = await storage.statistics.over(noon - DAY)
    assert (found.questions, found.uncovered) == (1, ())
    listed = await storage.ledger.by_answer(-2, 42)
    assert listed is not None
    assert listed.reply.text == ""


async def test_how_long_it_takes(storage: Storage, noon: datetime) -> None:
    """The half of the answers stood sooner than the median; what does not stand counts for nothing, an edit neither."""
    for seconds in range(1, 21):
        await post(storage, entry(noon, update_id=500 + seconds, chat_id=-seconds))
    for parcel in await take(storage, noon, limit=20):
        await storage.outbox.sent(parcel, 42, float(parcel.entry.update_id - 500))
    await post(storage, entry(noon, chat_id=-50))
    assert (await storage.statistics.over(noon - DAY)).waits == Waits(20, 10.0, 19.0)
    edited = await storage.ledger.by_answer(-1, 42)
    assert edited is not None
    await storage.outbox.rewrite(edited, 0)
    (parcel,) = [one for one in await take(storage, noon, limit=30) if one.entry.id == edited.id]
    await storage.outbox.sent(parcel, 42, 9999.0)
    assert (await storage.statistics.over(noon - DAY, -1)).waits == Waits(1, 1.0, 1.0)


async def test_pages(storage: Storage, noon: datetime) -> None:
    """Every answer comes once with its revisions and votes, oldest first; what moderators are told does not."""
    for number in range(3):
        await post(storage, entry(noon, text=f"茶{number}", reply=TEA))
    first = await storage.ledger.by_question(-1, 1)
    assert first is not None
    rule = Rule(9, timedelta())
    await storage.votes.cast(first, Vote(7, UP, noon, 901), rule)
    await storage.votes.cast(first, Vote(8, DOWN, noon, 902), rule)
    await post(storage, entry(noon, origin=Origin.CARD, reply=REPLY))
    await post(storage, entry(noon - DAY))
    found = [given async for page in storage.exporting.pages(noon) for given in page]
    assert [given.asker.text for given in found] == ["茶0", "茶1", "茶2"]
    assert found[0].facts == (("tea", 0),)
    assert [given.votes for given in found] == [(0, 0), (0, 0), (1, 1)]
    assert await storage.exporting.count(noon) == 3
    votes = (await storage.statistics.over(noon)).votes
    assert (votes.part, votes.of) == (1, 2)
