"""Commands, and who may use them."""

import json

from bot.sandbox.model import Chat, Person
from tests.chat.harness import Bench


def test_plain_commands(bench: Bench, wang: Person, group: Chat) -> None:
    """/start, /help, /sources and /about say their sentence, in groups too."""
    for name in ("start", "help", "sources", "about"):
        assert bench.ask(wang, wang, f"/{name}").text == f"[{name}]"
        assert bench.ask(wang, group, f"/{name}@dealbot_sandbox_bot").text == f"[{name}]"


def test_deep_link(bench: Bench, wang: Person) -> None:
    """A deep link opens its fact, and a dead one the greeting."""
    assert bench.ask(wang, wang, "/start tea").text == "茶每年三月采。"
    assert bench.ask(wang, wang, "/start gone").text == "[start]"
    assert bench.ask(wang, wang, "再说说").text == "茶每年三月采。"


def test_command_lists(bench: Bench, wang: Person) -> None:
    """Each kind of chat is offered the commands that work there."""
    bench.ask(wang, wang, "/help")
    lists = {
        json.loads(call.params["scope"])["type"]
        if isinstance(call.params["scope"], str)
        else call.params["scope"]["type"]: call.params["commands"]
        for call in bench.server.called("setMyCommands")
    }
    assert set(lists) == {"all_private_chats", "all_group_chats", "all_chat_administrators"}
    assert "pause" not in str(lists["all_group_chats"])
    assert "pause" in str(lists["all_chat_administrators"])
    assert "[command_ask]" in str(lists["all_group_chats"])


def test_pause(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """A chat's admin silences the bot there, over a restart, and lets it speak again."""
    answer = bench.ask(wang, group, "/ask 茶")
    assert bench.ask(li, group, "/pause").text == "[paused]"
    bench.stop()
    bench.start()
    ignored = bench.server.say(wang, group, "/ask 茶")
    assert bench.press(wang, answer, "来源") == "[paused_here]"
    assert bench.ask(wang, wang, "茶").text == "茶每年三月采。"
    assert bench.ask(li, group, "/resume").text == "[resumed]"
    assert bench.ask(wang, group, "/ask 盐").text == "盐从海水来。"
    assert not bench.server.replies(ignored)


def test_pause_without_the_right(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Members and anonymous admins are refused, and nothing is paused."""
    assert bench.ask(wang, group, "/pause").text == "[not_admin]"
    assert bench.ask(li, group, "/pause", sender=group).text == "[anonymous_admin]"
    assert bench.ask(wang, group, "/ask 茶").text == "茶每年三月采。"


def test_pause_right_is_looked_up(bench: Bench, li: Person, group: Chat) -> None:
    """Who is no admin any more cannot pause any more, at once where the bot is told: where it is an admin itself."""
    bench.server.set_bot(group, "administrator")
    bench.ask(li, group, "/pause")
    bench.ask(li, group, "/resume")
    bench.server.set_member(li, group, "member")
    assert bench.ask(li, group, "/pause").text == "[not_admin]"


def test_pause_in_private(bench: Bench, wang: Person) -> None:
    """In private everybody rules their own chat."""
    assert bench.ask(wang, wang, "/pause").text == "[paused]"
    ignored = bench.server.say(wang, wang, "茶")
    assert bench.ask(wang, wang, "/resume").text == "[resumed]"
    assert not bench.server.replies(ignored)


def test_forget(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """/forget erases person and words everywhere, and leaves what was answered."""
    bench.ask(wang, group, "/ask 茶")
    bench.ask(wang, wang, "盐")
    bench.ask(li, group, "/ask 盐")
    assert bench.ask(wang, wang, "/forget").text == "[forgotten]"
    mine = bench.rows(f"person_id IS NOT {li.id}")
    assert [(row["person_id"], row["text"], row["evidence"]) for row in mine] == [(None, None, None)] * 3
    assert [row["reply_text"] for row in mine[:2]] == ["茶每年三月采。", "盐从海水来。"]
    assert mine[0]["fact_ids"] == '["tea"]'
    assert bench.rows(f"person_id = {li.id}")[0]["text"] == "盐"
    assert bench.ask(wang, wang, "再说说").text == "问茶还是盐？"
