"""How a message that was already sent reads once a fact in it has changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from bot.core.model import Kind, Reply
from bot.core.records.revision import COUNTED, Revision
from bot.core.replies.voice import Voice


@dataclass(frozen=True, slots=True)
class Amendment:
    """What happened to `fact` since a message was sent, and to the other facts that it says.

    `since` are the revisions of each of them that came to count after the words of the message, in that order. `number`
    is the revision that the message is brought up to, `day` what is written on it.
    """

    fact: str
    number: int
    since: Mapping[str, Sequence[Revision]]
    day: str


def happened(revisions: Sequence[Revision], reply: Reply) -> dict[str, list[Revision]]:
    """What came to count after the words of `reply`, by fact that it says, in order."""
    said = dict(reply.revisions)
    # Undone ones too: a message may have said what they said.
    later = [r for r in revisions if r.stage in COUNTED and r.number > said.get(r.fact, r.number)]
    by_number = sorted(later, key=lambda revision: revision.number)
    return {fact: [r for r in by_number if r.fact == fact] for fact in said}


def tombstone(amendment: Amendment, voice: Voice, reply: Reply) -> Reply:
    """What stands where an answer was whose fact is withdrawn: nothing of what it said."""
    title = _first(amendment, amendment.fact, "title")
    said = voice.text("amended.withdrawn", title=title, day=amendment.day)
    return replace(voice.reply(reply.kind, said), revisions=(), picture=reply.picture)


def curtailed(amendment: Amendment, voice: Voice, fresh: Reply) -> Reply:
    """The `fresh` answer, which goes without the fact, below a line that tells that this part is withdrawn."""
    line = voice.text("amended.part", title=_first(amendment, amendment.fact, "title"), day=amendment.day)
    return fresh.below(line, f"<b>{escape(line, quote=False)}</b>")


def exchanged(amendment: Amendment, voice: Voice, fresh: Reply) -> Reply:
    """The `fresh` answer, which is another one than the fact, below a line that tells so."""
    title = voice.knowledge.facts[amendment.fact].title
    line = voice.text("amended.corrected", day=amendment.day) + voice.text("amended.exchanged", title=title)
    return fresh.below(line, f"<b>{escape(line, quote=False)}</b>")


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
    """The `fresh` answer below lines that tell what changed, old and new, and those that `reply` had already.

    The old is what the message itself said. Of other facts, too, what changed silently is told where it is seen now.
    """
    lead = voice.text("amended.corrected", day=amendment.day)
    fresh = _below_earlier(fresh, reply, _mark("amended.corrected", voice))
    others = [fact for fact, _ in fresh.revisions if fact in amendment.since and fact != amendment.fact]
    changed = [pair for fact in (amendment.fact, *others) for pair in _told(amendment, fact, voice)]
    for old, new in reversed(changed):
        fresh = fresh.below(f"{lead}{old} → {new}", f"<b>{escape(lead, quote=False)}</b>{_struck(old, new)}")
    return fresh


def rewritten(reply: Reply, text: str, day: str, voice: Voice) -> Reply:
    """`text` of a moderator, said to be one's, instead of `reply`; with a `day` below the line that tells of it.

    It says no fact any more: when one changes, a moderator's words are left alone.
    """
    fresh = voice.reply(Kind.ANSWER, voice.text("amended.supplement", text=text))
    if not day:
        return fresh
    fresh = _below_earlier(fresh, reply, _mark("amended.corrected", voice))
    line = voice.text("amended.corrected", day=day) + voice.text("amended.by_moderator")
    return fresh.below(line, f"<b>{escape(line, quote=False)}</b>")


def withdrawn(reply: Reply, day: str, voice: Voice) -> Reply:
    """What stands where an answer was that moderators withdrew."""
    return replace(voice.reply(reply.kind, voice.text("amended.taken_back", day=day)), revisions=())


def _told(amendment: Amendment, fact_id: str, voice: Voice) -> Iterator[tuple[str, str]]:
    """What a reader saw of a fact and what they see now, where that differs."""
    if fact_id in voice.knowledge.paused or fact_id not in voice.knowledge.facts:
        return
    fact, standings = voice.knowledge.facts[fact_id], voice.knowledge.pack.deal.standings
    old, before = _first(amendment, fact_id, "say"), _first(amendment, fact_id, "standing")
    if old and old != fact.say:
        yield old, fact.say
    if before and before != fact.standing:
        yield standings.get(before, before), standings[fact.standing]


def _first(amendment: Amendment, fact: str, key: str) -> str:
    """What a fact had under `key` before the first revision that touched it."""
    return next((r.before[key] for r in amendment.since.get(fact, ()) if key in r.before), "")


def _mark(key: str, voice: Voice) -> str:
    """How a line of this kind begins, whatever day it names."""
    return voice.text(key, day="\0").partition("\0")[0]


def _below_earlier(fresh: Reply, reply: Reply, mark: str) -> Reply:
    """`fresh` below the lines of `reply` that tell of earlier corrections, the last few of them."""
    texts, htmls = reply.text.split("\n"), reply.html.split("\n")
    # A caption is short, and what it ends with must stay.
    most = 0 if fresh.picture else _EARLIER
    text = [line for line in texts if line.startswith(mark)][:most]
    html = [line for line in htmls if line.startswith(f"<b>{mark}")][:most]
    return fresh.below("\n".join(text), "\n".join(html)) if text else fresh


_EARLIER = 2
"""How many earlier corrections stay visible."""


def _struck(old: str, new: str) -> str:
    return f"<s>{escape(old, quote=False)}</s> → {escape(new, quote=False)}"
