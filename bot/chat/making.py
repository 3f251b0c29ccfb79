"""What a message is made from: so that it can be made anew when a fact in it changes, each in its own shape."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.chat.ports import Answerer, Ledger
from bot.chat.talks import TURNS
from bot.core.model import Button, Reply
from bot.core.records.record import Entry, Origin

MADE, POST, COPY = "made", "post", "copy"
"""The first word of a trigger that says what a message is made from: a recipe where people talk with the bot
(`made:chart`), or where it only posts (`post:index`); or it is an inline copy, of a fact that it names (`copy:FACT`)
or of what was typed."""
LIST = "facts"
"""The parameter of a deep link that leads to no fact."""
Way = Callable[[Entry, str], Awaitable[Reply]]


class Maker:
    """Makes messages, and makes those anew that stand somewhere."""

    def __init__(self, core: Answerer, ledger: Ledger, me: Callable[[], str], paints: bool) -> None:
        """A maker for the bot whose @name `me` returns; `paints` says whether pictures can be painted here."""
        self._core = core
        self._ledger = ledger
        self._me = me
        self.picture = "chart" if paints else "table"
        self._ways: Mapping[str, Way] = {MADE: self._made, POST: self._posted, COPY: self._copied}

    def made(self, recipe: str) -> Reply:
        """Return the message of a recipe where people talk with the bot; LookupError where there is none."""
        return self._core.post(recipe, self._link(""))

    def post(self, recipe: str) -> Reply:
        """Return it for a place where the bot only posts: its one button leads into private."""
        made = self.made(recipe)
        return replace(made, buttons=((self._more(made),),))

    def copy(self, reply: Reply) -> Reply:
        """Return a reply for a place where the bot is not, with the source as a notice."""
        source = Button(self._core.say("inline_source").text, f"src:{','.join(reply.fact_ids[:2])}")
        more = self._more(reply)
        return replace(reply, buttons=((source, more) if reply.fact_ids else (more,),))

    async def anew(self, entry: Entry, fact: str) -> Reply | None:
        """Return what stood there if it were made now, or `fact` where what it was made from is forgotten.

        None where nothing would stand there.
        """
        try:
            return await self._ways.get(entry.trigger.partition(":")[0], self._answered)(entry, fact)
        except LookupError:
            return None

    def alone(self, entry: Entry, fact: str) -> Reply | None:
        """Return a fact as it may stand where an entry stands; None where it is gone."""
        try:
            said = self._core.fact(fact)
        except LookupError:
            return None
        return self.copy(said) if entry.inline_id else said

    async def _made(self, entry: Entry, _: str) -> Reply:
        return self.made(_rest(entry))

    async def _posted(self, entry: Entry, _: str) -> Reply:
        return self.post(_rest(entry))

    async def _copied(self, entry: Entry, fact: str) -> Reply:
        said = self._core.answer(entry.text).reply if entry.text else self._core.fact(_rest(entry) or fact)
        return self.copy(said)

    async def _answered(self, entry: Entry, fact: str) -> Reply:
        turns = await self._ledger.conversation(entry.follows, TURNS) if entry.follows else ()
        if entry.origin is Origin.NOTICE and turns and turns[-1].text:
            # It told who had asked that there is an answer by now.
            return self._core.answer(turns[-1].text).reply
        if entry.origin is not Origin.QUESTION or not entry.text:
            return self._core.fact(fact)
        return self._core.answer(entry.text, turns).reply

    def _more(self, reply: Reply) -> Button:
        start = reply.fact_ids[0] if reply.fact_ids else LIST
        return Button(self._core.say("inline_more").text, url=self._link(start))

    def _link(self, start: str) -> str:
        return f"https://t.me/{self._me()}?start={start}"


def _rest(entry: Entry) -> str:
    return entry.trigger.partition(":")[2]
