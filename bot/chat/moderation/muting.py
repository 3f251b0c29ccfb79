"""/mute and /unmute: whom the bot does not listen to for a while."""

from datetime import timedelta

from bot.chat.calendar import Calendar
from bot.chat.incoming import Question
from bot.chat.moderation.books import is_number
from bot.chat.moderation.editing import ForbiddenError, RefusedError
from bot.chat.moderation.ports import Staff
from bot.chat.moderation.rights import Rights, Role
from bot.chat.ports import Answerer
from bot.core.model import Reply
from bot.core.records.record import Act

MOST_HOURS = 720


class Muting:
    """Mutes people by their id, or by a reply to what they wrote; never an owner or a moderator."""

    def __init__(self, say: Answerer, staff: Staff, rights: Rights, calendar: Calendar) -> None:
        self._say = say
        self._staff = staff
        self._rights = rights
        self._calendar = calendar

    async def mute(self, question: Question, _: Role) -> Reply:
        """/mute ID HOURS, or in reply /mute HOURS."""
        words = question.text.split()
        if question.replied_person is not None:
            # A bare command is read with the words that it replies to, and those must not choose whom it hits.
            words = [str(question.replied_person), *words]
        if len(words) != 2 or not all(map(is_number, words)) or not 1 <= int(words[1]) <= MOST_HOURS:
            raise RefusedError("mute_how", most=str(MOST_HOURS))
        person_id, until = int(words[0]), question.at + timedelta(hours=int(words[1]))
        if await self._rights.serves(person_id):
            raise ForbiddenError("mute_never")
        await self._staff.hush(person_id, until, _act(question, person_id))
        return self._say.say("muted", person=str(person_id), until=self._calendar.moment(until))

    async def unmute(self, question: Question, _: Role) -> Reply:
        """/unmute ID, or in reply /unmute."""
        words = question.text.split() if question.replied_person is None else [str(question.replied_person)]
        if len(words) != 1 or not is_number(words[0]):
            raise RefusedError("unmute_how")
        if not await self._staff.hush(int(words[0]), None, _act(question, int(words[0]))):
            raise RefusedError("mute_none")
        return self._say.say("unmuted", person=words[0])


def _act(question: Question, person_id: int) -> Act:
    return Act(question.at, question.seat.speaker, question.seat.chat_id, question.command, str(person_id))
