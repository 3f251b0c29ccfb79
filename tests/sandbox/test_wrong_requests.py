"""Each usual mistake gets Telegram's own error."""

from typing import Any

import httpx
import pytest

from bot.sandbox import Chat, Person, SandboxServer, too_many_requests
from bot.sandbox.model import KICKED, LEFT, MEMBER
from tests.sandbox.conftest import Api, Clock

HOUR = 3600


def keyboard(**button: Any) -> dict[str, Any]:
    """A keyboard of one button."""
    return {"inline_keyboard": [[{"text": "来源", **button}]]}


@pytest.mark.parametrize("text", ["", "  \n ", "<b></b>"])
def test_empty_text(api: Api, wang: Person, text: str) -> None:
    """A text that is empty once parsed and trimmed is refused."""
    error = api.error("sendMessage", chat_id=wang.id, text=text, parse_mode="HTML")
    assert error == (400, "Bad Request: message text is empty")


def test_missing_text(api: Api, wang: Person) -> None:
    """A message without text is an empty one."""
    assert api.error("sendMessage", chat_id=wang.id) == (400, "Bad Request: message text is empty")


def test_long_text_counts_utf16_units_after_parsing(api: Api, wang: Person) -> None:
    """4096 units pass with any amount of markup around them, 4097 do not; an emoji is two."""
    api.ok("sendMessage", chat_id=wang.id, text=f"<b>{'问' * 4094}😀</b>", parse_mode="HTML")
    error = api.error("sendMessage", chat_id=wang.id, text="问" * 4095 + "😀")
    assert error == (400, "Bad Request: message is too long")


def test_long_caption(api: Api, wang: Person) -> None:
    """A caption has 1024 units."""
    api.ok("sendPhoto", chat_id=wang.id, photo="id", caption="a" * 1024)
    error = api.error("sendPhoto", chat_id=wang.id, photo="id", caption="a" * 1025)
    assert error == (400, "Bad Request: message caption is too long")


def test_same_content_again(api: Api, wang: Person) -> None:
    """An edit that changes neither text nor keyboard is refused, even where the markup reads differently."""
    said = api.ok("sendMessage", chat_id=wang.id, text="<b>a</b>", parse_mode="HTML")
    same = {"chat_id": wang.id, "message_id": said["message_id"], "parse_mode": "HTML"}
    code, description = api.error("editMessageText", text="<strong>a</strong> ", **same)
    assert (code, description[:38]) == (400, "Bad Request: message is not modified: ")
    api.ok("editMessageText", text="<i>a</i>", **same)
    assert api.error("editMessageReplyMarkup", **{k: v for k, v in same.items() if k != "parse_mode"})[0] == 400


def test_edit_what_is_not_there(api: Api, server: SandboxServer, wang: Person) -> None:
    """Only one's own messages that still stand can be edited."""
    where = {"chat_id": wang.id, "text": "x"}
    assert api.error("editMessageText", message_id=99, **where)[1] == "Bad Request: message to edit not found"
    theirs = server.say(wang, wang, "hi")
    error = api.error("editMessageText", message_id=theirs.id, **where)
    assert error == (400, "Bad Request: message can't be edited")


def test_delete_what_is_not_there(api: Api, wang: Person) -> None:
    """What is deleted cannot be deleted again."""
    said = api.ok("sendMessage", chat_id=wang.id, text="x")
    api.ok("deleteMessage", chat_id=wang.id, message_id=said["message_id"])
    error = api.error("deleteMessage", chat_id=wang.id, message_id=said["message_id"])
    assert error == (400, "Bad Request: message to delete not found")


def test_delete_after_two_days(api: Api, clock: Clock, wang: Person) -> None:
    """A message can be deleted for 48 hours, and edited for ever."""
    said = api.ok("sendMessage", chat_id=wang.id, text="x")
    clock.now += 48 * HOUR
    error = api.error("deleteMessage", chat_id=wang.id, message_id=said["message_id"])
    assert error == (400, "Bad Request: message can't be deleted")
    api.ok("editMessageText", chat_id=wang.id, message_id=said["message_id"], text="y")


def test_reply_to_what_is_gone(api: Api, server: SandboxServer, wang: Person) -> None:
    """A reply to a deleted message is refused, unless it may go without."""
    question = server.say(wang, wang, "谁投的")
    server.delete(question)
    reply = {"message_id": question.id}
    error = api.error("sendMessage", chat_id=wang.id, text="x", reply_parameters=reply)
    assert error == (400, "Bad Request: message to be replied not found")
    free = reply | {"allow_sending_without_reply": True}
    assert "reply_to_message" not in api.ok("sendMessage", chat_id=wang.id, text="x", reply_parameters=free)


def test_unknown_chat(api: Api) -> None:
    """A chat that the bot never heard of is not found, by number or by name."""
    for chat in (-1009, "@nobody", 5):
        assert api.error("sendMessage", chat_id=chat, text="x") == (400, "Bad Request: chat not found")


@pytest.mark.parametrize("data", ["", "资" * 21 + "ab"])
def test_callback_data(api: Api, wang: Person, data: str) -> None:
    """Callback data has 1 to 64 bytes, and a Chinese character takes three."""
    error = api.error("sendMessage", chat_id=wang.id, text="x", reply_markup=keyboard(callback_data=data))
    assert error == (400, "Bad Request: BUTTON_DATA_INVALID")


@pytest.mark.parametrize(
    "markup",
    [
        keyboard(),
        keyboard(callback_data="a", url="https://example.org"),
        keyboard(callback_data=5),
        keyboard(data="a"),
        {"inline_keyboard": [{"text": "x", "callback_data": "a"}]},
        {"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]},
        {"inline_keyboard": [[{"callback_data": "a"}]]},
        {"inline_keyboards": []},
        [],
        {"inline_keyboard": [[{"text": "x", "callback_data": "a"}] * 8] * 13},
    ],
)
def test_malformed_keyboard(api: Api, wang: Person, markup: object) -> None:
    """A keyboard of the wrong shape is refused."""
    assert api.error("sendMessage", chat_id=wang.id, text="x", reply_markup=markup)[0] == 400


def test_late_callback_answer(api: Api, server: SandboxServer, clock: Clock, wang: Person) -> None:
    """A press is answered once and within a minute."""
    api.ok("sendMessage", chat_id=wang.id, text="x", reply_markup=keyboard(callback_data="a"))
    stale = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    button = server.said(wang)[-1]
    first, second = (server.press(wang, button, "来源") for _ in range(2))
    assert api.error("answerCallbackQuery", callback_query_id=first.id, text="好" * 201)[0] == 400
    for url in ("https://example.org", "t.me/another_bot?start=a", f"t.me/{server.bot.username}?start=a b"):
        refused = api.error("answerCallbackQuery", callback_query_id=first.id, url=url)
        assert refused == (400, "Bad Request: URL_INVALID")
    own = f"https://t.me/{server.bot.username}?start=why_1"
    api.ok("answerCallbackQuery", callback_query_id=first.id, text="好", url=own)
    assert first.answer == {"text": "好", "url": own}
    assert api.error("answerCallbackQuery", callback_query_id=first.id) == stale
    clock.now += 61
    assert api.error("answerCallbackQuery", callback_query_id=second.id) == stale
    assert api.error("answerCallbackQuery", callback_query_id="1") == stale


def test_upgraded_group(api: Api, server: SandboxServer, wang: Person) -> None:
    """A group that became a supergroup says under which id it lives on."""
    old = server.add_group("小群", admins=(wang,), basic=True)
    new = server.migrate(old)
    body = api("sendMessage", chat_id=old.id, text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    api.ok("sendMessage", chat_id=new.id, text="x")


def test_where_the_bot_is_not(api: Api, server: SandboxServer, group: Chat) -> None:
    """Being kicked and having left are told apart, and by kind of chat."""
    server.set_bot(group, KICKED)
    error = api.error("sendMessage", chat_id=group.id, text="x")
    assert error == (403, "Forbidden: bot was kicked from the supergroup chat")
    server.set_bot(group, LEFT)
    error = api.error("getChatAdministrators", chat_id=group.id)
    assert error == (403, "Forbidden: bot is not a member of the supergroup chat")


def test_blocked_or_never_started(api: Api, server: SandboxServer, wang: Person) -> None:
    """The bot cannot write first, nor to who blocked it, until they come back."""
    stranger = server.add_person("路人")
    error = api.error("sendMessage", chat_id=stranger.id, text="x")
    assert error == (403, "Forbidden: bot can't initiate conversation with a user")
    server.block(wang)
    error = api.error("sendMessage", chat_id=wang.id, text="x")
    assert error == (403, "Forbidden: bot was blocked by the user")
    server.unblock(wang)
    api.ok("sendMessage", chat_id=wang.id, text="x")


def test_channel_needs_an_administrator(api: Api, server: SandboxServer) -> None:
    """A bot that is only a member of a channel cannot post there."""
    channel = server.add_channel("公告", bot=MEMBER, username="news")
    error = api.error("sendMessage", chat_id="@news", text="x")
    assert error == (400, "Bad Request: need administrator rights in the channel chat")
    server.set_bot(channel, "administrator")
    posted = api.ok("sendMessage", chat_id="@news", text="x")
    assert posted["sender_chat"]["id"] == channel.id
    assert "from" not in posted


def test_deleted_topic(api: Api, server: SandboxServer, wang: Person) -> None:
    """A topic that is gone, and a thread that is no topic, take no message."""
    forum = server.add_group("论坛", admins=(wang,), topics=True)
    topic = server.add_topic(forum, "融资", wang)
    api.ok("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)
    server.delete_topic(forum, topic)
    error = api.error("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)
    assert error == (400, "Bad Request: message thread not found")


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"text": "x", "reply_to_message_id": 1}),
        ("sendMessage", {"text": 5}),
        ("sendMessage", {"text": "x", "disable_notification": "maybe"}),
        ("sendMessage", {"text": "x", "message_thread_id": "one"}),
        ("sendMessage", {"text": "x", "link_preview_options": {"disabled": True}}),
        ("sendMessage", {"text": "x", "reply_parameters": "{"}),
        ("sendMessage", {"text": "x", "parse_mode": "wiki"}),
        ("sendChatAction", {"action": "thinking"}),
        ("sendPhoto", {"photo": "attach://nothing"}),
        ("deleteMessage", {}),
    ],
)
def test_wrong_parameters(api: Api, wang: Person, method: str, params: dict[str, Any]) -> None:
    """Unknown, missing and mistyped parameters are refused, also where Telegram would let them pass."""
    assert api.error(method, chat_id=wang.id, **params)[0] == 400


def test_unknown_method_and_token(api: Api, server: SandboxServer) -> None:
    """An unknown method or malformed token is a wrong address, a wrong token a wrong key."""
    assert api.error("sendMesage") == (404, "Not Found: method not found")
    for token, code in (("nonsense", 404), ("700000001:" + "x" * 35, 401)):
        answer = httpx.get(f"{server.url}/bot{token}/getMe")
        assert (answer.status_code, answer.json()["error_code"]) == (code, code)
    assert httpx.get(f"{server.url}/nothing").status_code == 404


@pytest.mark.parametrize(
    ("commands", "scope"),
    [
        ([{"command": "Ask", "description": "问"}], {"type": "default"}),
        ([{"command": "ask", "description": ""}], {"type": "default"}),
        ([{"command": "ask", "description": "问"}], {"type": "everyone"}),
        ([{"command": "ask", "description": "问"}], {"type": "chat"}),
        ([{"command": "ask", "description": "问"}], {"type": "chat", "chat_id": 5}),
    ],
)
def test_wrong_commands(api: Api, commands: list[Any], scope: dict[str, Any]) -> None:
    """Command names, descriptions and scopes must be Telegram's."""
    assert api.error("setMyCommands", commands=commands, scope=scope)[0] == 400


def test_an_intercept_answers_instead(api: Api, server: SandboxServer, wang: Person) -> None:
    """A test can have any request refused, and the log shows it."""
    server.intercept(lambda method, _: too_many_requests(3) if method == "sendMessage" else None)
    body = api("sendMessage", chat_id=wang.id, text="x")
    assert body["parameters"] == {"retry_after": 3}
    assert body["description"] == "Too Many Requests: retry after 3"
    assert not server.called("sendMessage")[-1].ok
    api.ok("getMe")
