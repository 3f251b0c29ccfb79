"""Lengths as Telegram counts them: UTF-16 units, of which an emoji has two."""

UTF16 = "utf-16-le"
_BYTES = 2


def clipped(text: str, most: int) -> str:
    """`text`, or as much of its beginning as fits into `most` UTF-16 units with an ellipsis."""
    if units(text) <= most:
        return text
    return text.encode(UTF16)[: (most - 1) * _BYTES].decode(UTF16, "ignore") + "…"


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text.encode(UTF16)) // _BYTES
