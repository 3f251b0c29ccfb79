"""The picture as it is sent: a PNG where it can be painted, else a table, each painted once."""

import asyncio
import importlib
import io
import sys
from dataclasses import replace

import pytest

from bot.core.answer import Answerer
from bot.core.replies.drawing import Drawing
from bot.pictures import Gallery, NoPainterError, painter

image = pytest.importorskip("PIL.Image", reason="the extra `pictures` is not installed")
LARGEST = 300_000


@pytest.fixture(scope="module")
def drawing(answerer: Answerer) -> Drawing:
    """The picture of the bot's own deal, as values."""
    return answerer.drawing()


def test_png(drawing: Drawing) -> None:
    """It has the size that was promised, weighs little, and its corners are its own background."""
    data = painter()(drawing)
    picture = image.open(io.BytesIO(data))
    assert (picture.format, picture.size) == ("PNG", (1280, 960))
    assert len(data) < LARGEST
    picture = picture.convert("RGB")
    corners = {picture.getpixel(place) for place in ((0, 0), (1279, 0), (0, 959), (1279, 959))}
    assert len(corners) == 1
    assert min(corners.pop()) > 200


def test_every_bound_looks_different(drawing: Drawing) -> None:
    """The same amounts under other bounds are another picture, and so is an amount that is only approximate."""
    parts = drawing.panels[0]
    looks = set()
    for bar in (*parts.bars, replace(parts.bars[1], approximate=True)):
        same = replace(bar, length=1e10, name="", amount="", standing="")
        looks.add(painter()(replace(drawing, panels=(replace(parts, bars=(same,)),))))
    assert len(looks) == 4


def test_every_word_has_a_letter(drawing: Drawing) -> None:
    """No character is painted as an empty box: the font has all of them, long titles and many bars included."""
    long = replace(
        drawing, title=drawing.title * 3, panels=(replace(drawing.panels[0], bars=drawing.panels[0].bars * 5),)
    )
    assert painter()(long)  # a missing letter is a warning, and warnings are errors here


async def test_painted_once(drawing: Drawing) -> None:
    """Ten who ask at a time get one painting; a fact's next revision is painted anew."""
    painted: list[Drawing] = []

    def paint(seen: Drawing) -> bytes:
        painted.append(seen)
        return b"png"

    gallery = Gallery(paint)
    pictures = await asyncio.gather(*(gallery.picture(drawing) for _ in range(10)))
    assert ({picture.png for picture in pictures}, len(painted)) == ({b"png"}, 1)
    (fact, number), *others = drawing.revisions
    await gallery.picture(replace(drawing, revisions=((fact, number + 1), *others)))
    assert len(painted) == 2


def test_without_a_painter(drawing: Drawing) -> None:
    """Where nothing paints, the table says the same, safely within Telegram's markup."""
    picture = Gallery(None).picture_now(replace(drawing, title="<b>&"))
    assert picture.png is None
    assert picture.table.startswith("<pre>&lt;b&gt;&amp;\n")
    assert "最高约 300 亿美元" in picture.table
    assert picture.revisions == drawing.revisions


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without matplotlib it is said what to install; without any Chinese font too."""
    monkeypatch.delitem(sys.modules, "bot.pictures.canvas", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(NoPainterError, match=r"pip install 'dealbot\[pictures\]'"):
        painter()


def test_without_a_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the packaged font one of the system's is taken; where there is none, it is said what to install."""
    fonts = importlib.import_module("bot.pictures.fonts")
    monkeypatch.setitem(sys.modules, "noto_cjk_sans_otc", None)
    monkeypatch.setattr(fonts, "_OF_SYSTEMS", ("No Such Family",))
    with pytest.raises(NoPainterError, match="apt-get install fonts-noto-cjk"):
        fonts.chinese_font()
