"""How an amount is drawn within its bounds: what is sure is solid, what is possible is pale, an open end stays open."""

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Polygon, Rectangle

from bot.core.model import Bound

PAPER, INK, MUTED, RULE = "#FAF6EC", "#1D232B", "#59616B", "#D8D0BE"
_SURE, _POSSIBLE = "#1F5FA8", "#B9CFE8"
_BEYOND = 110
"""Pixels over which a bar without an upper end fades."""
_SOFT = 18
"""Pixels over which the end of an approximate amount fades."""

Place = tuple[float, float]
Kind = tuple[Bound, bool]
"""A bound, and whether the number itself is approximate."""


def stroke(axes: Axes, start: Place, length: float, thick: float, kind: Kind) -> None:
    """Draw an amount of `length` pixels from the middle of its left edge at `start`."""
    bound, approximate = kind
    x, y = start
    sure = bound in {Bound.EXACTLY, Bound.MORE_THAN}
    color = _SURE if sure else _POSSIBLE
    soft = min(_SOFT, length / 3) if approximate else 0.0
    _box(axes, (x, y), length - soft, thick, color)
    if soft:
        _fade(axes, (x + length - soft, y), 2 * soft, thick, color)
    if bound is Bound.MORE_THAN:
        _arrow(axes, (x + length, y), min(_BEYOND, length * 0.8), thick)
    elif bound is not Bound.EXACTLY:
        _hatch(axes, (x, y), length - soft, thick)
        _dot(axes, (x + length, y), thick, filled=bound is Bound.AT_MOST)


def _box(axes: Axes, start: Place, length: float, thick: float, color: str) -> None:
    x, y = start
    axes.add_patch(Rectangle((x, y - thick / 2), length, thick, facecolor=color, edgecolor="none"))


def _hatch(axes: Axes, start: Place, length: float, thick: float) -> None:
    """Stripes and a dashed outline: here it may be, nobody says how much of it."""
    x, y = start
    style = {"facecolor": "none", "edgecolor": _SURE, "linewidth": 1.6, "linestyle": (0, (5, 4))}
    axes.add_patch(Rectangle((x, y - thick / 2), length, thick, **style))  # type: ignore[arg-type]


def _fade(axes: Axes, start: Place, length: float, thick: float, color: str) -> None:
    x, y = start
    clear = LinearSegmentedColormap.from_list("fade", [color, PAPER])
    edges = (x, x + length, y + thick / 2, y - thick / 2)
    axes.imshow([[0.0, 1.0]], extent=edges, cmap=clear, aspect="auto", interpolation="bicubic")


def _arrow(axes: Axes, start: Place, length: float, thick: float) -> None:
    """A fading tail with a head: no upper end."""
    x, y = start
    _fade(axes, (x, y), length, thick, _SURE)
    axes.plot([x, x], [y - thick / 2, y + thick / 2], color=PAPER, linewidth=3)
    tip, wing = x + length + thick * 0.9, thick * 0.75
    axes.add_patch(Polygon([(tip - thick, y - wing), (tip, y), (tip - thick, y + wing)], closed=True, color=_SURE))


def _dot(axes: Axes, place: Place, thick: float, *, filled: bool) -> None:
    """The end: filled where the number itself is meant too, hollow where it is not reached."""
    x, y = place
    axes.plot([x], [y], marker="o", markersize=thick * 0.9, markerfacecolor=_SURE if filled else PAPER,
              markeredgecolor=_SURE, markeredgewidth=3, zorder=5)  # fmt: skip
