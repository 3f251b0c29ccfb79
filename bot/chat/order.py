"""Chats side by side, but within a chat one update after the other."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor


class ChatOrder(BaseUpdateProcessor):
    """Keeps the order within a chat; asyncio's locks let in whoever came first."""

    def __init__(self, at_once: int) -> None:
        super().__init__(at_once)
        # A line exists as long as somebody stands in it.
        self._lines: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn, then process."""
        line = self._lines.setdefault(_key(update), asyncio.Lock())
        async with line:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def _key(update: object) -> int:
    chat = update.effective_chat if isinstance(update, Update) else None
    return chat.id if chat else 0
