"""Questions in private chats and groups, from the message to the ledger."""

import json

from bot.sandbox.model import Chat, Person
from bot.sandbox.server import SandboxServer
from tests.chat.harness import Bench

ME = "@DealBot_Sandbox_Bot"


def test_private_text(bench: Bench, wang: Person) -> None:
    """In private every text is answered, as a reply, formatted and without link previews."""
    answer = bench.ask(wang, wang, "茶什么时候采")
    assert answer.text == "茶每年三月采。"
    assert answer.preview_off
    assert list(answer.buttons.values())[:-2] == ["ask:salt", "src:tea"]


def test_private_picture(bench: Bench, wang: Person) -> None:
    """In private a picture without words gets a hint, one with a caption its answer."""
    assert bench.ask(wang, wang, photo=True, text="").text == "[ask_what]"
    assert bench.ask(wang, wang, photo=True, text="茶呢").text == "茶每年三月采。"


def test_unknown_command(bench: Bench, wang: Person) -> None:
    """In private an unknown command gets a hint."""
    assert bench.ask(wang, wang, "/frobnicate").text == "[unknown_command]"


def test_group_mention(bench: Bench, wang: Person, group: Chat) -> None:
    """A mention anywhere in a text or caption is answered, in any case, and does not reach the question."""
    assert bench.ask(wang, group, f"😀 请问 {ME} 茶什么时候采").text == "茶每年三月采。"
    assert bench.ask(wang, group, f"盐 {ME.lower()}", photo=True).text == "盐从海水来。"
    assert [row["text"] for row in bench.rows()] == ["😀 请问   茶什么时候采", "盐"]


def test_group_ask(bench: Bench, wang: Person, group: Chat) -> None:
    """/ask is answered, also with somebody's name in it; a bare one gets a hint."""
    assert bench.ask(wang, group, "/ask 茶呢 @laoli").text == "茶每年三月采。"
    assert bench.ask(wang, group, f"/ask{ME} 盐呢").text == "盐从海水来。"
    assert bench.ask(wang, group, "/ask").text == "[ask_what]"


def test_group_points_at_question(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """A bare mention under somebody's question answers that question."""
    question = bench.server.say(wang, group, "茶什么时候采")
    assert bench.ask(li, group, ME, reply_to=question).text == "茶每年三月采。"


def test_group_chatter(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Chatter, other bots' commands, other people's names, a picture or somebody's name in reply: silence."""
    answer = bench.ask(wang, group, "/ask 茶")
    ignored = [
        bench.server.say(wang, group, "茶什么时候采"),
        bench.server.say(wang, group, "@laoli 茶什么时候采"),
        bench.server.say(wang, group, "/ask@other_bot 茶"),
        bench.server.say(wang, group, "/nothing 茶"),
        bench.server.say(wang, group, "@laoli 你看，盐呢", reply_to=answer),
        bench.server.say(wang, group, photo=True, reply_to=answer),
        bench.server.say(wang, group, "盐呢", reply_to=bench.server.say(li, group, "茶")),
    ]
    # A chat's messages are taken in order: once this is answered, the others have been passed over.
    bench.ask(wang, group, "/ask 盐")
    assert not [reply for message in ignored for reply in bench.server.replies(message)]


def test_group_reply_to_bot(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """A reply to the bot is a question, and the answer it replies to is its context, whoever asks."""
    answer = bench.ask(wang, group, "/ask 盐")
    assert bench.ask(li, group, "再说说", reply_to=answer).text == "盐从海水来。"


def test_privacy_mode(idle: Bench, wang: Person, group: Chat) -> None:
    """With privacy mode on, commands and replies still work."""
    idle.server.world.privacy = True
    idle.start()
    answer = idle.ask(wang, group, "/ask 茶")
    assert idle.ask(wang, group, "再说说", reply_to=answer).text == "茶每年三月采。"


def test_senders_that_are_nobody(bench: Bench, wang: Person, group: Chat) -> None:
    """Channels and their automatic forwards get silence; an anonymous admin is answered."""
    channel = bench.server.add_channel("茶报", discussion=group)
    bench.server.post(channel, f"{ME} 茶")
    as_channel = bench.server.say(wang, group, f"{ME} 茶", sender=channel)
    assert bench.ask(wang, group, f"{ME} 盐", sender=group).text == "盐从海水来。"
    assert not bench.server.replies(as_channel)
    assert len(bench.server.said(group)) == 1


def test_follow_up(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Without a reply, the same person's last question here is the context, and nobody else's."""
    bench.ask(wang, group, "/ask 盐")
    assert bench.ask(wang, group, "/ask 再说说").text == "盐从海水来。"
    assert bench.ask(li, group, "/ask 再说说").text == "问茶还是盐？"
    assert bench.ask(wang, wang, "再说说").text == "问茶还是盐？"


def test_topic(bench: Bench, server: SandboxServer, wang: Person, li: Person) -> None:
    """In a topic the answer and what its buttons bring stay there, and other topics are another context."""
    forum = server.add_group("论坛", admins=(li,), members=(wang,), topics=True)
    tea, salt = server.add_topic(forum, "茶"), server.add_topic(forum, "盐", by=server.bot)
    answer = bench.ask(wang, forum, "/ask 茶", thread=tea)
    assert answer.thread == tea
    bench.press(li, answer, "来源")
    assert bench.answer(answer).thread == tea
    assert bench.ask(wang, forum, "/ask 再说说", thread=salt).text == "问茶还是盐？"
    assert bench.ask(wang, forum, "/ask 再说说", thread=tea).text == "茶每年三月采。"
    # Every message in a topic seems to reply to the one that opened it, here the bot's.
    chatter = server.say(wang, forum, "盐呢", thread=salt)
    bench.ask(wang, forum, "/ask 盐", thread=salt)
    assert not server.replies(chatter)


def test_html_in_the_question(bench: Bench, wang: Person) -> None:
    """Markup in a question is just text, and none of it comes back."""
    answer = bench.ask(wang, wang, "<b>茶</b> <script>alert(1)</script> &amp;")
    assert answer.text == "茶每年三月采。"
    assert bench.rows()[0]["text"].startswith("<b>茶</b>")


def test_long_question(bench: Bench, wang: Person) -> None:
    """A question of 3,000 characters is answered."""
    assert bench.ask(wang, wang, "喝" * 2999 + "茶").text == "茶每年三月采。"


def test_duplicate_update(bench: Bench, wang: Person) -> None:
    """An update that comes twice is answered once, also after a restart."""
    first = bench.server.say(wang, wang, "茶")
    bench.answer(first)
    bench.server.duplicate_last_update()
    second = bench.server.say(wang, wang, "盐")
    bench.answer(second)
    bench.stop()
    bench.server.duplicate_last_update()
    bench.start()
    # Once this is answered, the duplicates have been passed over.
    bench.ask(wang, wang, "茶")
    assert [len(bench.server.replies(message)) for message in (first, second)] == [1, 1]
    assert len(bench.rows()) == 3


def test_ledger(bench: Bench, wang: Person, group: Chat) -> None:
    """The ledger says who asked what where, what was answered, why, and as which message it stands."""
    answer = bench.ask(wang, group, "/ask 茶")
    row = bench.wait_row(lambda row: row["state"] == "sent")
    assert (row["chat_id"], row["person_id"], row["text"]) == (group.id, wang.id, "茶")
    assert (row["message_id"], row["answer_id"]) == (answer.reply_to, answer.id)
    assert (row["kind"], json.loads(row["fact_ids"])) == ("answer", ["tea"])
    assert json.loads(row["scores"]) == [["tea", 1.0]]
    assert json.loads(row["evidence"]) == {"text": "茶", "turns": 0}
    assert row["reply_html"] == "<b>茶每年三月采。</b>"


def test_restart(bench: Bench, wang: Person) -> None:
    """What was asked before a restart is still the context after it."""
    bench.ask(wang, wang, "盐")
    bench.stop()
    bench.start()
    assert bench.ask(wang, wang, "再说说").text == "盐从海水来。"


def test_flood(idle: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Who asks too fast is told once and then ignored, while others are answered."""
    idle.limit(flood_burst=2, flood_seconds=3600)
    idle.start()
    asked = [idle.server.say(wang, group, "/ask 茶") for _ in range(5)]
    idle.ask(li, group, "/ask 盐")
    said = [[reply.text for reply in idle.server.replies(message)] for message in asked]
    notice = "慢一点，3600 秒后再问。"
    assert said == [["茶每年三月采。"], ["茶每年三月采。"], [notice], [], []]
