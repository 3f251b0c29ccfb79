"""How a card looks: what it tells, above what may be pressed."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from html import escape

from bot.chat.links import message_link, unlinked
from bot.chat.moderation.controls import Controls, is_claimed
from bot.chat.moderation.ports import Facts
from bot.chat.ports import Answerer
from bot.core.model import Kind, Reply
from bot.core.records.evidence import candidates, decided, understood, unexplained
from bot.core.records.record import Entry, Why
from bot.core.records.review import Card
from bot.core.units import clipped

ASKED, SAID, PART = 400, 1200, 300
WORDS = 3
"""How many readers' own words a card shows, the last ones."""
"""UTF-16 units of the question, of the reply, and of each other part: together less than one message holds."""


class Face:
    """Renders cards."""

    def __init__(self, say: Answerer, facts: Facts) -> None:
        self._say = say
        self._facts = facts
        self.controls = Controls(say, facts)

    def reply(self, card: Card, now: datetime) -> Reply:
        """Return a card as it looks now; one that nobody remembers asking says only that."""
        if card.first is None:
            return self._say.say("card_gone", id=str(card.id))
        head = self._words(f"card_head_{card.why.value}")
        lines = (
            head + self._words("card_count", id=str(card.id), count=str(card.count)),
            *self._lines(card, card.first),
        )
        text = "\n".join(filter(None, (*lines, *self._standing(card, now))))
        return replace(self._linked(text, card.first), buttons=self.controls.rows(card, now))

    def _lines(self, card: Card, entry: Entry) -> tuple[str, ...]:
        name = self._facts.name
        known, strange = understood(entry.evidence, name), unexplained(entry.evidence)
        kind = decided(entry.evidence)
        facts = "、".join(f"{fact}（#{number}）" for fact, number in entry.reply.revisions)
        return (
            self._part("card_question", clipped(unlinked(card.asked), ASKED)),
            self._part("card_reply", clipped(entry.reply.text, SAID)),
            self._part("card_understood", clipped(known, PART)),
            self._part("card_unexplained", clipped(unlinked(strange), PART)),
            self._part("card_candidates", clipped(candidates(entry.scores, name), PART)),
            self._words(f"card_decided_{kind}") if kind else "",
            self._part("card_facts", clipped(facts, PART)),
            *self._objections(card),
            self._so_far(card),
        )

    def _objections(self, card: Card) -> tuple[str, ...]:
        """Why readers vote against it: how often each reason was given, and the last of their own words."""
        counts = Counter(reason for reason, _ in card.reasons)
        told = "、".join(f"{self._words(f'why_{reason}')} {count}" for reason, count in counts.most_common())
        words = [clipped(" ".join(unlinked(words).split()), PART) for _, words in card.reasons if words][-WORDS:]
        return (self._part("card_reasons", told), *(self._part("card_words", said) for said in words))

    def _so_far(self, card: Card) -> str:
        """Where the bot is only tried out, how well it does."""
        share = card.so_far
        if card.why is not Why.SHADOW or not share.of:
            return ""
        key = "stats_few" if share.percent is None else "stats_share"
        words = {"part": str(share.part), "of": str(share.of), "percent": str(share.percent)}
        return self._words("card_so_far", share=self._words(key, **words))

    def _standing(self, card: Card, now: datetime) -> tuple[str, ...]:
        """Who has it in hand, or what was decided."""
        if card.state == "open":
            pending = self._words("card_proposed", fact=card.fact) if card.revision_id else ""
            if not is_claimed(card, now) or card.claimed is None:
                return (pending,)
            key = "card_awaits" if card.awaits else "card_claimed"
            return (pending, self._words(key, by=card.claimed.who))
        by = card.settled.who if card.settled else ""
        return (self._words(f"card_did_{card.ruling}", by=by, detail=clipped(card.detail, PART)),)

    def _linked(self, text: str, entry: Entry) -> Reply:
        reply = Reply(Kind.ABOUT_BOT, text, escape(text, quote=False))
        link = link_to(entry)
        if not link:
            return reply
        label = self._words("card_link")
        return replace(reply, text=f"{text}\n{label}：{link}", html=f'{reply.html}\n<a href="{link}">{label}</a>')

    def _part(self, key: str, value: str) -> str:
        return self._words(key, value=value) if value else ""

    def _words(self, key: str, **values: str) -> str:
        return self._say.say(key, **values).text


def link_to(entry: Entry) -> str:
    """Where members find the answer, or else the question; empty where Telegram has no address for it."""
    message = entry.answer_id or entry.message_id
    return "" if entry.moved or not message else message_link(entry.chat_id, message, entry.topic_id)
