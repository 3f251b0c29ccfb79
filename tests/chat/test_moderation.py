"""Facts changed from inside Telegram, and the messages that already say them."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox.errors import ApiError, forbidden
from bot.sandbox.model import Chat, Json, Message, Person
from tests.chat.harness import Bench
from tests.chat.rooms import choose

FACT, ASK = "yuanxi-boxes", "远汐占港口几成箱子"
OLD, NEW = "港口三成左右的箱子由远汐运来。", "港口四成左右的箱子由远汐运来。"
EDIT, NOTIFY, SILENT, DROP = "生效，并更正已发出的消息", "生效，更正并通知", "只对以后生效", "放弃"


class Kicked:
    """Lets nothing be edited in one chat."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    def __call__(self, method: str, params: Json) -> ApiError | None:
        """Refuse or let through."""
        there = method == "editMessageText" and str(params.get("chat_id")) == str(self.chat.id)
        return forbidden("bot was kicked from the supergroup chat") if there else None


def _until(bench: Bench, message: Message, words: str) -> str:
    """Wait until a message says something, and return all that it says."""
    server = bench.server
    server.wait_for(lambda: words in server.current(message).text, 20)
    return server.current(message).text


def test_a_correction_reaches_every_copy(desk: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """A changed fact is corrected wherever it stands, old and new beside each other; what cannot be reached is told."""
    other = desk.server.add_group("看海", admins=(li,), members=(wang,))
    copies = [desk.ask(wang, wang, ASK), desk.ask(wang, group, f"/ask {ASK}"), desk.ask(wang, other, f"/ask {ASK}")]
    assert all(OLD in copy.text for copy in copies)
    desk.server.intercept(Kicked(other))
    offer = desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}")
    assert OLD in offer.text
    assert NEW in offer.text
    desk.press(owner, offer, EDIT)
    for copy in copies[:2]:
        assert f"{OLD} → {NEW}" in _until(desk, copy, "⚠️ 更正")
    report = desk.server.wait_for(lambda: [m for m in desk.server.said(owner) if "更正完成" in m.text], 20)[0]
    assert "已更正 2 处，够不着 1 处" in report.text
    assert f"被移出群：1 处（{other.id}）" in report.text
    assert "Forbidden" not in report.text
    assert desk.server.current(copies[2]).text == copies[2].text
    assert NEW in desk.ask(wang, wang, ASK).text


def test_corrected_twice(desk: Bench, owner: Person, wang: Person) -> None:
    """A second correction leaves the first one visible below it; a forged button and an overlong value do nothing."""
    copy, last = desk.ask(wang, wang, ASK), "港口五成左右的箱子由远汐运来。"
    for say in (NEW, last):
        offer = desk.ask(owner, owner, f"/set {FACT}\nsay: {say}")
        assert "失效" in desk.press(owner, offer, f"rev:{offer.id}:x", stale=True)
        desk.press(owner, offer, EDIT)
        _until(desk, copy, f"→ {say}")
    lines = desk.server.current(copy).text.split("\n")
    assert [line.startswith("⚠️ 更正") for line in lines[:3]] == [True, True, False]
    assert f"{NEW} → {last}" in lines[0]
    assert f"{OLD} → {NEW}" in lines[1]
    assert lines[2] == last
    assert "太长" in desk.ask(owner, owner, f"/teach {FACT} {'长' * 201}").text


def test_taught_at_once(desk: Bench, owner: Person, wang: Person) -> None:
    """A phrasing that is taught is answered the next time, in other words too, and after a restart."""
    strange = "远洋铁盒子归谁家扛的大头"
    assert OLD not in desk.ask(wang, wang, strange).text
    assert "学会了" in desk.ask(owner, owner, f"/teach {FACT} {strange}").text
    others = ("铁盒子归谁家扛大头", "远洋铁盒子是谁家扛的", "大头的铁盒子归谁扛", "扛铁盒子大头的是谁家")
    assert OLD in desk.ask(wang, wang, strange).text
    assert sum(OLD in desk.ask(wang, wang, other).text for other in others) >= 3
    desk.stop()
    desk.start()
    assert OLD in desk.ask(wang, wang, strange).text


def test_nobody_else_may(desk: Bench, owner: Person, wang: Person, group: Chat) -> None:
    """Commands and buttons of moderators are refused to everybody else, and the audit log knows who tried."""
    assert "没有这个权限" in desk.ask(wang, group, f"/set {FACT}\nsay: {NEW}").text
    offer = desk.ask(owner, group, f"/set {FACT}\nsay: {NEW}")
    for button in (EDIT, NOTIFY, SILENT, DROP):
        assert "没有这个权限" in desk.press(wang, offer, button)
    assert OLD in desk.ask(wang, wang, ASK).text
    acts = desk.ask(owner, owner, "/audit").text
    assert f"{wang.id} refused /set" in acts
    assert [f"refused button rev:1:{verb}" in acts for verb in ("edit", "notify", "silent", "drop")] == [True] * 4
    assert "没有这个权限" in desk.ask(wang, wang, "/audit").text


def test_figures_need_two(desk: Bench, owner: Person, mod: Person) -> None:
    """A moderator cannot change a figure alone; another one, or an owner alone, can let it count."""
    desk.ask(owner, owner, f"/mod add {mod.id}")
    change = "/set yunxiu-amount\nstanding: author_view"
    offer = desk.ask(mod, mod, change)
    assert "另一位版主" in desk.press(mod, offer, SILENT)
    alone = desk.ask(owner, owner, change)
    desk.press(owner, alone, SILENT)
    assert "已生效" in _until(desk, alone, "已生效")
    desk.press(owner, alone, SILENT, stale=True)
    assert "standing：author_view" in desk.ask(mod, mod, "/fact yunxiu-amount").text


def test_held_retired_and_back(desk: Bench, owner: Person, wang: Person) -> None:
    """A fact on hold is marked where it stands and not said; a retired one leaves a tombstone; undoing helps."""
    copy = desk.ask(wang, wang, ASK)
    desk.press(owner, desk.ask(owner, owner, f"/hold {FACT}"), EDIT)
    assert OLD in _until(desk, copy, "核实中")
    assert OLD not in desk.ask(wang, wang, ASK).text
    desk.ask(owner, owner, f"/undo {FACT}")
    _until(desk, copy, OLD)
    desk.server.wait_for(lambda: "核实中" not in desk.server.current(copy).text, 20)
    desk.press(owner, desk.ask(owner, owner, f"/retire {FACT}"), EDIT)
    assert OLD not in _until(desk, copy, "撤回")
    assert OLD not in desk.ask(wang, wang, ASK).text


def test_what_the_rules_refuse(desk: Bench, owner: Person) -> None:
    """A change that the fact base's check would refuse is refused at once, with the reason."""
    assert "没有「gossip」这一项，可以写：" in desk.ask(owner, owner, f"/set {FACT}\nstanding: gossip").text
    wrong = {
        "figure.value: 77": "say 里要有「77 亿元」",
        "figure.value: 很多": "value 要写一个数",
        "figure.bound: most": "bound 不能是「most」，可以写：",
        "say: 加我 https://x.example 进群": "不能有链接",
        f"say: {'长' * 150}": "say 有 150 个字，最多",
    }
    for line, why in wrong.items():
        refused = desk.ask(owner, owner, f"/set yuanxi-amount\n{line}").text
        assert refused.startswith("改不了")
        assert why in refused
    assert "不能改" in desk.ask(owner, owner, f"/set {FACT}\nid: other").text
    assert "没有编号" in desk.ask(owner, owner, "/set nothing\nsay: 无").text
    assert "下面每行" in desk.ask(owner, owner, f"/set {FACT}").text


def test_nothing_that_does_not_fit_comes_to_count(desk: Bench, owner: Person, wang: Person) -> None:
    """Of two proposals that do not fit together the second is refused when confirmed, and all others still count."""
    fact = "yuanxi-amount"
    first = desk.ask(owner, owner, f"/set {fact}\nsay: 远汐航运拟认购 21 亿元。\nfigure.value: 21")
    second = desk.ask(owner, owner, f"/set {fact}\nsay: 远汐航运拟认购 20 亿元整。")
    desk.press(owner, first, SILENT)
    assert "做不了" in desk.press(owner, second, SILENT)
    desk.press(owner, desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}"), SILENT)
    desk.stop()
    desk.start()
    assert NEW in desk.ask(wang, wang, ASK).text
    assert "21 亿元" in desk.ask(owner, owner, f"/fact {fact}").text


def test_confirmed_out_of_order(desk: Bench, owner: Person, wang: Person) -> None:
    """What is confirmed later counts later and reaches every copy, whichever was proposed first; undoing goes back."""
    copy = desk.ask(wang, wang, ASK)
    hold = desk.ask(owner, owner, f"/hold {FACT}")
    change = desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}")
    desk.press(owner, change, EDIT)
    _until(desk, copy, f"→ {NEW}")
    desk.press(owner, hold, EDIT)
    assert _until(desk, copy, "核实中").count("核实中") == 1
    desk.ask(owner, owner, f"/undo {FACT}")
    desk.server.wait_for(lambda: "核实中" not in desk.server.current(copy).text, 20)
    assert NEW in desk.ask(wang, wang, ASK).text
    desk.ask(owner, owner, f"/undo {FACT}")
    _until(desk, copy, f"{NEW} → {OLD}")
    assert OLD in desk.ask(wang, wang, ASK).text


def test_a_number_in_words_is_a_figure(desk: Bench, owner: Person, mod: Person) -> None:
    """A moderator cannot put another number into words alone, nor take a question from the fact that answers it."""
    desk.ask(owner, owner, f"/mod add {mod.id}")
    offer = desk.ask(mod, mod, f"/set {FACT}\nmore: 实际是 99 箱。")
    assert "另一位版主" in desk.press(mod, offer, SILENT)
    assert "现在由" in desk.ask(mod, mod, f"/teach {FACT} 远汐投多少钱").text
    assert "数字编号" in desk.ask(owner, owner, "/mod add ²").text
    assert FACT in desk.ask(mod, mod, f"/fact {ASK}").text


def test_notices(desk: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """Who asked is told there, once a chat, in reply to the latest copy; the list of corrections is public."""
    copies = [desk.ask(person, group, f"/ask {ASK}") for person in (wang, li, wang)]
    alone = desk.ask(li, li, ASK)
    assert "请私聊" in desk.ask(wang, group, "/corrections").text
    desk.press(owner, desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}"), NOTIFY)
    report = desk.server.wait_for(lambda: [m for m in desk.server.said(owner) if "更正完成" in m.text], 20)[0]
    assert report.text.endswith("已更正 4 处，够不着 0 处。\n已在 2 处通知问过的人。")
    for latest, chat in ((copies[-1], group), (alone, li)):
        desk.server.wait_for(lambda c=chat: [m for m in desk.server.said(c) if "有更正" in m.text], 20)  # type: ignore[misc]
        (notice,) = (m for m in desk.server.said(chat) if "有更正" in m.text)
        assert notice.reply_to == latest.id
    public = desk.ask(wang, wang, "/corrections").text
    assert f"：{OLD} → {NEW}" in public
    assert FACT not in public
    assert str(owner.id) not in public
    assert "已更正 4 处" in desk.ask(owner, owner, "/corrections").text


def test_notices_keep_quiet_hours(desk: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """In a group's quiet hours its copies are corrected without a word; elsewhere it is told."""
    hour = datetime.now(ZoneInfo("Asia/Shanghai")).hour
    choose(desk, li, group, f"quiet:{hour}-{(hour + 2) % 24}")
    copy, alone = desk.ask(wang, group, f"/ask {ASK}"), desk.ask(wang, wang, ASK)
    desk.press(owner, desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}"), NOTIFY)
    report = desk.server.wait_for(lambda: [m for m in desk.server.said(owner) if "更正完成" in m.text], 20)[0]
    assert report.text.endswith("已更正 2 处，够不着 0 处。\n已在 1 处通知问过的人。")
    assert NEW in desk.server.current(copy).text
    notices = desk.server.wait_for(lambda: [m for m in desk.server.said(wang) if "有更正" in m.text], 20)
    assert [notice.reply_to for notice in notices] == [alone.id]
    assert not [m for m in desk.server.said(group) if "有更正" in m.text]


def test_silent_stays_silent(desk: Bench, owner: Person, wang: Person) -> None:
    """A silent change reaches no old copy, not by a hold either; a later correction tells the copy's own old words."""
    copy, last = desk.ask(wang, wang, ASK), "港口五成左右的箱子由远汐运来。"
    desk.press(owner, desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}"), SILENT)
    assert NEW in desk.ask(wang, wang, ASK).text
    assert desk.server.current(copy).text == copy.text
    desk.press(owner, desk.ask(owner, owner, f"/hold {FACT}"), EDIT)
    held = _until(desk, copy, "核实中")
    assert OLD in held
    assert NEW not in held
    desk.press(owner, desk.ask(owner, owner, f"/release {FACT}"), EDIT)
    assert f"{OLD} → {NEW}" in _until(desk, copy, "⚠️ 更正")
    desk.press(owner, desk.ask(owner, owner, f"/set {FACT}\nsay: {last}"), EDIT)
    _until(desk, copy, f"{NEW} → {last}")


def test_one_of_two_facts_is_withdrawn(desk: Bench, owner: Person, wang: Person) -> None:
    """A message that says two facts goes on saying the other one when one is withdrawn; an undone one comes back."""
    both, other = desk.ask(wang, wang, f"{ASK}？远汐投多少钱"), "远汐航运拟认购 20 亿元"
    assert OLD in both.text
    assert other in both.text
    desk.press(owner, desk.ask(owner, owner, f"/retire {FACT}"), EDIT)
    now = _until(desk, both, "撤回")
    assert now.startswith("🚫")
    assert "部分已撤回，其余如下" in now
    assert OLD not in now
    assert other in now
    desk.ask(owner, owner, f"/undo {FACT}")
    assert other in _until(desk, both, OLD)
    assert "撤回" not in desk.server.current(both).text


def test_worked_off_twice(desk: Bench, owner: Person, wang: Person) -> None:
    """A command whose update is worked off twice, its answer lost by a crash, acts once and is answered."""
    desk.ask(wang, wang, ASK)
    for more in ("补充一。", "补充二。"):
        desk.press(owner, desk.ask(owner, owner, f"/set {FACT}\nmore: {more}"), SILENT)
    undo = desk.server.say(owner, owner, f"/undo {FACT}")
    assert "已撤销" in desk.answer(undo).text
    desk.stop()
    calls = [call.answer for call in desk.server.called("getUpdates") if call.answer]
    updates = {update["update_id"]: update for answer in calls for update in answer.get("result", ())}
    number, body = max(updates), json.dumps(updates[max(updates)])
    with closing(sqlite3.connect(desk.settings.database.removeprefix("sqlite:///"))) as db, db:
        db.execute("DELETE FROM ledger WHERE update_id = ?", (number,))
        db.execute("UPDATE inbox SET state = 'waiting', body = ? WHERE id = ?", (body, number))
    desk.start()
    desk.server.wait_for(lambda: len(desk.server.replies(undo)) == 2, 20)
    first, second = desk.server.replies(undo)
    assert first.text == second.text
    assert "more：补充一。" in desk.ask(owner, owner, f"/fact {FACT}").text
    assert desk.ask(owner, owner, "/audit").text.count("revision undone") == 1
    assert "（已撤销）" in desk.ask(owner, owner, f"/history {FACT}").text
