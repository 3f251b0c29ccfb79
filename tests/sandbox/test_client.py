"""python-telegram-bot, unmodified, talks to the server."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.sandbox import Chat, Person, SandboxServer

KEYBOARD = InlineKeyboardMarkup.from_button(InlineKeyboardButton("来源", callback_data="source"))


@pytest.fixture
async def bot(server: SandboxServer) -> AsyncIterator[Bot]:
    """A client with only its address changed."""
    async with Bot(server.token, base_url=f"{server.url}/bot") as client:
        yield client


async def test_every_answer_is_read(bot: Bot, server: SandboxServer, wang: Person, group: Chat) -> None:
    """The client reads every kind of answer into its own types."""
    sent = await bot.send_message(
        group.id, "<b>约 300</b>", "HTML", link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=KEYBOARD,
    )  # fmt: skip
    assert (sent.text, sent.text_html, sent.chat.title) == ("约 300", "<b>约 300</b>", "票友群")
    assert sent.link == f"https://t.me/c/{str(group.id)[4:]}/{sent.message_id}"
    edited = await bot.edit_message_text("新", group.id, sent.message_id)
    assert isinstance(edited, type(sent))
    assert edited.edit_date
    assert edited.reply_markup is None
    assert (await bot.get_chat(group.id)).title == "票友群"
    assert [a.user.id for a in await bot.get_chat_administrators(group.id)] == [wang.id]
    assert (await bot.get_chat_member(group.id, server.bot.id)).status == "member"
    assert await bot.send_chat_action(group.id, "typing")
    assert (await bot.send_photo(wang.id, b"\x89PNG", caption="图")).photo
    assert await bot.pin_chat_message(wang.id, server.said(wang)[-1].id)
    assert (await bot.get_chat(wang.id)).pinned_message
    assert await bot.delete_message(group.id, sent.message_id)
    assert not (await bot.get_webhook_info()).url


async def test_commands_by_scope(bot: Bot, group: Chat) -> None:
    """Commands are kept for exactly the scope and language that they were set for."""
    scope = BotCommandScopeChat(group.id)
    await bot.set_my_commands([BotCommand("ask", "提问")], scope=scope)
    assert [c.command for c in await bot.get_my_commands(scope)] == ["ask"]
    assert not await bot.get_my_commands()
    assert await bot.delete_my_commands(scope)
    assert not await bot.get_my_commands(scope)
    assert await bot.set_my_description("问答")
    assert await bot.set_my_short_description("问答")


async def test_errors_are_the_clients_own(bot: Bot, server: SandboxServer, wang: Person) -> None:
    """The client recognises what it knows by Telegram's words."""
    old = server.add_group("小群", basic=True)
    new = server.migrate(old)
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(old.id, "x")
    assert migrated.value.new_chat_id == new.id
    server.block(wang)
    with pytest.raises(Forbidden):
        await bot.send_message(wang.id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "x")
    stranger = Bot(server.token + "x", base_url=f"{server.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_inline(bot: Bot, server: SandboxServer, wang: Person) -> None:
    """An inline query is answered once, with results of distinct ids."""
    query = server.ask_inline(wang, "谁投的")
    article = InlineQueryResultArticle("1", "t", InputTextMessageContent("x"))
    with pytest.raises(BadRequest, match="duplicate"):
        await bot.answer_inline_query(query, [article, article])
    assert await bot.answer_inline_query(query, [article])
    with pytest.raises(BadRequest, match="too old"):
        await bot.answer_inline_query(query, [article])
    assert len((server.world.inline[query] or {})["results"]) == 1


async def repeat(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was said, with a button."""
    if update.effective_message:
        await update.effective_message.reply_text(
            "你说：" + (update.effective_message.text or ""), reply_markup=KEYBOARD
        )


async def source(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a press."""
    if update.callback_query:
        await update.callback_query.answer("文中")


@pytest.fixture
async def running(server: SandboxServer) -> AsyncIterator[None]:
    """An application that polls the server."""
    app: Application = ApplicationBuilder().token(server.token).base_url(f"{server.url}/bot").build()  # type: ignore[type-arg]
    app.add_handlers([MessageHandler(filters.TEXT, repeat), CallbackQueryHandler(source)])
    async with app:
        assert app.updater
        await app.updater.start_polling(poll_interval=0)
        await app.start()
        yield
        await app.updater.stop()
        await app.stop()


@pytest.mark.usefixtures("running")
async def test_a_conversation(server: SandboxServer, wang: Person, group: Chat) -> None:
    """A polling application answers a text and a press."""
    question = server.say(wang, group, "/ask 谁投的")
    answer = (await asyncio.to_thread(server.wait_for, lambda: server.replies(question)))[0]
    assert answer.text == "你说：/ask 谁投的"
    press = server.press(wang, answer, "来源")
    assert await asyncio.to_thread(server.wait_for, lambda: press.answer) == {"text": "文中"}
