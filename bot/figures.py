"""The figures of what was asked and answered, for operators."""

import asyncio
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from bot.core.records.statistics import Share, Statistics
from bot.facts.load import load_pack
from bot.facts.problems import PackError
from bot.settings import Settings
from bot.storage.store import open_storage

PRIVATE = "private chats"


def show_figures(settings: Settings, days: Sequence[int], chat_id: int | None, as_json: bool) -> None:
    """Print the figures of the last days, for each number of `days` anew, of one chat or of all."""
    titles = _titles(settings)
    for period, found in zip(days, asyncio.run(_figures(settings, days, chat_id)), strict=True):
        if as_json:
            row = {"days": period, "chat": chat_id, **_object(found, titles)}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            where = "all chats" if chat_id is None else f"chat {chat_id}"
            sys.stdout.write("\n".join([f"last {_counted(period, 'day')}, {where}", *_lines(found, titles), "", ""]))


async def _figures(settings: Settings, days: Sequence[int], chat_id: int | None) -> list[Statistics]:
    now = datetime.now(UTC)
    with closing(open_storage(settings.database)) as storage:
        return [await storage.statistics.over(now - timedelta(days=period), chat_id) for period in days]


def _titles(settings: Settings) -> dict[str, str]:
    try:
        return {fact.id: fact.title for fact in load_pack(settings.pack, settings.language).facts}
    except PackError:
        # The ids say enough while somebody mends the fact base.
        return {}


def _object(found: Statistics, titles: Mapping[str, str]) -> dict[str, object]:
    return {
        "questions": found.questions,
        "kinds": dict(found.kinds),
        "votes": _share(found.votes),
        "reviews": {why: _share(share) for why, share in found.reviews},
        "seconds": asdict(found.waits),
        "facts": [
            {"fact": f.fact, "title": titles.get(f.fact, ""), "times": f.times, "votes": _share(f.votes)}
            for f in found.facts
        ],
        "not_covered": [{"question": text, "times": times} for text, times in found.uncovered],
        "chats": [{"chat": chat or PRIVATE, "questions": number} for chat, number in found.chats],
    }


def _share(share: Share) -> dict[str, int | None]:
    return {"good": share.part, "of": share.of, "percent": share.percent}


def _lines(found: Statistics, titles: Mapping[str, str]) -> Iterator[str]:
    yield f"  questions          {found.questions}"
    yield from (f"    {kind:<17}{number}" for kind, number in found.kinds)
    yield f"  good by votes      {_said(found.votes)}"
    yield from (f"  good by review     {_said(share)}, {why}" for why, share in found.reviews)
    waits = found.waits
    if waits.answers:
        yield f"  seconds to answer  p50 {waits.median:.1f}, p95 {waits.p95:.1f} (n={waits.answers})"
    facts = [(f"{titles.get(f.fact, '')} ({f.fact})", f.times) for f in found.facts]
    yield from _ranking("most asked", facts)
    yield from _ranking("most asked and not covered", found.uncovered)
    yield from _ranking("by chat", [(str(chat or PRIVATE), number) for chat, number in found.chats])


def _ranking(head: str, items: Sequence[tuple[str, int]]) -> Iterator[str]:
    if items:
        yield f"  {head}"
    yield from (f"    {times:>6}  {name}" for name, times in items)


def _said(share: Share) -> str:
    of = f"{share.part} of {share.of}"
    return of if share.percent is None else f"{share.percent}% ({of})"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
