"""A second client library reads the server as it reads Telegram: what one forgives, the other may not."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramUnauthorizedError
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    ReplyParameters,
    Update,
)

from bot.sandbox.model import ADMINISTRATOR, Chat, Person
from bot.sandbox.server import SandboxServer

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="来源", callback_data="src")]])
PNG = BufferedInputFile(b"\x89PNG", "a.png")
EVERYTHING = ["message", "edited_message", "channel_post", "callback_query", "inline_query", "chosen_inline_result",
              "my_chat_member", "chat_member"]  # fmt: skip


@pytest.fixture
async def other(server: SandboxServer) -> AsyncIterator[Bot]:
    """The second library, at this server."""
    async with Bot(server.token, AiohttpSession(api=TelegramAPIServer.from_base(server.url))) as bot:
        yield bot


async def test_every_answer_is_parsed(other: Bot, server: SandboxServer, wang: Person, group: Chat) -> None:
    """Each method's answer is what the second library's models take it for."""
    server.set_bot(group, ADMINISTRATOR)
    assert (await other.get_me()).is_bot
    sent = await other.send_message(group.id, "<b>答</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    assert sent.entities is not None
    assert sent.entities[0].type == "bold"
    again = await other.edit_message_text("再答", chat_id=group.id, message_id=sent.message_id, reply_markup=KEYBOARD)
    assert not isinstance(again, bool)
    assert again.edit_date
    bare = await other.edit_message_reply_markup(chat_id=group.id, message_id=sent.message_id)
    assert not isinstance(bare, bool)
    assert bare.reply_markup is None
    picture = await other.send_photo(group.id, PNG, caption="图", reply_parameters=ReplyParameters(message_id=1))
    assert picture.photo
    media = InputMediaPhoto(media=BufferedInputFile(b"\x89PNG2", "b.png"), caption="新图")
    changed = await other.edit_message_media(media, chat_id=group.id, message_id=picture.message_id)
    assert not isinstance(changed, bool)
    assert changed.caption == "新图"
    assert await other.pin_chat_message(group.id, sent.message_id)
    assert (await other.get_chat(group.id)).pinned_message is not None
    assert (await other.get_chat_member(group.id, wang.id)).status == "creator"
    assert [member.status for member in await other.get_chat_administrators(group.id)]
    assert await other.set_my_commands([BotCommand(command="ask", description="问")])
    assert (await other.get_my_commands())[0].command == "ask"
    assert (await other.get_webhook_info()).pending_update_count >= 0
    assert await other.send_chat_action(group.id, "typing")
    assert await other.delete_message(group.id, picture.message_id)


async def test_every_update_is_parsed(other: Bot, server: SandboxServer, wang: Person, group: Chat) -> None:
    """Each kind of update is what the second library's models take it for."""
    await other.get_updates(allowed_updates=EVERYTHING)
    server.set_bot(group, ADMINISTRATOR, wang)
    asked = server.say(wang, group, "/ask 谁投的 @someone", photo=True)
    server.edit(asked, "/ask 谁出的")
    sent = await other.send_message(wang.id, "选", reply_markup=KEYBOARD)
    server.press(wang, server.said(wang)[-1], "来源")
    server.post(server.add_channel("频道", discussion=group), "一条")
    query = server.ask_inline(wang, "谁投的")
    article = InlineQueryResultArticle(
        id="1", title="答", input_message_content=InputTextMessageContent(message_text="答"), reply_markup=KEYBOARD
    )
    assert await other.answer_inline_query(query, [article])
    copy = server.choose(wang, query, "1", group)
    updates: list[Update] = await other.get_updates(allowed_updates=EVERYTHING)
    assert {update.event_type for update in updates} >= set(EVERYTHING) - {"chat_member"}
    presses = [update.callback_query for update in updates if update.callback_query]
    assert presses[0].message is not None
    assert presses[0].message.message_id == sent.message_id
    assert await other.answer_callback_query(presses[0].id, "好")
    assert await other.edit_message_text("改", inline_message_id=copy.inline, reply_markup=KEYBOARD) is True


async def test_errors_are_its_own(other: Bot, server: SandboxServer, wang: Person) -> None:
    """What goes wrong arrives as the library's own errors."""
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await other.send_message(wang.id, " ")
    server.block(wang)
    with pytest.raises(TelegramForbiddenError):
        await other.send_message(wang.id, "x")
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    async with Bot(server.token[:-1] + "x", session) as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()
