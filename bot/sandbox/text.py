"""Text as Telegram counts it: UTF-16 units, trimmed, with the entities that it finds by itself."""

import re
from typing import Any

Entity = dict[str, Any]

# Order matters: what an earlier pattern has taken, a later one leaves alone.
# As at Telegram, a Chinese character is a letter: 「问@bot」, 「@bot谁」 and 「/ask谁」 have no entity.
_FOUND = (
    ("url", re.compile(r"https?://[^\s<>\"]+")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
    ("hashtag", re.compile(r"(?<![\w&#])#\w*[^\W\d]\w*")),
)


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, entity: Entity) -> str:
    """The part of a text that an entity covers."""
    raw = text.encode("utf-16-le")
    start = entity["offset"] * 2
    return raw[start : start + entity["length"] * 2].decode("utf-16-le")


def found(text: str, taken: list[Entity]) -> list[Entity]:
    """Commands, mentions, links and tags, where no given entity stands already."""
    entities = list(taken)
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            entity = {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
            if not any(_overlap(entity, other) for other in entities if not _container(other)):
                entities.append(entity)
    return in_order(entities)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space around it, the entities moved along; what covered only space is gone."""
    kept = text.strip()
    shift, end = units(text) - units(text.lstrip()), units(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] - shift + entity["length"], end)
        if stop > start:
            moved.append(entity | {"offset": start, "length": stop - start})
    return kept, moved


def in_order(entities: list[Entity]) -> list[Entity]:
    """Outer before inner, left before right."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def _container(entity: Entity) -> bool:
    """Styles may hold a link or a mention; code and links may not."""
    return entity["type"] not in {"code", "pre", "text_link", "text_mention", "url", "mention", "bot_command"}
