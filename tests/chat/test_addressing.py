"""Who a message speaks to, where only Telegram's own entities tell."""

from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, MessageEntity, User

from bot.chat.addressing import Me, read_address

ME = Me(7, "tea_bot")


def message(text: str, *entities: MessageEntity) -> Message:
    """Return a message with entities."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Message(1, at, Chat(-1, Chat.SUPERGROUP), text=text, entities=entities)


@pytest.mark.parametrize(("person", "for_me"), [(7, True), (8, False)])
def test_mention_without_a_username(person: int, for_me: bool) -> None:
    """A mention by name is told by the id behind it; only the bot's own is taken out."""
    name = MessageEntity(MessageEntity.TEXT_MENTION, 2, 2, user=User(person, "茶", is_bot=for_me))
    address = read_address(message("😀茶茶 采茶", name), ME)
    assert (address.for_me, address.for_others) == (for_me, not for_me)
    assert address.text == ("😀  采茶" if for_me else "😀茶茶 采茶")


def test_name_without_a_mention() -> None:
    """What Telegram does not mark as a mention is text."""
    address = read_address(message("me@tea_bot.example"), ME)
    assert (address.for_me, address.text) == (False, "me@tea_bot.example")


def test_command_in_the_middle() -> None:
    """A command counts only at the beginning."""
    command = MessageEntity(MessageEntity.BOT_COMMAND, 2, 4)
    assert read_address(message("用 /ask 茶", command), ME).command == ""
