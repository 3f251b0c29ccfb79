"""Who voted what on which words of an answer, and which words are being checked because of that.

Votes hang on the entry of the ledger: where a group gets another id, they move with the entry.
"""

from datetime import datetime

from bot.core.records.ballot import DOWN, UP, Ballot, Cast, Reason, Rule, Vote, said
from bot.core.records.record import Entry, Tally, Why
from bot.storage.casting import MINE, cast, is_open, vote_of
from bot.storage.db import Db, Engine, Reader
from bot.storage.ledger import find
from bot.storage.rows import stamp

EARLIER = "entry_id = :id AND said <> :said"
# Their choice of reason names the answer that they voted on, in a chat that is theirs alone.
ERASE_PAGES = "UPDATE ledger SET trigger = NULL, reply_text = '', reply_html = '', buttons = '[]' WHERE "


class Votes:
    """Votes, their reasons, and what they lead to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def ballot(self, entry: Entry) -> Ballot:
        """Return how the votes on what an entry says stand, and whether there is voting in its chat."""
        return await self._engine.read(_ballot, entry)

    async def cast(self, entry: Entry, vote: Vote, rule: Rule) -> Cast | None:
        """Count a vote on what an entry says, change or withdraw it; None where there is no voting."""
        return await self._engine.run(cast, entry, vote, rule)

    async def clear(self, entry: Entry, at: datetime) -> None:
        """Note that what an entry says was checked and may stand, whoever votes against it."""
        await self._engine.run(_clear, entry, stamp(at))

    async def voted_down(self, entry_id: int, person_id: int) -> Entry | None:
        """Return an entry if this person votes against what it says."""
        return await self._engine.read(_voted_down, entry_id, person_id)

    async def explain(self, entry: Entry, person_id: int, reason: Reason) -> bool:
        """Note why somebody votes against an entry; False where they do not."""
        return await self._engine.run(_explain, entry, person_id, reason)

    async def add_words(self, entry_id: int, person_id: int, words: str) -> bool:
        """Note in somebody's own words why; False unless they said OTHER and nothing more yet."""
        return await self._engine.run(_add_words, entry_id, person_id, words)

    async def to_tell(self, entry_id: int) -> tuple[Entry, int] | None:
        """Return an entry and the last vote against what it said, where somebody is to be told that it changed."""
        return await self._engine.read(_to_tell, entry_id)

    async def told(self, entry: Entry, last: int) -> None:
        """Note that those who voted against what an entry said before, up to this vote, were told."""
        await self._engine.run(_told, entry, last)

    async def tallies(self, since: datetime, chat_id: int | None = None) -> list[Tally]:
        """Return the votes since then by fact and chat, in one chat or in all; who voted is not needed for that."""
        return await self._engine.read(_tallies, stamp(since), chat_id)


def erase_voters(db: Db, who: str, **values: int | str) -> None:
    """Erase within a transaction who voted and their words; votes and reasons stay as figures."""
    db.execute(f"{ERASE_PAGES}substr(trigger, 1, 4) = 'why_' AND {who}", **values)
    sql = (
        f"UPDATE votes SET person_id = NULL, words = NULL WHERE {who} AND (person_id IS NOT NULL OR words IS NOT NULL)"
    )
    db.execute(sql, **values)


def _ballot(db: Reader, entry: Entry) -> Ballot:
    sql = "SELECT value, COUNT(*) AS n FROM votes WHERE entry_id = :id AND said = :said GROUP BY value"
    counts = {row["value"]: row["n"] for row in db.query(sql, id=entry.id, said=said(entry.reply))}
    sql = "SELECT at FROM doubts WHERE entry_id = :id AND said = :said AND state = 'checking'"
    since = next((row["at"] for row in db.query(sql, id=entry.id, said=said(entry.reply))), None)
    checked = datetime.fromisoformat(since) if since else None
    return Ballot(is_open(db, entry.chat_id), counts.get(UP, 0), counts.get(DOWN, 0), checked)


def _clear(db: Db, entry: Entry, at: str) -> None:
    sql = (
        "INSERT INTO doubts (entry_id, said, state, at) VALUES (:id, :said, 'cleared', :at) "
        "ON CONFLICT (entry_id, said) DO UPDATE SET state = 'cleared'"
    )
    db.execute(sql, id=entry.id, said=said(entry.reply), at=at)


def _voted_down(db: Reader, entry_id: int, person_id: int) -> Entry | None:
    entry = find(db, "id = :id", id=entry_id)
    vote = vote_of(db, entry, person_id) if entry is not None else None
    return entry if vote is not None and vote["value"] == DOWN else None


def _explain(db: Db, entry: Entry, person_id: int, reason: Reason) -> bool:
    sql = f"UPDATE votes SET reason = :reason, words = NULL WHERE {MINE} AND value = -1"
    about = {"entry_id": entry.id, "said": said(entry.reply), "person_id": person_id}
    if not db.execute(sql, reason=reason.value, **about):
        return False
    _show_on_card(db, entry.id)
    return True


def _add_words(db: Db, entry_id: int, person_id: int, words: str) -> bool:
    entry = _voted_down(db, entry_id, person_id)
    if entry is None:
        return False
    sql = f"UPDATE votes SET words = :words WHERE {MINE} AND reason = 'other' AND words IS NULL"
    if not db.execute(sql, words=words, entry_id=entry_id, said=said(entry.reply), person_id=person_id):
        return False
    _show_on_card(db, entry_id)
    return True


def _show_on_card(db: Db, entry_id: int) -> None:
    """Let the card of an answer show why it is voted against."""
    sql = "UPDATE cards SET version = version + 1 WHERE why = :why AND state = 'open' AND id IN (SELECT card_id FROM "
    db.execute(f"{sql}askers WHERE entry_id = :id)", why=Why.WRONG.value, id=entry_id)


def _to_tell(db: Reader, entry_id: int) -> tuple[Entry, int] | None:
    entry = find(db, "id = :id", id=entry_id)
    if entry is None:
        return None
    sql = f"SELECT MAX(id) AS last FROM votes WHERE {EARLIER} AND value = -1 AND told = 0 AND person_id IS NOT NULL"
    last = db.query(sql, id=entry_id, said=said(entry.reply))[0]["last"]
    return None if last is None else (entry, last)


def _told(db: Db, entry: Entry, last: int) -> None:
    sql = f"UPDATE votes SET told = 1 WHERE {EARLIER} AND id <= :last"
    db.execute(sql, id=entry.id, said=said(entry.reply), last=last)


def _tallies(db: Reader, since: str, chat_id: int | None) -> list[Tally]:
    here = "AND l.chat_id = :chat_id " if chat_id is not None else ""
    sql = (
        "SELECT v.fact, l.chat_id, SUM(CASE v.value WHEN 1 THEN 1 ELSE 0 END) AS ups, "
        "SUM(CASE v.value WHEN -1 THEN 1 ELSE 0 END) AS downs FROM votes v JOIN ledger l ON l.id = v.entry_id "
        f"WHERE v.value <> 0 AND v.at >= :since {here}GROUP BY v.fact, l.chat_id ORDER BY v.fact, l.chat_id"
    )
    values = {"chat_id": chat_id} if chat_id is not None else {}
    return [Tally(r["fact"], r["chat_id"], r["ups"], r["downs"]) for r in db.query(sql, since=since, **values)]
