"""Everything that decides whether somebody is answered, in one read."""

import json
from datetime import datetime

from bot.core.records.access import A_DAY, Budget, Standing
from bot.core.records.record import Act, Seat
from bot.storage.chats import to_policy
from bot.storage.db import Db, Engine, Reader
from bot.storage.rows import stamp
from bot.storage.staff import write

CLOSED = "closed"
ASKED = "SELECT 1 FROM ledger WHERE origin = 'question' AND trigger IS NULL AND at >= :since AND"
"""What somebody asked the bot: what it answered unasked is in nobody's budget."""
COUNTED = {
    "asked": f"SELECT COUNT(*) FROM ({ASKED} person_id = :person LIMIT :person_most) AS own",
    "asked_here": f"SELECT COUNT(*) FROM ({ASKED} chat_id = :chat LIMIT :chat_most) AS all_of_them",
}
LOOKED_UP = {
    "policy": "SELECT policy FROM chats WHERE id = :chat",
    "paused": "SELECT paused FROM chats WHERE id = :chat",
    "closed": f"SELECT value FROM house WHERE name = '{CLOSED}'",
    "moderator": "SELECT 1 FROM moderators WHERE id = :person",
    "muted": "SELECT until FROM mutes WHERE person_id = :person AND until > :now",
}


class Doors:
    """Who is let in."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def standing(self, seat: Seat, at: datetime, budget: Budget) -> Standing:
        """Return how somebody and a chat stand; questions are counted only where there is a budget for them."""
        return await self._engine.read(_standing, seat, at, budget)

    async def shut(self, closed: bool, act: Act) -> None:
        """Let the bot be silent everywhere, after restarts too, or speak again; `act` says who wants that."""
        await self._engine.run(_shut, closed, act)


def _standing(db: Reader, seat: Seat, at: datetime, budget: Budget) -> Standing:
    values: dict[str, str | int] = {"chat": seat.chat_id, "person": seat.speaker, "now": stamp(at)}
    looked_up = dict(LOOKED_UP)
    for name, key, most in (("asked", "person_most", budget.person), ("asked_here", "chat_most", budget.chat)):
        if most:
            looked_up[name] = COUNTED[name]
            values |= {key: most, "since": stamp(at - A_DAY)}
    sql = ", ".join(f"({one}) AS {name}" for name, one in looked_up.items())
    row = db.query(f"SELECT {sql}", **values)[0]
    return Standing(
        policy=to_policy(json.loads(row["policy"] or "{}")),
        closed=bool(row["closed"]),
        paused=bool(row["paused"]),
        trusted=bool(row["moderator"]),
        muted=datetime.fromisoformat(row["muted"]) if row["muted"] else None,
        asked=row.get("asked", 0),
        asked_here=row.get("asked_here", 0),
    )


def is_closed(db: Reader) -> bool:
    """Say within a transaction whether the bot is silent everywhere."""
    return any(row["value"] for row in db.query("SELECT value FROM house WHERE name = :name", name=CLOSED))


def _shut(db: Db, closed: bool, act: Act) -> None:
    sql = "INSERT INTO house (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value"
    db.execute(sql, name=CLOSED, value=int(closed))
    write(db, act)
