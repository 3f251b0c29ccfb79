"""The picture of the deal as a PNG, where the extra `pictures` is installed, and as a table everywhere."""

from importlib import import_module

from bot.pictures.gallery import Gallery, NoPainterError, Paint, Picture

__all__ = ["Gallery", "NoPainterError", "Paint", "Picture", "painter"]


def painter() -> Paint:
    """What paints here; NoPainterError where the extra or a Chinese font is missing. Takes half a second."""
    try:
        canvas = import_module("bot.pictures.canvas")
    except ImportError as error:
        raise NoPainterError(f"{error.name} is not installed: pip install 'dealbot[pictures]'") from error
    canvas.chinese_font()
    paint: Paint = canvas.paint
    return paint
