"""Taking a decision about a card back, and deleting what was withdrawn."""

from dataclasses import replace

from bot.chat.moderation.controls import is_deletable, is_undoable
from bot.chat.moderation.editing import ForbiddenError, RefusedError
from bot.chat.moderation.rights import Role
from bot.chat.moderation.tools import Tools
from bot.chat.moderation.verdicts import plain
from bot.core.records.record import Entry, State
from bot.core.records.review import POSTED, Card, Hand, Mute, Ruling
from bot.core.records.revision import Revision, Stage, needs_second, undoing


class TakeBack:
    """Undoes what can be undone in one step, for a while, by who decided it or by an owner."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def undo(self, card: Card, by: Hand, role: Role, chat_id: int) -> bool:
        """Open a card again, without what was taught or who was muted by it; False where it has changed meanwhile."""
        if card.settled is None or card.state == "open":
            raise RefusedError("stale")
        if by.person_id != card.settled.person_id and role is not Role.OWNER:
            raise RefusedError("card_undo_whose", by=card.settled.who)
        if not is_undoable(card, by.at):
            raise RefusedError("card_undo_late")
        undo = await self._unteaching(card, by, role)
        wanted = plain(card, by, Ruling.IGNORED, chat_id, f"undo {card.ruling}")
        asker = card.first.person_id if card.first else None
        if card.ruling == Ruling.MUTED and asker is not None:
            wanted = replace(wanted, mute=Mute(asker, by.at))
        reopened = await self._tools.shelf.reopen(wanted, undo)
        await self._tools.editing.catch_up()
        return reopened

    async def _unteaching(self, card: Card, by: Hand, role: Role) -> Revision | None:
        if card.revision_id is None:
            return None
        taught = await self._tools.editing.find(card.revision_id)
        if taught.stage is not Stage.LIVE:
            return None
        if needs_second(taught.change) and role is not Role.OWNER:
            raise ForbiddenError("edit_owner")
        undo = undoing(taught, by.person_id, by.at)
        await self._tools.editing.check(undo, without=taught.id)
        return undo

    def notice(self, card: Card) -> str:
        """Return the key of what is said once a decision is taken back: also what cannot be."""
        if card.ruling in {Ruling.TAUGHT, Ruling.ADDED}:
            return "card_undone_told"
        return "card_undone_posted" if card.ruling in POSTED else "card_undone"

    async def delete(self, card: Card, by: Hand, chat_id: int) -> bool:
        """Let the withdrawn answers of a card be deleted; False where it has changed meanwhile."""
        if not is_deletable(card, by.at):
            raise RefusedError("card_delete_late")
        entries = tuple(e for e in await self._tools.shelf.entries(card.id) if _is_there(e))
        wanted = plain(card, by, Ruling.DELETED, chat_id, "deleted")
        return await self._tools.shelf.discard(replace(wanted, rewrite=entries))


def _is_there(entry: Entry) -> bool:
    return entry.answer_id is not None and entry.state is not State.DELETED and not entry.moved
