"""A new fact as a moderator writes it into a message: `key: value` lines, in names or ids of the pack."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.model import Fact, Pack

_PAIR = re.compile(r"^\s*([a-z]+)\s*[:：]\s*(.*)$")
_COMMA = re.compile(r"[,，、\s]+")
NEEDED = ("title", "say", "topic", "standing", "source", "section", "point")
KEYS = (*NEEDED, "about", "more", "ask")
_FIELDS = {"source": "source.by", "section": "source.section", "point": "source.point"}


class DraftError(Exception):
    """What is wrong with a draft: the key of a text and its words."""

    def __init__(self, key: str, **words: str) -> None:
        super().__init__(key)
        self.key = key
        self.words = words


@dataclass(frozen=True, slots=True)
class Frame:
    """What a pack lets a fact name: ids with their names, by the key of a draft."""

    names: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, pack: Pack) -> "Frame":
        """The frame of `pack`."""
        deal = pack.deal
        return cls(
            {
                "topic": deal.topics,
                "standing": deal.standings,
                "source": deal.sources,
                "section": {key: section.title for key, section in deal.sections.items()},
                "about": {e.id: e.name for e in pack.entities if e.id in {*deal.investors, deal.target}},
            }
        )

    def template(self, like: Fact) -> str:
        """The lines of a draft, filled in as in a fact near to it but for what it says."""
        filled = {
            "topic": self._name("topic", like.topic),
            "about": "、".join(self._name("about", entity) for entity in like.about),
            "standing": self._name("standing", like.standing),
            "source": self._name("source", like.source.by),
            "section": self._name("section", like.source.section),
            "point": str(like.source.point),
        }
        return "\n".join(f"{key}: {filled.get(key, '')}".rstrip() for key in ("title", "say", *filled, "ask"))

    def read(self, text: str) -> tuple[dict[str, str], tuple[str, ...]]:
        """The fields of a new fact and its phrasings, as a revision holds them; DraftError says what is wrong."""
        fields: dict[str, str] = {}
        asks: list[str] = []
        for key, value in filter(None, map(_pair, text.split("\n"))):
            if key == "ask":
                asks += [value] if value else []
            elif value:
                fields[key] = value
        if missing := [key for key in NEEDED if key not in fields]:
            raise DraftError("draft_missing", keys="、".join(missing))
        fields["about"] = " ".join(self._id("about", name) for name in _COMMA.split(fields.get("about", "")) if name)
        for key in ("topic", "standing", "source", "section"):
            fields[key] = self._id(key, fields[key])
        return {_FIELDS.get(key, key): value for key, value in fields.items()}, tuple(asks)

    def choices(self) -> dict[str, str]:
        """What may stand under each key that is not free, as one line each."""
        return {key: " | ".join(names.values()) for key, names in self.names.items()}

    def _name(self, key: str, known: str) -> str:
        return self.names[key].get(known, known)

    def _id(self, key: str, value: str) -> str:
        found = next((known for known, name in self.names[key].items() if value in {known, name}), None)
        if found is None:
            raise DraftError("draft_unknown", name=key, choices=self.choices()[key])
        return found


def _pair(line: str) -> tuple[str, str] | None:
    found = _PAIR.match(line)
    if not line.strip():
        return None
    if found is None or found[1] not in KEYS:
        raise DraftError("draft_line", line=line.strip()[:40], keys="、".join(KEYS))
    return found[1], found[2].strip()
