"""Who posted something is told where it could not be sent or pinned."""

from bot.chat.moderation.reports import Reports
from bot.chat.numbers import Own
from bot.chat.ports import Answerer, Clock, Outbox
from bot.core.records.record import Action, Entry, Origin, Parcel, Priority

TOLD = {Action.SEND: "post_lost", Action.PIN: "pin_lost"}
"""What is told of, and how; of edits the report of their correction tells."""


class Losses:
    """Tells of posts."""

    def __init__(self, say: Answerer, outbox: Outbox, clock: Clock) -> None:
        self._say = say
        self._outbox = outbox
        self._clock = clock
        self._reports = Reports(say)

    async def lost(self, parcel: Parcel, why: str) -> None:
        """Take a parcel that will not be sent; told again of the same, nothing more is said."""
        entry, key = parcel.entry, TOLD.get(parcel.action)
        chat, topic, message = (entry.evidence.get(name) for name in ("chat", "topic", "message"))
        # Of a post whose author is forgotten it is not known any more where it was ordered.
        if entry.origin is not Origin.POST or key is None or not isinstance(chat, int):
            return
        said = self._say.say(key, place=str(entry.evidence.get("place")), why=self._reports.reason(why))
        about = message if isinstance(message, int) else 0
        number, at = Own.UNPOSTED.number(parcel.id), self._clock()
        notice = Entry(number, at, Origin.NOTICE, chat, about, said, topic if isinstance(topic, int) else None)
        await self._outbox.post(notice, Priority.ANSWERS)
