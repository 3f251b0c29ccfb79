"""/chart: the picture of the deal where it can be painted, else the same as a table."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.commands import Command
from bot.chat.desk import Desk
from bot.chat.incoming import Question
from bot.chat.making import MADE, Maker
from bot.core.records.record import Origin


class Chart:
    """Shows the picture to whoever wants it."""

    def __init__(self, maker: Maker, desk: Desk) -> None:
        self._maker = maker
        self._desk = desk

    def table(self) -> Mapping[str, Command]:
        """Return what each command does."""
        return {"chart": self._chart}

    async def _chart(self, question: Question) -> None:
        recipe = self._maker.picture
        entry = question.entry(self._maker.made(recipe), Origin.COMMAND)
        await self._desk.post(replace(entry, trigger=f"{MADE}:{recipe}"))
