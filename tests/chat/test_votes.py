"""Votes below answers: counted at once, changeable, and enough of them put an answer to review."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering import load_living
from bot.core.records.policy import Policy
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.model import Chat, Json, Message, Person
from bot.sandbox.server import SandboxServer
from bot.settings import load_settings
from bot.storage.store import open_storage
from tests.chat.harness import Bench

PACK = "tests/packs/egret-bay"
ASK, SAID = "远汐占港口几成箱子", "港口三成左右的箱子由远汐运来。"
HOW = "想说哪里不对，私聊我发 /start why_"


@pytest.fixture
def desk(server: SandboxServer, tmp_path: Path, owner: Person) -> Iterator[Bench]:
    """A bot that knows an invented deal; two votes against an answer put it to review."""
    bench = Bench(server, tmp_path, load_living(load_settings({"DEALBOT_PACK": PACK})))
    bench.settings = replace(bench.settings, owners=(owner.id,))
    bench.limit(downvotes_for_review=2, votes_min_presence_minutes=0)
    bench.start()
    yield bench
    bench.stop()


def counts(bench: Bench, message: Message) -> list[str]:
    """Return the last row of buttons below a message as it stands now."""
    rows = (bench.server.current(message).markup or {}).get("inline_keyboard", [[]])
    return [button["text"] for button in rows[-1]]


def until(bench: Bench, message: Message, *expected: str) -> None:
    """Wait until these are the counts below a message."""
    bench.server.wait_for(lambda: counts(bench, message) == list(expected))


def vote(bench: Bench, person: Person, message: Message, sign: str) -> str:
    """Press a vote and return the notice."""
    labels = bench.server.current(message).buttons
    return bench.press(person, message, next(label for label in labels if label.startswith(sign)))


def opened(bench: Bench, person: Person) -> str:
    """Return the parameter of the deep link that a person's last press opened."""
    press = [press for press in bench.server.world.presses.values() if press.person == person][-1]
    return str((press.answer or {}).get("url") or "").partition("?start=")[2]


def familiar(bench: Bench, *people: Person) -> None:
    """Let people be known to the bot."""
    for person in people:
        bench.ask(person, person, "/help")


def test_two_people_vote(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Votes are counted at once for all to see, may be changed and withdrawn, and are no edit of the answer."""
    answer = bench.ask(wang, group, "/ask 茶")
    assert counts(bench, answer) == ["👍 0", "👎 0"]
    assert vote(bench, wang, answer, "👍") == "[vote_new]"
    until(bench, answer, "👍 1", "👎 0")
    assert vote(bench, li, answer, "👍") == "[vote_new]"
    until(bench, answer, "👍 2", "👎 0")
    assert vote(bench, li, answer, "👎") == "[vote_why]"
    until(bench, answer, "👍 1", "👎 1")
    assert vote(bench, li, answer, "👎") == "[vote_withdrawn]"
    until(bench, answer, "👍 1", "👎 0")
    assert bench.server.current(answer).edits == []
    assert not bench.rows("origin = 'question'")[0]["edited"]
    assert not bench.server.called("editMessageText")


def test_presses_in_a_flock(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Many votes within a moment are shown with one edit."""
    answer = bench.ask(wang, group, "/ask 茶")
    for person in (wang, li, wang, li, wang):
        vote(bench, person, answer, "👍")
    until(bench, answer, "👍 1", "👎 0")
    assert len(bench.server.called("editMessageReplyMarkup")) <= 2


def test_where_there_is_no_voting(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Small talk, lists and questions back have no votes, answers to buttons and deep links have."""
    for words in ("/ask 那个", "/help", "/facts"):
        assert not any("👍" in label for label in bench.ask(wang, group, words).buttons)
    assert counts(bench, bench.ask(li, li, "/start tea")) == ["👍 0", "👎 0"]
    answer = bench.ask(wang, group, "/ask 茶")
    bench.press(li, answer, "那salt呢")
    assert counts(bench, bench.answer(answer)) == ["👍 0", "👎 0"]


async def test_switched_off(bench: Bench, wang: Person, group: Chat) -> None:
    """Where a chat's admins want no votes there are none, and older buttons go when they are pressed."""
    answer = bench.ask(wang, group, "/ask 茶")
    storage = open_storage(bench.settings.database)
    await storage.chats.choose(group.id, Policy(votes=False))
    storage.close()
    assert vote(bench, wang, answer, "👍") == "[votes_off]"
    until(bench, answer, "来源")
    assert counts(bench, bench.ask(wang, group, "/ask 盐")) == ["来源"]


def test_forged(bench: Bench, wang: Person, group: Chat) -> None:
    """Invented buttons, and votes on what has no votes, do nothing."""
    answer, other = bench.ask(wang, group, "/ask 茶"), bench.ask(wang, group, "/ask 那个")
    for data in ("vote:up", "vote:up:0123456789ab", "vote:down:", "vote:x:y:z"):
        assert bench.press(wang, answer, data, stale=True) in {"[stale]", "[vote_anew]"}
    true = next(data for data in bench.server.current(answer).buttons.values() if data.startswith("vote:up"))
    assert bench.press(wang, other, true, stale=True) == "[stale]"
    assert bench.press(wang, answer, "why:other", stale=True) == "[stale]"
    assert vote(bench, wang, answer, "👍") == "[vote_new]"
    until(bench, answer, "👍 1", "👎 0")


def test_voting_too_much(idle: Bench, wang: Person, group: Chat) -> None:
    """Who votes too fast is told so, and the vote does not count."""
    idle.limit(vote_burst=1, vote_seconds=3600)
    idle.start()
    answer = idle.ask(wang, group, "/ask 茶")
    vote(idle, wang, answer, "👍")
    assert vote(idle, wang, answer, "👍") == "[too_many_presses]"
    until(idle, answer, "👍 1", "👎 0")


def test_other_words_other_votes(bench: Bench, wang: Person, group: Chat) -> None:
    """An edited question brings an answer that nobody has voted on, and its old votes are there when it comes back."""
    question = bench.server.say(wang, group, "/ask 茶")
    answer = bench.answer(question)
    old = dict(bench.server.current(answer).buttons)
    vote(bench, wang, answer, "👍")
    until(bench, answer, "👍 1", "👎 0")
    bench.server.edit(question, "/ask 盐")
    until(bench, answer, "👍 0", "👎 0")
    assert bench.press(wang, answer, old["👎 0"], stale=True) == "[vote_anew]"
    bench.server.edit(question, "/ask 茶")
    until(bench, answer, "👍 1", "👎 0")


def test_taken_up_twice(bench: Bench, wang: Person, group: Chat) -> None:
    """A press that Telegram delivers twice does not take itself back."""
    answer = bench.ask(wang, group, "/ask 茶")
    vote(bench, wang, answer, "👍")
    bench.server.duplicate_last_update()
    bench.server.wait_fetched()
    bench.ask(wang, group, "/ask 盐")
    until(bench, answer, "👍 1", "👎 0")


def test_put_to_review(desk: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """Enough votes of people who are known put an answer to review where it stands, and bring the moderators a card."""
    room = desk.server.add_group("版主", admins=(owner,))
    desk.ask(owner, room, "/modchat")
    familiar(desk, wang, li)
    answer = desk.ask(wang, group, f"/ask {ASK}")
    assert vote(desk, wang, answer, "👎").startswith("已记下：👎")
    assert "核实中" not in desk.server.current(answer).text
    assert HOW in vote(desk, li, answer, "👎")
    desk.server.wait_for(lambda: "核实中" in desk.server.current(answer).text)
    lines = desk.server.current(answer).text.split("\n")
    assert lines[1] == SAID
    until(desk, answer, "👍 0", "👎 2")
    desk.server.wait_for(lambda: [m for m in desk.server.said(room) if ASK in m.text])
    assert counts(desk, desk.ask(owner, room, f"/ask {ASK}"))[0].startswith("来源")


def test_the_card_tells_why(desk: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """Reasons that readers give appear on the card that is already there, their own words without links and names."""
    room = desk.server.add_group("版主", admins=(owner,))
    desk.ask(owner, room, "/modchat")
    familiar(desk, wang, li)
    answer = desk.ask(wang, group, f"/ask {ASK}")
    vote(desk, wang, answer, "👎")
    vote(desk, li, answer, "👎")
    card = desk.server.wait_for(lambda: [m for m in desk.server.said(room) if ASK in m.text])[-1]
    link = opened(desk, li)
    desk.press(li, page := desk.ask(li, li, f"/start {link}"), "其他")
    desk.server.wait_for(lambda: "直接回复" in desk.server.current(page).text)
    desk.ask(li, li, "问 @wang 去\nhttps://evil.example 不是三成", reply_to=page)
    desk.press(wang, desk.ask(wang, wang, f"/start {link}"), "过时")
    desk.server.wait_for(lambda: "读者说：过时 1、其他 1" in desk.server.current(card).text)
    text = desk.server.current(card).text
    assert "不是三成" in text
    assert "@wang" not in text
    assert "evil.example" not in text.partition("读者说")[2].partition("看原消息")[0]


def test_an_opened_fact_is_reviewed_too(desk: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """An answer that a button brought comes before the moderators under the words of the button."""
    room = desk.server.add_group("版主", admins=(owner,))
    desk.ask(owner, room, "/modchat")
    familiar(desk, wang, li)
    first = desk.ask(wang, group, f"/ask {ASK}")
    label = next(iter(first.buttons))
    desk.press(li, first, label)
    answer = desk.answer(first)
    vote(desk, wang, answer, "👎")
    vote(desk, li, answer, "👎")
    desk.server.wait_for(lambda: [m for m in desk.server.said(room) if label in m.text])


def test_strangers_do_not_weigh(desk: Bench, owner: Person, wang: Person, group: Chat) -> None:
    """A brigade that nobody has seen before is counted and shown, and puts nothing to review."""
    room = desk.server.add_group("版主", admins=(owner,))
    desk.ask(owner, room, "/modchat")
    answer = desk.ask(wang, group, f"/ask {ASK}")
    for number in range(4):
        vote(desk, desk.server.add_person(f"路人{number}", f"passer{number}"), answer, "👎")
    until(desk, answer, "👍 0", "👎 4")
    desk.ask(wang, wang, "/help")
    assert "核实中" not in desk.server.current(answer).text


def test_nothing_is_checked_where_nobody_checks(desk: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Without a moderators' chat no answer claims that it is being checked."""
    familiar(desk, wang, li)
    answer = desk.ask(wang, group, f"/ask {ASK}")
    vote(desk, wang, answer, "👎")
    vote(desk, li, answer, "👎")
    until(desk, answer, "👍 0", "👎 2")
    assert "核实中" not in desk.server.current(answer).text


def test_a_reason_in_private(desk: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Who votes an answer down is led into private and asked why, once, and nobody else is."""
    answer = desk.ask(wang, group, f"/ask {ASK}")
    assert HOW in vote(desk, li, answer, "👎")
    link = opened(desk, li)
    assert "点了 👎 的人" in desk.ask(wang, wang, f"/start {link}").text
    page = desk.ask(li, li, f"/start {link}")
    assert "远汐占港口几成箱子" in page.text
    assert list(page.buttons) == ["不准确", "答非所问", "过时", "其他"]
    desk.press(li, page, "过时")
    desk.server.wait_for(lambda: desk.server.current(page).text == "谢谢，记下了：过时。")
    assert "失效" in desk.press(li, page, "why:other", stale=True)


def test_a_reason_in_own_words(desk: Bench, wang: Person, group: Chat) -> None:
    """「其他」 takes one reply as the reason, of bounded length; other messages stay questions."""
    answer = desk.ask(wang, wang, ASK)
    assert vote(desk, wang, answer, "👎") == "已记下：👎"
    page = desk.answer(answer)
    desk.press(wang, page, "其他")
    desk.server.wait_for(lambda: "直接回复" in desk.server.current(page).text)
    assert "太长" in desk.ask(wang, wang, "长" * 201, reply_to=page).text
    assert "谢谢" in desk.ask(wang, wang, "和我听说的不一样", reply_to=page).text
    assert SAID in desk.ask(wang, wang, ASK, reply_to=page).text
    assert SAID in desk.ask(wang, group, f"/ask {ASK}").text


def test_where_the_link_is_refused(bench: Bench, wang: Person, group: Chat) -> None:
    """Where Telegram does not open the link, the notice says how to give a reason."""
    refused: Callable[[str, Json], ApiError | None] = lambda method, params: (  # noqa: E731 - a rule of one line
        bad_request("URL_INVALID") if method == "answerCallbackQuery" and "url" in params else None
    )
    answer = bench.ask(wang, group, "/ask 茶")
    bench.server.intercept(refused)
    assert vote(bench, wang, answer, "👎") == "[vote_why]"
    assert opened(bench, wang) == ""


def test_forgotten(desk: Bench, wang: Person, group: Chat) -> None:
    """After /forget the count stays, and neither vote nor page says whose it was."""
    answer = desk.ask(wang, group, f"/ask {ASK}")
    vote(desk, wang, answer, "👎")
    page = desk.ask(wang, wang, f"/start {opened(desk, wang)}")
    desk.press(wang, page, "其他")
    desk.server.wait_for(lambda: "直接回复" in desk.server.current(page).text)
    desk.ask(wang, wang, "秘密原因", reply_to=page)
    desk.ask(wang, wang, "/forget")
    assert not desk.rows("trigger LIKE 'why%' OR reply_text LIKE '%哪里不对%'")
    folder = Path(desk.settings.database.removeprefix("sqlite:///")).parent
    assert all("秘密原因".encode() not in file.read_bytes() for file in folder.iterdir())
    until(desk, answer, "👍 0", "👎 1")
    assert "点了 👎 的人" in desk.ask(wang, wang, "/start why_1").text
