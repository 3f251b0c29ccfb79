"""What reaches the bot from groups and channels, and how it looks."""

from typing import Any

import pytest

from bot.sandbox import Chat, Person, SandboxServer
from tests.sandbox.conftest import Api


def texts(updates: list[dict[str, Any]]) -> list[str]:
    """What the messages among the updates say."""
    return [update["message"].get("text", "") for update in updates if "message" in update]


def test_privacy_mode(api: Api, server: SandboxServer, group: Chat, wang: Person) -> None:
    """With privacy mode on, commands and replies to the bot arrive; chatter and mentions do not."""
    api.ok("sendMessage", chat_id=group.id, text="大家好")
    greeting = server.said(group)[-1]
    chatter = server.say(wang, group, "今天天气不错")
    server.say(wang, group, "@dealbot_sandbox_bot 谁投的")
    server.say(wang, group, "接着聊", reply_to=chatter)
    server.say(wang, group, "/ask@other_bot 谁投的")
    wanted = ["/ask 谁投的", "/ask@dealbot_sandbox_bot 多少钱"]
    for text in wanted:
        server.say(wang, group, text)
    server.say(wang, group, "那微软呢", reply_to=greeting)
    assert texts(api.updates()) == [*wanted, "那微软呢"]
    assert not api.ok("getMe")["can_read_all_group_messages"]


@pytest.mark.parametrize("way", ["privacy off", "administrator"])
def test_no_privacy(api: Api, server: SandboxServer, group: Chat, wang: Person, way: str) -> None:
    """With privacy mode off, or as administrator, everything arrives."""
    if way == "privacy off":
        server.world.privacy = False
    else:
        server.set_bot(group, "administrator")
    server.say(wang, group, "今天天气不错")
    assert texts(api.updates()) == ["今天天气不错"]
    assert api.ok("getMe")["can_read_all_group_messages"] is (way == "privacy off")


def test_topics(api: Api, server: SandboxServer, wang: Person) -> None:
    """In a topic every message carries the thread, and a bare one replies to the topic's opening."""
    forum = server.add_group("论坛", admins=(wang,), topics=True)
    topic = server.add_topic(forum, "融资", wang)
    question = server.say(wang, forum, "/ask 谁投的", thread=topic)
    opened, asked = (update["message"] for update in api.updates())
    assert opened["forum_topic_created"]["name"] == "融资"
    assert (asked["message_thread_id"], asked["is_topic_message"]) == (topic, True)
    assert asked["reply_to_message"]["message_id"] == topic
    answer = api.ok("sendMessage", chat_id=forum.id, text="x", reply_parameters={"message_id": question.id})
    assert (answer["message_thread_id"], answer["is_topic_message"]) == (topic, True)
    assert answer["chat"]["is_forum"] is True


def test_threads_that_are_no_topics(api: Api, server: SandboxServer, group: Chat, wang: Person) -> None:
    """A reply in a plain supergroup has a thread id that is no topic, and that takes no messages."""
    first = server.say(wang, group, "/ask 一")
    server.say(wang, group, "/ask 二", reply_to=first)
    reply = api.updates()[-1]["message"]
    assert reply["message_thread_id"] == first.id
    assert "is_topic_message" not in reply
    error = api.error("sendMessage", chat_id=group.id, text="x", message_thread_id=first.id)
    assert error == (400, "Bad Request: message thread not found")


def test_migration(api: Api, server: SandboxServer, wang: Person) -> None:
    """A migrated group tells its new id in the old chat and its old one in the new chat."""
    old = server.add_group("小群", admins=(wang,), basic=True)
    new = server.migrate(old)
    left, come = (update["message"] for update in api.updates())
    assert (left["chat"]["id"], left["migrate_to_chat_id"]) == (old.id, new.id)
    assert (come["chat"]["id"], come["migrate_from_chat_id"]) == (new.id, old.id)
    assert api.ok("getChatMember", chat_id=new.id, user_id=wang.id)["status"] == "creator"


def test_anonymous_admin_and_channel(api: Api, server: SandboxServer, group: Chat, wang: Person) -> None:
    """Who writes as a chat has one of Telegram's stand-ins in `from`; a channel post arrives twice."""
    server.set_bot(group, "administrator")
    channel = server.add_channel("公告", discussion=group)
    server.say(wang, group, "/pause", sender=group)
    server.say(wang, group, "hi", sender=channel)
    server.post(channel, "新消息")
    api_updates = api.updates(allowed_updates=["message", "channel_post"])
    anonymous, as_channel, post, forward = (next(iter(list(u.values())[1:])) for u in api_updates[-4:])
    assert (anonymous["from"]["id"], anonymous["sender_chat"]["id"]) == (1087968824, group.id)
    assert (as_channel["from"]["id"], as_channel["sender_chat"]["id"]) == (136817688, channel.id)
    assert "from" not in post
    assert (forward["from"]["id"], forward["is_automatic_forward"]) == (777000, True)
    assert forward["forward_origin"]["message_id"] == post["message_id"]
    assert api.ok("getChat", chat_id=group.id)["linked_chat_id"] == channel.id


def test_edited_message(api: Api, server: SandboxServer, wang: Person) -> None:
    """An edit arrives as an edited message with the new text, and the old one is remembered."""
    question = server.say(wang, wang, "谁头的")
    server.edit(question, "谁投的")
    edited = api.updates()[-1]["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("谁投的", question.id)
    assert server.messages(wang)[-1].edits == ["谁头的"]


def test_press(api: Api, server: SandboxServer, wang: Person) -> None:
    """A press carries the message as it stands and the real person; what is not there cannot be pressed."""
    markup = {"inline_keyboard": [[{"text": "来源", "callback_data": "s:1"}]]}
    api.ok("sendMessage", chat_id=wang.id, text="x", reply_markup=markup)
    said = server.said(wang)[-1]
    server.press(wang, said, "来源")
    query = api.updates()[-1]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["message_id"]) == ("s:1", wang.id, said.id)
    api.ok("editMessageReplyMarkup", chat_id=wang.id, message_id=said.id)
    with pytest.raises(LookupError):
        server.press(wang, said, "来源")
    server.press(wang, said, "s:1", stale=True)


def test_membership(api: Api, server: SandboxServer, group: Chat, wang: Person) -> None:
    """Joining, promoting and kicking arrive as Telegram tells them: who is in a chat, only to admins."""
    li = server.add_person("李雷")
    kinds = ["message", "my_chat_member", "chat_member"]
    api.ok("getUpdates", allowed_updates=kinds)
    server.set_member(li, group, "left")
    server.set_bot(group, "administrator", wang)
    server.join(li, group)
    server.set_bot(group, "kicked", wang)
    promoted, member, joined, kicked = api.updates()
    assert promoted["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert member["chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["message"]["new_chat_members"][0]["id"] == li.id
    assert kicked["my_chat_member"]["new_chat_member"]["status"] == "kicked"


def test_administrators(api: Api, server: SandboxServer, group: Chat, wang: Person) -> None:
    """The administrators are the people and bots that run the group; a private chat has none."""
    server.set_bot(group, "administrator")
    admins = api.ok("getChatAdministrators", chat_id=group.id)
    assert {(a["user"]["id"], a["status"]) for a in admins} == {
        (wang.id, "creator"), (server.bot.id, "administrator"),
    }  # fmt: skip
    assert api.error("getChatAdministrators", chat_id=wang.id)[0] == 400
    api.ok("leaveChat", chat_id=group.id)
    assert api.error("leaveChat", chat_id=group.id)[0] == 403
