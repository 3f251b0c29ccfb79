"""The article's advertising is no fact: links, handles and invitations stand in no statement."""

import re
from collections.abc import Iterator

from bot.facts.library import Library, Record
from bot.facts.problems import Problem

_LINK = re.compile(r"https?://\S*|(?<![a-z0-9])t\.me/\S*|[a-z0-9-]+\.(?:com|cn|net|org|io|me|xyz|top|link)(?![a-z])\S*")
_HANDLE = re.compile(r"(?<![a-z0-9])@\w+")
_ADDRESSES = (_LINK, _HANDLE)
# What readers see, and what is only compared with what they claim (「稳赚不赔」 may be refuted).
_SHOWN = ("name", "title", "say", "more", "scope", "disclaimer", "examples")
_COMPARED = ("affirms", "refutes")
# The role of the language that holds the words of adverts and invitations.
_ADVERT = "advert"

Patterns = tuple[re.Pattern[str], ...]


def check_adverts(library: Library) -> Iterator[Problem]:
    """Statements of the pack that advertise."""
    roles = (role for role in library.all("role") if role.text("id") == _ADVERT)
    words = "|".join(re.escape(word.lower()) for role in roles for word in role.texts("words"))
    invitations = re.compile(words or "(?!)")
    for record in (*library.all("fact", "gap"), library.the("deal")):
        yield from _in_texts(record, _SHOWN, (*_ADDRESSES, invitations))
        yield from _in_texts(record, _COMPARED, _ADDRESSES)


def _in_texts(record: Record, keys: tuple[str, ...], forbidden: Patterns) -> Iterator[Problem]:
    for node in (node for key in keys for node in record.items(key)):
        text = node.value.lower()
        if what := next((match.group() for p in forbidden if (match := p.search(text))), ""):
            message = f"'{what}' in a statement: links, @names and invitations are no facts"
            yield Problem.at(node, message, "advert", value=what)
