"""Why somebody votes an answer down: asked for in private, of those alone who did."""

from dataclasses import replace

from bot.chat.buttons import Word
from bot.chat.desk import Desk
from bot.chat.incoming import Press, Question
from bot.chat.ports import Answerer, Ledger
from bot.chat.votebook import VoteBook
from bot.core.model import Button, Reply
from bot.core.records.ballot import Reason, entry_of, fact_of, why
from bot.core.records.record import Entry, Origin

LONGEST = 200
"""Characters of a reason in one's own words."""
SHOWN = 60
"""Characters of an answer by which it is recognised where it has no title."""


class Reasons:
    """Asks for reasons and notes them."""

    def __init__(self, say: Answerer, desk: Desk, ledger: Ledger, book: VoteBook) -> None:
        self._say = say
        self._desk = desk
        self._ledger = ledger
        self._book = book

    async def opened(self, question: Question) -> bool:
        """Ask for the reason that a deep link is about; False where it is no such link, or not in private."""
        entry_id, person_id = entry_of(question.text), question.seat.person_id
        if entry_id is None or person_id is None or not question.private:
            return False
        entry = await self._book.voted_down(entry_id, person_id)
        reply = self._say.say("why_not") if entry is None else self._page(entry)
        asked = question.entry(reply, Origin.COMMAND)
        await self._desk.post(replace(asked, trigger="" if entry is None else why(entry.id)))
        return True

    async def ask(self, press: Press, entry: Entry) -> None:
        """Ask for the reason below an answer that stands in private itself."""
        await self._desk.post(replace(press.entry(self._page(entry)), text="", evidence={}, trigger=why(entry.id)))

    async def pressed(self, press: Press, page: Entry | None) -> str | Word | None:
        """Note the chosen reason."""
        _, chosen = (*press.data.split(":"), "")[:2]
        entry_id, person_id = entry_of(page.trigger) if page is not None else None, press.seat.person_id
        if page is None or entry_id is None or person_id is None or not page.reply.offers(press.data):
            return "stale"
        entry = await self._book.voted_down(entry_id, person_id)
        if entry is None or not await self._book.explain(entry, person_id, Reason(chosen)):
            return "why_not"
        own_words = chosen == Reason.OTHER
        then = self._say.say("why_words", most=str(LONGEST)) if own_words else self._thanks(Reason(chosen))
        await self._desk.rewrite(replace(page, reply=then))
        return None

    async def heard(self, question: Question) -> bool:
        """Take a reply to the bot's request for own words; False where a message is something else."""
        seat = question.seat
        if (
            question.replied_to is None
            or seat.person_id is None
            or not question.private
            or question.command
            or not question.text
        ):
            return False
        page = await self._ledger.by_answer(seat.chat_id, question.replied_to)
        entry_id = entry_of(page.trigger) if page is not None else None
        if entry_id is None:
            return False
        if len(question.text) > LONGEST:
            reply = self._say.say("too_long", most=str(LONGEST))
        elif await self._book.add_words(entry_id, seat.person_id, question.text):
            reply = self._thanks(Reason.OTHER)
        else:
            return False
        await self._desk.post(question.entry(reply, Origin.NOTICE))
        return True

    def words(self, word: Word) -> str:
        """Return the sentence of a notice."""
        return self._say.say(word.key, **word.words).text

    def _thanks(self, reason: Reason) -> Reply:
        return self._say.say("why_thanks", reason=self._label(reason))

    def _page(self, entry: Entry) -> Reply:
        fact = fact_of(entry.reply)
        title = self._say.title(fact) if fact else ""
        asked = self._say.say("why", title=title or entry.reply.text.partition("\n")[0][:SHOWN])
        buttons = tuple(Button(self._label(reason), f"why:{reason.value}") for reason in Reason)
        return replace(asked, buttons=(buttons[:2], buttons[2:]))

    def _label(self, reason: Reason) -> str:
        return self._say.say(f"why_{reason.value}").text
