"""What is about to be erased goes off the moderators' cards that show it."""

from bot.storage.db import Db

HIDDEN = "…"
"""What stands in the ledger until the card is shown anew without it; Telegram takes no empty message."""


def hide(db: Db, where: str, **values: int | str) -> None:
    """Blank the cards of the entries `l` of which `where` holds, and let each be shown anew."""
    shown = f"SELECT a.card_id FROM askers a JOIN ledger l ON l.id = a.entry_id WHERE {where}"
    if not db.query(f"{shown} LIMIT 1", **values):
        return
    # Open cards too: their lists of others to be merged with name the question; and what cards were merged into.
    also = "state = 'open' OR id IN (SELECT c.merged_into FROM cards c WHERE c.merged_into IS NOT NULL)"
    db.execute(f"UPDATE cards SET version = version + 1 WHERE id IN ({shown}) OR {also}", **values)
    # Messages of the bot's own have numbers below 0, and few of them are looked through.
    due = "SELECT 'card:' || id FROM cards WHERE version > attended"
    blank = "reply_text = :hidden, reply_html = :hidden, buttons = '[]'"
    sql = f"UPDATE ledger SET {blank} WHERE update_id < 0 AND trigger IN ({due})"
    db.execute(sql, hidden=HIDDEN)
