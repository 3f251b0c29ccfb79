"""A drawing -> PNG bytes: text over bars on a card of its own, readable on a light and on a dark background."""

import io
from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from bot.core.model import Bound
from bot.core.replies.drawing import Bar, Drawing, Panel, longest
from bot.pictures.fonts import chinese_font
from bot.pictures.strokes import INK, MUTED, PAPER, RULE, stroke

WIDTH, HEIGHT = 1280, 960
_DPI = 100
_LEFT, _RIGHT = 56, WIDTH - 56
_TOP, _HEAD, _TAIL = 46, 122, 34
_ROW, _TITLE, _GAP, _KEY = 97, 60, 14, 40
"""Heights of a bar with its words, of a panel's title and end, and a line of the key, where there is room."""
_LONGEST = 0.8
"""How much of the width the longest bar takes: behind it an open end has room."""


def paint(drawing: Drawing) -> bytes:
    """The PNG of `drawing`, 1280 by 960."""
    figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    axes.set_axis_off()
    _Page(axes, _scale(drawing)).fill(drawing)
    data = io.BytesIO()
    figure.savefig(data, format="png", pil_kwargs={"optimize": True})
    return data.getvalue()


def _scale(drawing: Drawing) -> float:
    """How much rows have to shrink to fit; 1 where they fit as they are."""
    rows = sum(_TITLE + _GAP + _ROW * len(panel.bars) for panel in drawing.panels) + _KEY * _key_lines(drawing)
    return min(1.0, (HEIGHT - _TOP - _HEAD - _TAIL - 30) / rows)


def _key_lines(drawing: Drawing) -> int:
    return (len(drawing.key) + 1) // 2


class _Page:
    """A page that is filled from top to bottom."""

    def __init__(self, axes: Axes, scale: float) -> None:
        self._axes, self._scale, self._y = axes, scale, float(_TOP)
        self._font = chinese_font()

    def fill(self, drawing: Drawing) -> None:
        """Put `drawing` on the page."""
        self._write(_LEFT, drawing.title, 46, INK, _RIGHT - _LEFT)
        self._write(_LEFT, drawing.subtitle, 29, MUTED, _RIGHT - _LEFT, below=62)
        self._y += _HEAD
        for panel in drawing.panels:
            self._panel(panel)
        for place, (bound, words) in zip(self._places(drawing), drawing.key, strict=True):
            self._key(place, bound, words)
        self._y = HEIGHT - _TAIL - 14
        self._write(_LEFT, drawing.footer, 25, MUTED, _RIGHT - _LEFT)

    def _panel(self, panel: Panel) -> None:
        self._axes.plot([_LEFT, _RIGHT], [self._y, self._y], color=RULE, linewidth=1.5)
        self._write(_LEFT, f"{panel.title}{panel.note}", 29 * self._scale, MUTED, _RIGHT - _LEFT, below=10)
        self._y += _TITLE * self._scale
        unit = (_RIGHT - _LEFT) * _LONGEST / longest(panel.bars)
        for bar in panel.bars:
            self._bar(bar, unit)
            self._y += _ROW * self._scale
        self._y += _GAP * self._scale

    def _bar(self, bar: Bar, unit: float) -> None:
        named = self._write(_LEFT, f"{bar.name}  {bar.amount}", 39 * self._scale, INK, (_RIGHT - _LEFT) * 0.66)
        left = named.get_window_extent().x1 + 30
        self._write(_RIGHT, bar.standing, 28 * self._scale, MUTED, _RIGHT - left, below=7, side="right")
        if bar.length is not None:
            thick = 26 * self._scale
            middle = self._y + 56 * self._scale + thick / 2
            stroke(self._axes, (_LEFT, middle), bar.length * unit, thick, (bar.bound, bar.approximate))

    def _places(self, drawing: Drawing) -> Iterator[tuple[float, float]]:
        """Where each line of the key stands, two beside each other."""
        for index in range(len(drawing.key)):
            yield _LEFT + (index % 2) * (_RIGHT - _LEFT) / 2, self._y + index // 2 * _KEY * self._scale

    def _key(self, place: tuple[float, float], bound: Bound, words: str) -> None:
        x, y = place
        stroke(self._axes, (x, y + 17), 50, 16, (bound, False))
        text = self._write(x + 130, words, 25, MUTED, (_RIGHT - _LEFT) / 2 - 140)
        text.set_y(y)

    def _write(
        self, x: float, words: str, size: float, color: str, width: float, below: float = 0, side: str = "left"
    ) -> Text:
        """`words` of `size` pixels at the page's line, smaller where they are wider than `width`."""
        text = self._axes.text(x, self._y + below, words, fontproperties=self._font, color=color, va="top", ha=side)
        text.set_fontsize(size * 72 / _DPI)
        wide = text.get_window_extent().width
        if wide > width:
            text.set_fontsize(size * 72 / _DPI * width / wide)
        return text
