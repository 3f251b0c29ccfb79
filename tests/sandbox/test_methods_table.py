"""The table of methods against the Bot API's own description."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.dispatch import METHODS as DONE
from bot.sandbox.table import METHODS, OBJECTS, Fields

OFFICIAL = Path(__file__).parents[3] / "shared" / "telegram" / "bot-api-10.1.json"


@pytest.fixture(scope="module")
def official() -> dict[str, Any]:
    """The machine-readable Bot API, where it is at hand."""
    if not OFFICIAL.exists():
        pytest.skip("the machine-readable Bot API is not here: the table stays unchecked")
    answer: dict[str, Any] = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    return answer


def shape(fields: Fields) -> dict[str, tuple[frozenset[str], bool]]:
    """Name to types and whether it is required."""
    return {field.name: (frozenset(field.types), field.required) for field in fields.values()}


def official_shape(entry: dict[str, Any]) -> dict[str, tuple[frozenset[str], bool]]:
    """The same of the official description."""
    return {f["name"]: (frozenset(f["types"]), f["required"]) for f in entry.get("fields", [])}


@pytest.mark.parametrize("name", METHODS)
def test_method_is_telegrams(name: str, official: dict[str, Any]) -> None:
    """A method takes exactly the parameters that Telegram documents."""
    assert shape(METHODS[name]) == official_shape(official["methods"][name])


@pytest.mark.parametrize("name", OBJECTS)
def test_object_is_telegrams(name: str, official: dict[str, Any]) -> None:
    """An object in a request has exactly the members that Telegram documents."""
    assert shape(OBJECTS[name]) == official_shape(official["types"][name])


def test_every_method_of_the_table_is_done() -> None:
    """No method is known by its parameters only."""
    assert set(METHODS) == set(DONE) | {"getUpdates"}
