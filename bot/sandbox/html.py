"""Telegram's HTML, parsed as strictly as Telegram does, with its words for what is broken."""

import re
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.text import Entity, in_order, units

_STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = r"&(?:#(\d+|x[0-9a-fA-F]+)|(lt|gt|amp|quot)(?![A-Za-z]));?"
_TOKEN = re.compile(_REFERENCE + r"""|<(/?)([^<>\s/]*)((?:[^<>"']|"[^"]*"|'[^']*')*)(>?)""")
_ATTRIBUTE = re.compile(r"""\s+([A-Za-z0-9._-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)))?""")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)")


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    name: str
    offset: int
    attributes: dict[str, str]
    chars: int


@dataclass(slots=True)
class _Parse:
    source: str
    text: str = ""
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def broken(self, what: str, at: int) -> ApiError:
        offset = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {what.replace('{at}', f'at byte offset {offset}')}")


def parse(source: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities, or Telegram's complaint."""
    state = _Parse(source)
    position = 0
    for match in _TOKEN.finditer(source):
        state.text += source[position : match.start()]
        position = match.end()
        _take(state, match)
    state.text += source[position:]
    if state.open:
        name = state.open[-1].name
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\"")
    return state.text, in_order(state.entities)


def _take(state: _Parse, match: re.Match[str]) -> None:
    _, _, slash, name, rest, closed = match.groups()
    if match[0].startswith("&"):
        state.text += _character(match)
    elif slash:
        _end(state, match.start(), name.lower(), bool(closed))
    else:
        _start(state, match.start(), name.lower(), rest if closed else None)


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for; one that stands for nothing stays as written."""
    number, named = reference.groups()[:2]
    if named:
        return _NAMED[named]
    code = int(number[1:], 16) if number.startswith("x") else int(number)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else reference[0]


def _start(state: _Parse, at: int, name: str, rest: str | None) -> None:
    if rest is None:
        raise state.broken("Unclosed start tag {at}", at)
    if name not in _STYLES:
        raise state.broken(f'Unsupported start tag "{name}" {{at}}', at)
    attributes = _attributes(rest)
    if attributes is None:
        raise state.broken(f'Empty attribute name in the tag "{name}" {{at}}', at)
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise state.broken('Tag "span" must have class "tg-spoiler" {at}', at)
    state.open.append(_Open(name, units(state.text), attributes, len(state.text)))


def _attributes(rest: str) -> dict[str, str] | None:
    """Name to value, references decoded; None where it is no list of attributes."""
    if _ATTRIBUTE.sub("", rest).strip(" \t\n/"):
        return None
    values = ((m[1], next((v for v in m.groups()[1:] if v is not None), "")) for m in _ATTRIBUTE.finditer(rest))
    return {name.lower(): re.sub(_REFERENCE, _character, value) for name, value in values}


def _end(state: _Parse, at: int, name: str, closed: bool) -> None:
    if not state.open:
        raise state.broken("Unexpected end tag {at}", at)
    if not closed:
        raise state.broken("Unclosed end tag {at}", at)
    tag = state.open.pop()
    if name and name != tag.name:
        raise state.broken(f'Unmatched end tag {{at}}, expected "</{tag.name}>", found "</{name}>"', at)
    length = units(state.text) - tag.offset
    if length:
        _close(state, tag, length)


def _close(state: _Parse, tag: _Open, length: int) -> None:
    entity: Entity = {"type": _STYLES[tag.name], "offset": tag.offset, "length": length}
    language = tag.attributes.get("class", "").removeprefix("language-")
    if tag.name == "a":
        entity |= _link(tag.attributes.get("href") or state.text[tag.chars :])
    elif tag.name == "blockquote" and "expandable" in tag.attributes:
        entity["type"] = "expandable_blockquote"
    elif tag.name == "tg-emoji":
        entity["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
    elif tag.name == "code" and language and state.open and state.open[-1].name == "pre":
        state.open[-1].attributes["language"] = language
        return
    elif tag.name == "pre" and "language" in tag.attributes:
        entity["language"] = tag.attributes["language"]
    state.entities.append(entity)


def _link(href: str) -> Entity:
    """A link to a person names them; any other is a plain address."""
    person = _USER_LINK.fullmatch(href)
    if person:
        return {"type": "text_mention", "user": {"id": int(person[1]), "is_bot": False, "first_name": ""}}
    return {"url": href if "://" in href else f"http://{href}"}
