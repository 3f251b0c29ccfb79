"""The article's advertising is no fact: links, handles and invitations stand in no statement."""

import re
from collections.abc import Iterator

from bot.facts.library import Library, Record
from bot.facts.problems import Problem

_LINK = re.compile(
    r"https?://\S*|www\.\S+|\bt\.me/\S*|\b[a-z0-9-]+\.(?:com|cn|net|org|io|me|xyz|top|link)\b\S*",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![a-z0-9])@\w+", re.IGNORECASE)
# What readers see, and what is only compared with what they claim (「稳赚不赔」 may be refuted).
_SHOWN = ("name", "title", "say", "more", "scope", "disclaimer")
_COMPARED = ("affirms", "refutes")
# The role of the language that holds the words of adverts and invitations.
_ADVERT = "advert"


def check_adverts(library: Library) -> Iterator[Problem]:
    """Statements of the pack that advertise."""
    roles = (role for role in library.all("role") if role.text("id") == _ADVERT)
    words = tuple(word for role in roles for word in role.texts("words"))
    for record in (*library.all("fact", "gap"), library.the("deal")):
        yield from _in_record(record, words)


def _in_record(record: Record, words: tuple[str, ...]) -> Iterator[Problem]:
    shown = [record.fields[key] for key in _SHOWN if key in record.fields]
    compared = [node for key in _COMPARED for node in record.items(key)]
    for nodes, forbidden in ((shown, words), (compared, ())):
        for node in nodes:
            if what := _advert(node.value, forbidden):
                yield Problem.at(node, f"{what} in a statement; adverts and links are no facts, leave it out")


def _advert(text: str, words: tuple[str, ...]) -> str:
    if match := _LINK.search(text):
        return f"link '{match.group()}'"
    if match := _HANDLE.search(text):
        return f"name '{match.group()}'"
    return next((f"invitation '{word}'" for word in words if word in text.lower()), "")
