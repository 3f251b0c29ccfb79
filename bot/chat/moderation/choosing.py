"""The menus of a card: which fact, which other card, for how long."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from html import escape

from bot.chat.incoming import Press
from bot.chat.moderation.controls import Controls, offered
from bot.chat.moderation.tools import Tools
from bot.chat.moderation.verdicts import HOURS, MERGEABLE
from bot.core.model import Button
from bot.core.records.record import Entry, Origin
from bot.core.records.review import Card
from bot.core.units import clipped

DRAFT = "draft"
_LABEL = 24
Rows = tuple[tuple[Button, ...], ...]
Menu = Callable[[Card, str], Awaitable[Rows]]


class Choosing:
    """Shows a menu in place of a card's buttons, and the template of a new fact."""

    def __init__(self, tools: Tools, controls: Controls) -> None:
        self._tools = tools
        self._controls = controls

    def table(self) -> Mapping[str, Menu]:
        """Return the menus by the verb that opens each."""
        return {"more": self._facts, "menu": self._facts, "merge": self._others, "mute": self._hours}

    async def open(self, card: Card, entry: Entry, rows: Rows) -> None:
        """Let a card have other buttons, and one that leads back."""
        buttons = (*rows, (self._controls.button(card, "back"),))
        await self._tools.desk.rewrite(replace(entry, reply=replace(entry.reply, buttons=buttons)))

    async def template(self, card: Card, press: Press) -> None:
        """Post the lines of a new fact, to be copied, filled in and sent in reply."""
        near = next((fact for fact, _ in offered(card, self._tools.facts)), "")
        lines, choices = self._tools.facts.template(near)
        listed = "\n".join(f"{key}：{names}" for key, names in choices.items())
        head, foot = (
            self._tools.say.say("draft_head", id=str(card.id)),
            self._tools.say.say("draft_foot", choices=listed),
        )
        html = f"{head.html}\n<pre>{escape(lines, quote=False)}</pre>\n{foot.html}"
        reply = replace(head, text=f"{head.text}\n{lines}\n{foot.text}", html=html)
        entry = replace(press.entry(reply), origin=Origin.CARD, trigger=f"card:{card.id}:{DRAFT}", text="")
        await self._tools.desk.post(entry)

    async def _facts(self, card: Card, page: str) -> Rows:
        """The pages of /facts, where choosing a fact teaches it."""
        rows = self._tools.say.menu(f"menu:{page}" if page else "menu").buttons
        return tuple(tuple(self._of_card(card, button) for button in row) for row in rows)

    def _of_card(self, card: Card, button: Button) -> Button:
        verb, _, rest = button.data.partition(":")
        return self._controls.button(card, "to" if verb == "ask" else "menu", rest, button.label)

    async def _others(self, card: Card, _: str) -> Rows:
        others = await self._tools.shelf.mergeable(card, MERGEABLE)
        return tuple((self._controls.button(card, "into", str(c.id), self._named(c)),) for c in others)

    def _named(self, card: Card) -> str:
        return f"#{card.id} {clipped(card.asked, _LABEL)}"

    async def _hours(self, card: Card, _: str) -> Rows:
        say = self._tools.say.say
        return (tuple(self._controls.button(card, "hush", hours, say(f"card_hours_{hours}").text) for hours in HOURS),)
