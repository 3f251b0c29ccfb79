"""Who is not answered: the muted, who has asked enough for a day, and everybody while the bot is paused everywhere."""

from bot.sandbox.model import Chat, Person
from tests.chat.harness import Bench
from tests.chat.rooms import TEA, silent


def test_muted(house: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """Who is muted by a reply is told once until when, then hears nothing, in no chat, until they are unmuted."""
    house.ask(owner, owner, f"/mod add {li.id}")
    answer = house.ask(wang, group, "/ask 茶")
    spam = house.server.say(wang, group, "看这里 720 24")
    assert "之前不回答" in house.ask(li, group, "/mute 24", reply_to=spam).text
    assert "之前我不回答你" in house.ask(wang, group, "/ask 盐").text
    again = [house.server.say(wang, group, "/ask 茶"), house.server.say(wang, group, "/facts")]
    assert silent(house, li, again)
    assert "不能点" in house.press(wang, answer, "来源")
    house.stop()
    house.start()
    private = house.server.say(wang, wang, "茶")
    assert "又回答" in house.ask(li, group, "/unmute", reply_to=spam).text
    assert house.ask(wang, wang, "茶").text == TEA
    assert not house.server.replies(private)
    told = house.ask(owner, owner, "/audit").text
    assert f"{li.id} mute {wang.id}（— →" in told
    assert f"{li.id} unmute {wang.id}" in told


def test_who_cannot_be_muted(house: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """Nobody mutes an owner or a moderator, and members mute nobody; a slip is told how it is written."""
    house.ask(owner, owner, f"/mod add {li.id}")
    for person in (owner, li):
        assert "不能禁言" in house.ask(owner, owner, f"/mute {person.id} 5").text
    assert "没有这个权限" in house.ask(wang, group, f"/mute {li.id} 5").text
    for words in ("/mute", f"/mute {wang.id}", f"/mute {wang.id} 721", f"/mute {wang.id} ²"):
        assert "请写" in house.ask(owner, owner, words).text
    assert "没有被禁言" in house.ask(owner, owner, f"/unmute {wang.id}").text


def test_budget_of_a_person(ready: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """After so many questions in all chats there is one notice and then silence, also after a restart."""
    ready.limit(person_daily=2)
    ready.start()
    ready.ask(wang, wang, "茶")
    ready.ask(wang, group, "/ask 茶")
    assert "最多答你 2 个" in ready.ask(wang, group, "/ask 茶").text
    ready.stop()
    ready.start()
    assert silent(ready, li, [ready.server.say(wang, group, "/ask 茶")])
    assert ready.ask(li, group, "/ask 茶").text == TEA
    for _ in range(4):
        assert ready.ask(owner, group, "/ask 茶").text == TEA


def test_budget_of_a_chat(ready: Bench, wang: Person, li: Person, group: Chat) -> None:
    """A chat's budget holds for all its people together, and for no other chat."""
    ready.limit(chat_daily=2)
    ready.start()
    ready.ask(wang, group, "/ask 茶")
    ready.ask(li, group, "/ask 茶")
    assert "在这里最多答 2 个" in ready.ask(wang, group, "/ask 茶").text
    assert silent(ready, li, [ready.server.say(li, group, "/ask 茶")])
    assert ready.ask(wang, wang, "茶").text == TEA


def test_paused_everywhere(house: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """An owner silences the bot in all chats, over a restart; owners alone may go on, and /forget."""
    house.ask(owner, owner, f"/mod add {li.id}")
    answer = house.ask(wang, group, "/ask 茶")
    assert "只有 owner" in house.ask(li, group, "/pause all").text
    assert "所有地方都不说话" in house.ask(owner, owner, "/pause all").text
    house.stop()
    house.start()
    ignored = [house.server.say(wang, group, text) for text in ("/ask 茶", "/help", "/facts")]
    ignored += [house.server.say(li, group, text) for text in ("/stats", "/resume", "/pause")]
    private = [house.server.say(wang, wang, "茶"), house.server.say(owner, owner, "茶")]
    assert "已暂停" in house.press(wang, answer, "来源")
    assert "已删除" in house.ask(wang, wang, "/forget").text
    assert f"{li.id} refused /pause all" in house.ask(owner, owner, "/audit").text
    assert "都回来了" in house.ask(owner, group, "/resume all").text
    assert house.ask(wang, wang, "茶").text == TEA
    assert not [reply for message in ignored + private for reply in house.server.replies(message)]
    assert "resumed_all（paused → running）" in house.ask(owner, owner, "/audit").text
