"""Raw parameters, as JSON, form or upload brings them, to checked values."""

import json
import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import ApiError, bad_request, not_ours
from bot.sandbox.model import Json
from bot.sandbox.table import METHODS, OBJECTS, Fields

# What Telegram says when these are missing; for the others it has no one sentence.
_MISSING = {"text": "message text is empty", "chat_id": "chat_id is empty"}
_NAMES = {name.lower(): name for name in METHODS}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    content: bytes


def canonical(method: str) -> str:
    """The method's name as documented; Telegram ignores case."""
    try:
        return _NAMES[method.lower()]
    except KeyError:
        raise ApiError(404, "Not Found: method not found") from None


def checked(method: str, raw: Json) -> Json:
    """Every parameter known, present where required, and of its type; `uploads` are the files inside objects."""
    inner = {name: value for name, value in raw.items() if isinstance(value, Upload) and _mentioned(name, raw)}
    wanted = _object(METHODS[method], _attached({k: v for k, v in raw.items() if k not in inner}), method)
    return wanted | ({"uploads": inner} if inner else {})


def checked_object(kind: str, raw: Json, where: str) -> Json:
    """The same for an object of a kind that only its content tells."""
    return _object(OBJECTS[kind], raw, where)


def _mentioned(name: str, raw: Json) -> bool:
    """Whether a file is attached within an object's JSON."""
    link = f"attach://{name}"
    return any(isinstance(value, str) and link in value and value != link for value in raw.values())


def _attached(raw: Json) -> Json:
    """Uploads put where `attach://name` points at them."""
    links = {k: v.removeprefix("attach://") for k, v in raw.items() if str(v).startswith("attach://")}
    lost = [name for name in links.values() if not isinstance(raw.get(name), Upload)]
    if lost:
        raise bad_request(f'can\'t find attached file "{lost[0]}"')
    rest = {k: v for k, v in raw.items() if k not in set(links.values())}
    return rest | {key: raw[name] for key, name in links.items()}


def _object(fields: Fields, raw: Json, where: str) -> Json:
    for name in raw:
        if name not in fields:
            raise not_ours(f'unknown parameter "{name}" of {where}')
    for field in fields.values():
        if field.required and field.name not in raw:
            raise _missing(field.name, where)
    return {name: _value(fields[name].types, value, f"{where}.{name}") for name, value in raw.items()}


def _missing(name: str, where: str) -> ApiError:
    known = _MISSING.get(name)
    return bad_request(known) if known else bad_request(f'parameter "{name}" of {where} is required')


def _value(types: tuple[str, ...], value: Any, where: str) -> Any:
    """The value in the first type that takes it; the first type's complaint where none does."""
    complaints = []
    for kind in types:
        try:
            return _typed(kind, value, where)
        except ApiError as complaint:
            complaints.append(complaint)
    raise complaints[0]


def _typed(kind: str, value: Any, where: str) -> Any:
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        return [_typed(inner, item, f"{where}[{n}]") for n, item in enumerate(_parsed(list, value, kind, where))]
    if kind in _SIMPLE:
        return _SIMPLE[kind](value, where)
    found = _parsed(dict, value, kind, where)
    return _object(OBJECTS[kind], found, where) if kind in OBJECTS else found


def _parsed(shape: type, value: Any, kind: str, where: str) -> Any:
    """A list or object, given as such or, as forms do, in JSON."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {where.rpartition('.')[2]} JSON object") from None
    if not isinstance(value, shape):
        raise _wrong(where, kind)
    return value


def _integer(value: Any, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,20}", value, re.ASCII):
        return int(value)
    raise _wrong(where, "Integer")


def _boolean(value: Any, where: str) -> bool:
    known = {True: True, "true": True, "True": True, False: False, "false": False, "False": False}
    if isinstance(value, bool | str) and value in known:
        return known[value]
    raise _wrong(where, "Boolean")


def _string(value: Any, where: str) -> str:
    if isinstance(value, str):
        return value
    raise _wrong(where, "String")


def _file(value: Any, where: str) -> Upload:
    if isinstance(value, Upload):
        return value
    raise _wrong(where, "InputFile")


def _wrong(where: str, kind: str) -> ApiError:
    return not_ours(f"{where} must be {kind}")


_SIMPLE = {"Integer": _integer, "Boolean": _boolean, "String": _string, "InputFile": _file}
