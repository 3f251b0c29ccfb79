"""Presses: related questions and sources for everybody, choices for the one who asked."""

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.desk import Desk
from bot.chat.flood import Admission, Flood
from bot.chat.incoming import Press, read_press
from bot.chat.inline_handlers import InlineHandlers
from bot.chat.outgoing import Courier
from bot.chat.ports import Answerer, Clock, Doors, Ledger
from bot.core.model import Reply
from bot.core.records.access import Budget, Standing
from bot.core.records.record import Entry


@dataclass(frozen=True, slots=True)
class Word:
    """A notice with words of its own, and the parameter of a deep link that the presser's Telegram opens."""

    key: str
    words: Mapping[str, str] = field(default_factory=dict)
    start: str = ""


# What a press leads to is a notice, or the text key of one, or nothing where a message says it all.
Notice = str | Word | None
Verb = Callable[[Press, Entry | None], Awaitable[Notice]]
log = logging.getLogger(__name__)
SAME_PRESS = timedelta(minutes=10)


class Buttons:
    """Does what a button says."""

    def __init__(self, answerer: Answerer, desk: Desk, ledger: Ledger, further: Mapping[str, Verb]) -> None:
        """Buttons that know `further` verbs beside their own."""
        self._answerer = answerer
        self._desk = desk
        self._ledger = ledger
        self._verbs: Mapping[str, Verb] = {
            **further,
            "ask": self._ask,
            "src": self._source,
            "menu": self._menu,
            "pick": self._pick,
            "none": self._none,
        }

    async def press(self, press: Press) -> Notice:
        """Do it, and return the key of the notice for the presser, if there is one."""
        verb = self._verbs.get(press.data.partition(":")[0])
        if verb is None:
            return "stale"
        entry = await self._ledger.by_answer(press.seat.chat_id, press.message_id)
        try:
            return await verb(press, entry)
        except LookupError as error:
            log.info("the button %r leads nowhere: %r", press.data, error)
            return "stale"

    async def _ask(self, press: Press, entry: Entry | None) -> Notice:
        return await self._post_once(press, entry, self._answerer.fact(_argument(press)))

    async def _source(self, press: Press, entry: Entry | None) -> Notice:
        asked = _argument(press)
        # An answer with several facts has one button: it stands for all of them.
        together = entry is not None and asked in entry.reply.fact_ids
        ids = entry.reply.fact_ids if entry is not None and together else tuple(asked.split(","))
        return await self._post_once(press, entry, self._answerer.source(ids))

    async def _menu(self, press: Press, entry: Entry | None) -> Notice:
        page = self._answerer.menu(press.data)
        if entry is None or not entry.trigger.startswith("menu"):
            # Below an answer a menu must not replace the answer.
            return await self._post_once(press, entry, page)
        await self._desk.rewrite(replace(entry, reply=page))
        return None

    async def _pick(self, press: Press, entry: Entry | None) -> Notice:
        return await self._choose(press, entry, lambda: self._answerer.fact(_argument(press)))

    async def _none(self, press: Press, entry: Entry | None) -> Notice:
        return await self._choose(press, entry, lambda: self._answerer.say("none_of_these"))

    async def _choose(self, press: Press, entry: Entry | None, chosen: Callable[[], Reply]) -> Notice:
        if entry is None or not entry.reply.offers(press.data):
            return "stale"
        # An anonymous admin is recorded as the chat: who it was cannot be known, so anyone may choose.
        if entry.person_id not in {press.seat.person_id, press.seat.chat_id}:
            return "not_yours"
        evidence = {**entry.evidence, "chosen": press.data}
        await self._desk.rewrite(replace(entry, reply=chosen(), evidence=evidence))
        return None

    async def _post_once(self, press: Press, entry: Entry | None, reply: Reply) -> Notice:
        since = press.at - SAME_PRESS
        chat_id, message_id = press.seat.chat_id, press.message_id
        if await self._ledger.pressed(chat_id, message_id, press.data, since):
            return "already_above"
        follows = entry.id if entry is not None else None
        topic_id = entry.topic_id if entry is not None else press.seat.topic_id
        await self._desk.post(replace(press.entry(reply), follows=follows, topic_id=topic_id))
        return None


class ButtonHandlers:
    """What Telegram delivers, handed to Buttons; every press gets its answer."""

    def __init__(
        self, buttons: Buttons, inline: InlineHandlers, courier: Courier, bouncer: "Bouncer", clock: Clock
    ) -> None:
        self._inline = inline
        self._buttons = buttons
        self._courier = courier
        self._bouncer = bouncer
        self._clock = clock

    async def pressed(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a press."""
        query = update.callback_query
        if query is None:
            return
        if query.inline_message_id:
            await self._courier.notice(query.id, await self._inline.pressed(update) or self._bouncer.words("stale"))
            return
        press = read_press(update, self._clock())
        key = "stale" if press is None else await self._bouncer.objection(press)
        if press is not None and key is None:
            key = await self._buttons.press(press)
        start = key.start if isinstance(key, Word) else ""
        await self._courier.notice(query.id, self._bouncer.words(key), start)


class Bouncer:
    """Keeps presses out where the bot is paused or somebody presses too much, and words every notice."""

    def __init__(self, answerer: Answerer, doors: Doors, flood: Flood, passes: "Passes") -> None:
        self._answerer = answerer
        self._doors = doors
        self._flood = flood
        self._passes = passes

    async def objection(self, press: Press) -> Notice:
        """Return the key of what speaks against a press, if anything does."""
        standing = await self._doors.standing(press.seat, press.at, Budget())
        if standing.closed and press.seat.person_id not in self._passes.owners:
            return "paused_here"
        verb = press.data.partition(":")[0]
        if verb not in self._passes.verbs and (silence := _silence(standing)):
            return silence
        person_id = press.seat.speaker
        return None if self._flood.admit(person_id, press.at) is Admission.YES else "too_many_presses"

    def words(self, key: Notice) -> str | None:
        """Return the sentence of a notice."""
        word = key if isinstance(key, Word) else Word(key or "")
        return self._answerer.say(word.key, **word.words).text if word.key else None


@dataclass(frozen=True, slots=True)
class Passes:
    """What is let pass: `verbs` that ask themselves who presses, also where members get nothing; `owners` always."""

    verbs: Collection[str]
    owners: Collection[int]


def _silence(standing: Standing) -> str | None:
    if standing.paused:
        return "paused_here"
    if standing.muted and not standing.trusted:
        return "refused_press"
    return "muted_here" if standing.policy.mute else None


def _argument(press: Press) -> str:
    return press.data.partition(":")[2]
