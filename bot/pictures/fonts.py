"""The font that Chinese is painted in: the packaged one, else one of the system's."""

from importlib import import_module

from matplotlib.font_manager import FontPath, FontProperties, findfont

from bot.pictures.gallery import NoPainterError

_PACKAGE, _FACE = "noto_cjk_sans_otc", 2
"""The package, and which font of its collection draws characters as the mainland does."""
_OF_SYSTEMS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "PingFang SC",
)  # fmt: skip


def chinese_font() -> FontProperties:
    """A font for Simplified Chinese; NoPainterError where there is none."""
    try:
        return FontProperties(fname=FontPath(str(import_module(_PACKAGE).FONT_PATH), _FACE))
    except ImportError:
        return _of_the_system()


def _of_the_system() -> FontProperties:
    for family in _OF_SYSTEMS:
        try:
            return FontProperties(fname=findfont(family, fallback_to_default=False))
        except ValueError:
            continue
    raise NoPainterError(
        "no Chinese font is installed: pip install 'dealbot[pictures]', or on Debian apt-get install fonts-noto-cjk"
    )
