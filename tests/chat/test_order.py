"""The order in which updates are worked on."""

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from bot.chat.order import ChatOrder


def update(number: int, chat_id: int) -> Update:
    """Return an update of a chat."""
    message = Message(number, datetime(2026, 3, 1, tzinfo=UTC), Chat(chat_id, Chat.PRIVATE))
    return Update(number, message=message)


async def test_chats_side_by_side() -> None:
    """A chat whose update takes long holds up itself alone, and goes on in order."""
    order, done, gate = ChatOrder(8), list[int](), asyncio.Event()

    async def work(number: int, wait: bool) -> None:
        if wait:
            await gate.wait()
        done.append(number)

    slow = [
        asyncio.create_task(order.process_update(update(number, 1), work(number, number == 0))) for number in range(4)
    ]
    await order.process_update(update(9, 2), work(9, wait=False))
    assert done == [9]
    gate.set()
    await asyncio.gather(*slow)
    assert done == [9, 0, 1, 2, 3]


async def test_lines_do_not_pile_up() -> None:
    """A chat that is done leaves nothing behind."""
    order = ChatOrder(8)

    async def nothing() -> None:
        return

    for chat_id in range(100):
        await order.process_update(update(chat_id, chat_id), nothing())
    assert not order._lines
