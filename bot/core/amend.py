"""How a message that was already sent reads once a fact in it has changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from bot.core.model import Reply
from bot.core.revision import Revision
from bot.core.voice import Voice


@dataclass(frozen=True, slots=True)
class Amendment:
    """What happened to `fact` since a message was sent: its revisions, oldest first.

    `number` is the one that it stands at now, `day` what is written on the message.
    """

    fact: str
    number: int
    since: Sequence[Revision]
    day: str


def tombstone(amendment: Amendment, voice: Voice, reply: Reply) -> Reply:
    """What stands where an answer was whose fact is withdrawn: nothing of what it said."""
    said = voice.text("amended.withdrawn", title=_first(amendment.since, "title"), day=amendment.day)
    return replace(voice.reply(reply.kind, said), revisions=())


def under_review(amendment: Amendment, voice: Voice, reply: Reply) -> Reply:
    """The message as it was, with the warning that it is being checked."""
    return checking(reply, amendment.day, voice)


def checking(reply: Reply, day: str, voice: Voice) -> Reply:
    """A reply below the warning that it is being checked since `day`; one that has the warning stays as it is."""
    if reply.text.startswith(_mark("amended.checking", voice)):
        return reply
    warning = voice.text("amended.checking", day=day)
    return reply.below(warning, f"<b>{escape(warning, quote=False)}</b>")


def corrected(amendment: Amendment, voice: Voice, reply: Reply, fresh: Reply) -> Reply:
    """The `fresh` answer below a line that tells what changed, old and new, and those that `reply` had already."""
    fact, deal = voice.knowledge.facts[amendment.fact], voice.knowledge.pack.deal
    told = [(_first(amendment.since, "say"), fact.say)]
    if standing := _first(amendment.since, "standing"):
        told.append((deal.standings[standing], deal.standings[fact.standing]))
    changed = [(old, new) for old, new in told if old and old != new]
    lead = voice.text("amended.corrected", day=amendment.day)
    fresh = _below_earlier(fresh, reply, _mark("amended.corrected", voice))
    for old, new in reversed(changed):
        fresh = fresh.below(f"{lead}{old} → {new}", f"<b>{escape(lead, quote=False)}</b>{_struck(old, new)}")
    return fresh


def _first(revisions: Sequence[Revision], key: str) -> str:
    """What stood under `key` before the first of `revisions` that touched it."""
    return next((r.before[key] for r in revisions if key in r.before), "")


def _mark(key: str, voice: Voice) -> str:
    """How a line of this kind begins, whatever day it names."""
    return voice.text(key, day="\0").partition("\0")[0]


def _below_earlier(fresh: Reply, reply: Reply, mark: str) -> Reply:
    """`fresh` below the lines of `reply` that tell of earlier corrections, the last few of them."""
    texts, htmls = reply.text.split("\n"), reply.html.split("\n")
    text = [line for line in texts if line.startswith(mark)][:_EARLIER]
    html = [line for line in htmls if line.startswith(f"<b>{mark}")][:_EARLIER]
    return fresh.below("\n".join(text), "\n".join(html)) if text else fresh


_EARLIER = 2
"""How many earlier corrections stay visible."""


def _struck(old: str, new: str) -> str:
    return f"<s>{escape(old, quote=False)}</s> → {escape(new, quote=False)}"
