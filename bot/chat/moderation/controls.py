"""What may be pressed on a card."""

from datetime import datetime, timedelta

from bot.chat.moderation.editing import LONGEST
from bot.chat.moderation.ports import Facts
from bot.chat.ports import Answerer
from bot.core.model import Button
from bot.core.records.record import State, Why
from bot.core.records.review import Card, Ruling

CHOICES = 4
"""Facts that a card offers by themselves."""
UNDO = timedelta(minutes=10)
"""How long a decision can be taken back."""
CLAIMED = timedelta(minutes=30)
"""How long a claim keeps others out."""
DELETABLE = timedelta(hours=47)
"""How old an answer may be to be deleted: Telegram's 48 hours, and some time for it to get there."""
LAYOUT = (("ok", "bad"), ("write", "new"), ("merge", "ignore"), ("pull", "mute"), ("claim", "free"))
_COMMON = frozenset({"claim", "merge", "ignore", "mute", "back"})
_TEACH = frozenset({"to", "more", "menu", "new"})
VERBS = {
    Why.UNCOVERED: _COMMON | _TEACH | {"write"},
    Why.WRONG: _COMMON | _TEACH | {"ok", "bad", "write", "pull"},
    Why.HELD: _COMMON | _TEACH | {"ok", "write"},
    Why.SAMPLED: _COMMON | {"ok", "bad", "write", "pull"},
    Why.SHADOW: _COMMON | _TEACH | {"ok", "bad"},
}
"""What may be decided about an open card."""
BY_MENU = {"into": "merge", "hush": "mute"}
"""What menus of a card lead to, and whose they are."""


class Controls:
    """The buttons of cards."""

    def __init__(self, say: Answerer, facts: Facts) -> None:
        self._say = say
        self._facts = facts

    def allows(self, card: Card, verb: str) -> bool:
        """Whether something may be decided about an open card."""
        verb = BY_MENU.get(verb, verb)
        if verb == "free":
            return card.claimed is not None
        # Once it was sent, a held answer can be withdrawn like any other.
        sent = card.why is Why.HELD and card.first is not None and card.first.state is not State.HELD
        return verb in VERBS[card.why] or (sent and verb == "pull")

    def rows(self, card: Card, now: datetime) -> tuple[tuple[Button, ...], ...]:
        """Return what may be pressed now."""
        if card.state != "open":
            return self._afterwards(card, now)
        teachable = self.allows(card, "to") and 0 < len(card.asked) <= LONGEST
        facts = offered(card, self._facts) if teachable else []
        rows: list[tuple[Button, ...]] = [
            (self.button(card, "to", fact, self._words("card_teach", title=title)),) for fact, title in facts
        ]
        if teachable:
            rows.append((self.button(card, "more"),))
        for verbs in LAYOUT:
            shown = [v for v in verbs if self.allows(card, v) and not (v == "claim" and is_claimed(card, now))]
            rows.append(tuple(self.button(card, verb) for verb in shown))
        return tuple(row for row in rows if row)

    def _afterwards(self, card: Card, now: datetime) -> tuple[tuple[Button, ...], ...]:
        undo = [self.button(card, "undo")] if is_undoable(card, now) else []
        delete = [self.button(card, "delete")] if is_deletable(card, now) else []
        return ((*undo, *delete),) if undo or delete else ()

    def button(self, card: Card, verb: str, argument: str = "", label: str = "") -> Button:
        """Return a button of a card."""
        judged = verb in {"ok", "bad"} and card.why in {Why.SAMPLED, Why.SHADOW}
        label = label or self._words(f"card_judge_{verb}" if judged else f"card_button_{verb}")
        return Button(label, f"card:{card.id}:{verb}" + (f":{argument}" if argument else ""))

    def _words(self, key: str, **values: str) -> str:
        return self._say.say(key, **values).text


def offered(card: Card, facts: Facts) -> list[tuple[str, str]]:
    """The facts that came nearest without being said, and those near to what is lacking, by id with their titles."""
    found: list[tuple[str, str]] = []
    entry = card.first
    near = (*(fact for fact, _ in entry.scores), *entry.reply.fact_ids) if entry else ()
    said = dict(entry.reply.revisions) if entry else {}
    for fact in (fact for fact in dict.fromkeys(near) if fact not in said):
        try:
            found.append((fact, facts.values(fact)["title"]))
        except LookupError:
            # Gaps and small talk are candidates too.
            continue
    return found[:CHOICES]


def is_claimed(card: Card, now: datetime) -> bool:
    """Whether somebody has a card in hand."""
    return card.claimed is not None and now - card.claimed.at < CLAIMED


def is_undoable(card: Card, now: datetime) -> bool:
    """Whether what was decided about a card can still be taken back."""
    lately = card.settled is not None and now - card.settled.at < UNDO
    return card.state in {"done", "merged"} and lately and card.ruling != Ruling.DELETED


def is_deletable(card: Card, now: datetime) -> bool:
    """Whether a withdrawn answer is young enough to be deleted."""
    young = card.first is not None and now - card.first.at < DELETABLE
    return card.state == "done" and card.ruling == Ruling.WITHDRAWN and young
