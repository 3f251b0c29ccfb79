"""Browsing the facts, a page at a time."""

import pytest

from bot.core.answer import Answerer
from bot.core.model import Button, Pack

CALLBACK, MOST_ON_A_PAGE = 64, 8


def buttons(answerer: Answerer, data: str) -> list[Button]:
    """The buttons of a page."""
    return [button for row in answerer.menu(data).buttons for button in row]


def walk(answerer: Answerer, start: str) -> list[Button]:
    """Every button of a list, page after page."""
    prefix, number, seen = start.rpartition(":")[0], 0, list[Button]()
    while True:
        page = buttons(answerer, f"{prefix}:{number}")
        seen += page
        number += 1
        if f"{prefix}:{number}" not in {button.data for button in page}:
            return seen


def test_every_fact_is_reached(answerer: Answerer, pack: Pack) -> None:
    """From the first page every fact is reached, and every button of every page leads somewhere."""
    roots = [button for button in buttons(answerer, "menu") if button.data.startswith("menu:")]
    found = [button for root in roots for button in walk(answerer, root.data)]
    assert {button.data for button in found if button.data.startswith("ask:")} == {f"ask:{f.id}" for f in pack.facts}
    for button in found:
        assert len(button.data.encode()) <= CALLBACK
        assert button.label
        if button.data.startswith("menu"):
            assert answerer.menu(button.data).buttons


def test_pages_are_short(answerer: Answerer, pack: Pack) -> None:
    """No page is longer than a phone shows, and one page leads to the next and back."""
    longest = max(pack.deal.topics, key=lambda topic: sum(fact.topic == topic for fact in pack.facts))
    first = answerer.menu(f"menu:topic:{longest}:0")
    assert len(first.buttons) <= MOST_ON_A_PAGE
    assert f"menu:topic:{longest}:1" in {button.data for row in first.buttons for button in row}
    assert f"menu:topic:{longest}:0" in {button.data for button in buttons(answerer, f"menu:topic:{longest}:1")}


@pytest.mark.parametrize(
    "data",
    ["", "menu:", "menus", "menu:topic:amount", "menu:topic:amount:99", "menu:topic:amount:-1", "menu:topic:amount:x",
     "menu:topic:amount:²", "menu:topic:nothing:0", "menu:company:nobody:0", "menu:planet:amount:0",
     "menu:topic:amount:0:0", "ask:total-amount"],
)  # fmt: skip
def test_no_such_page(data: str, answerer: Answerer) -> None:
    """Data that names no page is a LookupError, whatever it looks like."""
    with pytest.raises(LookupError):
        answerer.menu(data)
