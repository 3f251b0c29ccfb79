"""Those who voted against an answer are told once that it was corrected, below the answer and without a name."""

from collections.abc import Callable
from datetime import datetime

from bot.chat.numbers import Own
from bot.chat.ports import Answerer, Clock, Outbox
from bot.chat.votebook import VoteBook
from bot.core.records.record import Entry, Origin, Priority


class Telling:
    """Tells of corrections."""

    def __init__(self, say: Answerer, outbox: Outbox, book: VoteBook, wake: Callable[[], None], clock: Clock) -> None:
        self._say = say
        self._outbox = outbox
        self._book = book
        self._wake = wake
        self._clock = clock

    async def corrected(self, entry: Entry) -> None:
        """Take a copy that was corrected."""
        await self.told_after_correction(entry.id, self._clock())

    async def told_after_correction(self, entry_id: int, at: datetime) -> bool:
        """Tell who voted against what an entry said before that it says something else now; False where nobody did.

        To be called once the new words are written: they leave first. Called again, it tells nobody twice.
        """
        found = await self._book.to_tell(entry_id)
        if found is None or found[0].answer_id is None or found[0].moved:
            return False
        entry, last = found
        reply = self._say.say("told_corrected")
        told = Entry(
            Own.VOTED.number(last), at, Origin.NOTICE, entry.chat_id, entry.answer_id or 0, reply, entry.topic_id
        )
        await self._outbox.post(told, Priority.CORRECTIONS)
        await self._book.told(entry, last)
        self._wake()
        return True
