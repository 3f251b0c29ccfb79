"""The public list of corrections: what was said wrongly, and what is right now; nobody is named in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.records.record import Correcting
from bot.core.records.revision import TOLD, Change, Revision

CHANGED, PAUSED, RETIRED, SAME = "changed", "paused", "retired", "same"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of the fact called `title`: what became of it; of what changed the key, the old, and that of now."""

    wanted: Correcting
    title: str
    kind: str
    changed: tuple[tuple[str, str, str], ...] = ()


def corrections(
    orders: Sequence[Correcting], revisions: Sequence[Revision], now: Mapping[str, Mapping[str, str]]
) -> list[Correction]:
    """The `orders` as readers are told of them; `now` is what each fact has under each key, retired ones left out."""
    known = {(revision.fact, revision.number): revision for revision in revisions}
    titles = {r.fact: r.before["title"] for r in revisions if "title" in r.before}
    return [_told(one, known.get((one.fact, one.number)), now.get(one.fact), titles) for one in orders]


def _told(
    wanted: Correcting, revision: Revision | None, now: Mapping[str, str] | None, titles: Mapping[str, str]
) -> Correction:
    title = (now or {}).get("title") or titles.get(wanted.fact, wanted.fact)
    if now is None:
        return Correction(wanted, title, RETIRED)
    if revision is not None and revision.change is Change.PAUSE:
        return Correction(wanted, title, PAUSED)
    before = revision.before if revision and (revision.fields or revision.change is Change.UNDO) else {}
    pairs = ((key, before[key], now.get(key, "")) for key in TOLD if key in before)
    changed = tuple((key, old, new) for key, old, new in pairs if old != new)
    return Correction(wanted, title, CHANGED if changed else SAME, changed)
