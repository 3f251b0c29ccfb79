"""/stats: what was asked and how well it was answered, in one message; its buttons choose the days."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.buttons import Notice
from bot.chat.desk import Desk
from bot.chat.incoming import Press, Question
from bot.chat.links import unlinked
from bot.chat.moderation.editing import ForbiddenError, RefusedError
from bot.chat.moderation.ports import Counting, Facts
from bot.chat.moderation.rights import Rights, Role
from bot.chat.ports import Answerer
from bot.core.model import Button, Reply
from bot.core.records.record import Entry
from bot.core.records.statistics import PERIODS, Share, Statistics

ALL, HERE = "all", "here"
USUAL, LONGEST = 7, 3650
"""Days that are looked back on: where nobody says, and at most."""
LINES, LENGTH = 5, 40
"""How many of the most asked a message has, and characters of each."""


class Figures:
    """The figures of this chat for moderators, of all chats for owners."""

    def __init__(self, say: Answerer, desk: Desk, facts: Facts, rights: Rights, counting: Counting) -> None:
        self._say = say
        self._desk = desk
        self._facts = facts
        self._rights = rights
        self._counting = counting

    async def stats(self, question: Question, role: Role) -> Reply:
        """/stats [all] [DAYS]."""
        words = question.text.split()
        scope = ALL if ALL in words or (question.private and role is Role.OWNER) else HERE
        if scope is ALL and role is not Role.OWNER:
            raise ForbiddenError("stats_owners")
        if scope is HERE and question.private:
            raise RefusedError("stats_where")
        days = next((int(word) for word in words if _is_days(word)), USUAL)
        return await self._reply(scope, days, question.seat.chat_id, question.at)

    async def pressed(self, press: Press, entry: Entry | None) -> Notice:
        """Show other days; return the key of a notice, or nothing where the message says it."""
        _, days, scope = (*press.data.split(":"), "", "")[:3]
        role = await self._rights.role(press.seat.person_id)
        if role is Role.NOBODY or (scope == ALL and role is not Role.OWNER):
            return "not_for_you"
        if entry is None or not entry.reply.offers(press.data) or not _is_days(days):
            return "stale"
        reply = await self._reply(scope, int(days), press.seat.chat_id, press.at)
        await self._desk.rewrite(replace(entry, reply=reply))
        return None

    async def _reply(self, scope: str, days: int, chat_id: int, now: datetime) -> Reply:
        found = await self._counting.over(now - timedelta(days=days), None if scope == ALL else chat_id)
        where, since = self._word(f"stats_{scope}"), self._word("stats_since", days=str(days))
        shown = self._say.say("stats", where=where, since=since, lines="\n".join(self._lines(found, scope)))
        others = (Button(self._word("stats_since", days=str(d)), f"stats:{d}:{scope}") for d in PERIODS if d != days)
        return replace(shown, buttons=(tuple(others),))

    def _lines(self, found: Statistics, scope: str) -> Iterable[str]:
        if not found.questions:
            yield self._word("stats_none")
            return
        kinds = " · ".join(f"{self._word(f'stats_kind_{kind}')} {number}" for kind, number in found.kinds)
        yield self._word("stats_asked", number=str(found.questions), kinds=kinds)
        if found.votes.of:
            yield self._word("stats_votes", share=self._share(found.votes))
        if found.reviews:
            reviews = (f"{self._word(f'stats_why_{why}')} {self._share(share)}" for why, share in found.reviews)
            yield self._word("stats_reviews", shares=" · ".join(reviews))
        if found.waits.answers:
            seconds = {"median": f"{found.waits.median:.1f}", "p95": f"{found.waits.p95:.1f}"}
            yield self._word("stats_waits", **seconds)
        yield from self._list("stats_facts", [(self._title(fact.fact), fact.times) for fact in found.facts])
        yield from self._list("stats_uncovered", [(unlinked(text), number) for text, number in found.uncovered])
        if scope == ALL and len(found.chats) > 1:
            yield from self._list("stats_chats", [(self._chat(chat), number) for chat, number in found.chats])

    def _list(self, key: str, items: Sequence[tuple[str, int]]) -> Iterable[str]:
        if items:
            yield self._word(key)
        for place, (name, number) in enumerate(items[:LINES], 1):
            yield self._word("stats_line", place=str(place), name=name[:LENGTH], number=str(number))

    def _share(self, share: Share) -> str:
        key = "stats_few" if share.percent is None else "stats_share"
        return self._word(key, part=str(share.part), of=str(share.of), percent=str(share.percent))

    def _title(self, fact: str) -> str:
        try:
            return self._facts.values(fact)["title"]
        except LookupError:
            # It is in the fact base no more.
            return fact

    def _chat(self, chat_id: int) -> str:
        return str(chat_id) if chat_id else self._word("stats_private")

    def _word(self, key: str, **values: str) -> str:
        return self._say.say(key, **values).text


def _is_days(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= len(str(LONGEST)) and 1 <= int(word) <= LONGEST
