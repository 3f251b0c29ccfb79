"""Drawings made ready to be sent, each painted once."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from threading import Lock

from bot.core.replies.drawing import Drawing
from bot.core.replies.table import table

Paint = Callable[[Drawing], bytes]
_KEPT = 4
"""How many pictures are kept; the oldest go."""


class NoPainterError(Exception):
    """Why nothing can be painted here, in words for an operator."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to send. `png` is None where nothing can be painted: then `table` (HTML for Telegram) is what to send.

    `caption` is plain text of at most 1024 UTF-16 units, `alt` says in sentences what the picture shows, `revisions`
    are the facts that it shows, each with the number of its revision.
    """

    png: bytes | None = field(repr=False)
    caption: str
    alt: str
    table: str
    revisions: tuple[tuple[str, int], ...]


class Gallery:
    """Paints with `paint`, and keeps what it painted until a fact that it shows is revised."""

    def __init__(self, paint: Paint | None) -> None:
        """A gallery that paints with `paint`; without one its pictures are tables."""
        self._paint = paint
        self._kept: OrderedDict[Drawing, bytes] = OrderedDict()
        self._lock = Lock()

    async def picture(self, drawing: Drawing) -> Picture:
        """The picture of `drawing`, painted beside the event loop."""
        return await asyncio.to_thread(self.picture_now, drawing)

    def picture_now(self, drawing: Drawing) -> Picture:
        """The picture of `drawing`; the first time that takes about a second."""
        rows = f"<pre>{escape(table(drawing), quote=False)}</pre>"
        return Picture(self._png(drawing), drawing.caption, drawing.alt, rows, drawing.revisions)

    def _png(self, drawing: Drawing) -> bytes | None:
        if self._paint is None:
            return None
        # One at a time: the second who asks for the same finds it painted.
        with self._lock:
            if drawing not in self._kept:
                self._kept[drawing] = self._paint(drawing)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[drawing]
