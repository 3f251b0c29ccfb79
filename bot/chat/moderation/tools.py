"""What the parts of the review work with."""

from dataclasses import dataclass

from bot.chat.calendar import Calendar
from bot.chat.desk import Desk
from bot.chat.moderation.editing import Editing
from bot.chat.moderation.ports import Facts, Shelf, Staff
from bot.chat.moderation.rights import Rights
from bot.chat.ports import Answerer, Ledger


@dataclass(frozen=True, slots=True)
class Tools:
    """The words, the desk that sends them, what is kept, what may be changed, who may, and the calendar."""

    say: Answerer
    desk: Desk
    ledger: Ledger
    shelf: Shelf
    facts: Facts
    editing: Editing
    staff: Staff
    rights: Rights
    calendar: Calendar
