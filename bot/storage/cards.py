"""Questions for the moderators, the same one grouped, with those who asked it."""

from datetime import datetime

from bot.core.records.record import Entry, Verdict, Why
from bot.core.records.review import Card, Settlement
from bot.core.records.revision import Revision
from bot.storage import settling, shelving
from bot.storage.db import Db, Engine, Reader
from bot.storage.room import desk_of, move_desk
from bot.storage.rows import stamp, to_entry


class Cards:
    """The cards, and the chat that they go to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def desk(self) -> int | None:
        """Return the moderators' chat; None where there is none."""
        return await self._engine.read(desk_of)

    async def move_desk(self, chat_id: int) -> None:
        """Let cards go to another chat."""
        await self._engine.run(move_desk, chat_id)

    async def note(self, why: Why, key: str, entry_id: int, at: datetime) -> Card | None:
        """Put an answer on the open card of its question, or a new one; None where it is on one for this reason."""
        return await self._engine.run(shelving.note, why, key, entry_id, stamp(at))

    async def find(self, card_id: int) -> Card | None:
        """Return a card; None where there is none."""
        return await self._engine.read(shelving.find_card, card_id)

    async def entries(self, card_id: int) -> list[Entry]:
        """Return the answers on a card and on those merged into it, with the revisions that they say."""
        return await self._engine.read(shelving.entries, card_id)

    async def mergeable(self, card: Card, limit: int) -> list[Card]:
        """Return the last open cards that came for the same reason, without this one."""
        return await self._engine.read(shelving.mergeable, card, limit)

    async def due(self, limit: int) -> list[int]:
        """Return the cards that changed since they were attended to, or whose proposal was settled."""
        return await self._engine.read(shelving.due, limit)

    async def attended(self, card: Card) -> None:
        """Note that a card is shown as it was at this version, and what follows from it is done."""
        await self._engine.run(shelving.attended, card.id, card.version)

    async def show_anew(self, card: Card) -> bool:
        """Note that a card is to be posted anew; False where another program does that."""
        return await self._engine.run(shelving.show_anew, card.id, card.shows)

    async def claim(self, settlement: Settlement, awaits: bool) -> bool:
        """Note who looks after a card; False where it has changed."""
        return await self._engine.run(settling.claim, settlement, awaits)

    async def unclaim(self, settlement: Settlement) -> bool:
        """Note that nobody looks after a card any more; False where it has changed."""
        return await self._engine.run(settling.unclaim, settlement)

    async def settle(self, settlement: Settlement) -> bool:
        """Close a card with all that follows, at once; False where it has changed since it was read."""
        return await self._engine.run(settling.settle, settlement)

    async def reopen(self, settlement: Settlement, undo: Revision | None) -> bool:
        """Take a decision back with what was taught and who was muted, at once; False where that cannot be any more."""
        return await self._engine.run(settling.reopen, settlement, undo)

    async def propose(self, settlement: Settlement) -> bool:
        """Keep a proposed fact as what becomes of a card; False where it has changed."""
        return await self._engine.run(settling.propose, settlement)

    async def adopt(self, card: Card, at: datetime) -> bool:
        """Settle a card whose proposal is live, or drop a refused one; False where neither is so."""
        return await self._engine.run(settling.adopt, card, stamp(at))

    async def discard(self, settlement: Settlement) -> bool:
        """Let withdrawn answers be deleted; False where the card has changed."""
        return await self._engine.run(settling.discard, settlement)

    async def bury(self, card_id: int) -> None:
        """Close a card of which nobody who asked is remembered, and forget by what it was known."""
        await self._engine.run(settling.bury, card_id)

    async def untold(self, card_id: int) -> list[Entry]:
        """Return the answers of those who asked and have not been told what came of it."""
        return await self._engine.read(_untold, card_id)

    async def told(self, card_id: int, entry_id: int) -> None:
        """Note that somebody on a card was told what came of it."""
        await self._engine.run(_told, card_id, entry_id)

    async def verdicts(self, since: datetime, chat_id: int | None) -> list[Verdict]:
        """Return what reviewers found of the answers that they judged since then, by chat and reason."""
        return await self._engine.read(_verdicts, stamp(since), chat_id)


def _untold(db: Reader, card_id: int) -> list[Entry]:
    sql = (
        "SELECT l.* FROM askers a JOIN ledger l ON l.id = a.entry_id "
        f"WHERE a.card_id IN ({shelving.FAMILY}) AND a.told = 0 AND l.moved_from IS NULL ORDER BY l.id"
    )
    return [to_entry(row) for row in db.query(sql, id=card_id)]


def _told(db: Db, card_id: int, entry_id: int) -> None:
    sql = f"UPDATE askers SET told = 1 WHERE entry_id = :entry_id AND card_id IN ({shelving.FAMILY})"
    db.execute(sql, id=card_id, entry_id=entry_id)


def _verdicts(db: Reader, since: str, chat_id: int | None) -> list[Verdict]:
    here, where = ("AND l.chat_id = :chat_id", {"chat_id": chat_id}) if chat_id is not None else ("", {})
    sql = (
        "SELECT l.chat_id, c.why, SUM(c.good) AS good, SUM(1 - c.good) AS bad FROM cards c "
        "JOIN askers a ON a.card_id = c.id JOIN ledger l ON l.id = a.entry_id "
        f"WHERE c.good IS NOT NULL AND c.settled_at >= :since {here} GROUP BY l.chat_id, c.why "
        "ORDER BY l.chat_id, c.why"
    )
    rows = db.query(sql, since=since, **where)
    return [Verdict(row["chat_id"], Why(row["why"]), int(row["good"]), int(row["bad"])) for row in rows]
