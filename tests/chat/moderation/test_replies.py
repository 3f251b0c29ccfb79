"""Replies to cards are moderation."""

import io
import shutil
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.core.records.record import Why
from bot.sandbox.model import Chat, Message, Person
from tests.chat.moderation.house import ASK, SAYS, STRANGE, House

WORDS = "这要看季节，旺季约三成。"


def _reply(house: House, person: Person, card: Message, text: str) -> str:
    question = house.desk.server.say(person, house.room, text, reply_to=card)
    return house.desk.answer(question).text


def test_strangers(house: House, wang: Person) -> None:
    """Whoever is no moderator gets one refusal, no answer to a question, and a line in the audit log."""
    house.desk.ask(wang, wang, STRANGE)
    card = house.card(STRANGE)
    assert "没有这个权限" in _reply(house, wang, card, ASK)
    assert f"{wang.id} refused reply to card:1" in house.acts()
    assert "先点卡片上的「改写」" in _reply(house, house.mod, card, ASK)


def test_rewritten(house: House, wang: Person, group: Chat) -> None:
    """A moderator's words stand where the answer was, said to be one's, below the line that tells of it."""
    question = house.desk.server.say(wang, group, f"/ask {ASK}")
    answer = house.desk.answer(question)
    house.brought(Why.WRONG, question)
    card = house.card("读者说答得不对")
    house.desk.press(house.mod, card, "改写")
    house.until(card, "在改写")
    assert "小莫" in _reply(house, house.other, card, "不行吧")
    assert "太长" in _reply(house, house.mod, card, "长" * 501)
    assert "用你的文字作答" in _reply(house, house.mod, card, WORDS)
    now = house.until(answer, WORDS).text.split("\n")
    assert now[0].startswith("⚠️ 更正")
    assert now[1] == f"版主补充（不是材料原文）：{WORDS}"
    assert "不构成投资建议" not in now[1]
    assert "材料截至" in now[2]
    assert SAYS not in "\n".join(now)
    house.until(card, "改写了")


def test_held_goes_out_rewritten(house: House, wang: Person, group: Chat) -> None:
    """A held answer goes out in a moderator's words, without a correction: nothing stood before."""
    question = house.desk.server.say(wang, group, "几成箱子是它的")
    house.held(question, ASK)
    card = house.card("还没有发出")
    house.desk.press(house.mod, card, "改写")
    house.until(card, "在改写")
    _reply(house, house.mod, card, WORDS)
    text = house.desk.answer(question).text
    assert WORDS in text
    assert "更正" not in text


def test_a_new_fact(
    house: House, wang: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new fact is written into a template, proposed, confirmed by a second moderator, told, and fit for the files."""
    question = house.desk.server.say(wang, wang, "鹭湾港的吉祥物是什么动物")
    house.desk.answer(question)
    card = house.card("吉祥物")
    house.desk.press(house.mod, card, "新建事实")
    template = house.card("新建事实：复制")
    lines = template.text.split("\n")
    draft = "\n".join(line for line in lines[1:] if line.partition(":")[0] in DRAFT)
    assert "还缺：title、say" in _reply(house, house.mod, template, draft)
    assert "topic 只能填" in _reply(house, house.mod, template, _filled(draft).replace("topic: ", "topic: 没有的"))
    long = _filled(draft).replace("港口的吉祥物是一只白鹭。", "白鹭" * 60)
    assert "改不了" in _reply(house, house.mod, template, long)
    assert "提案 added-1" in _reply(house, house.mod, template, _filled(draft))
    offer = house.card("要新增 added-1")
    assert "+ ask：吉祥物是哪种动物" in offer.text
    house.until(card, "等另一位版主")
    assert "已经有提案" in _reply(house, house.mod, template, _filled(draft))
    assert "另一位版主" in house.desk.press(house.mod, offer, "生效")
    house.desk.press(house.other, offer, "生效")
    house.until(card, "已生效")
    house.desk.server.wait_for(lambda: len(house.desk.server.replies(question)) == 2, 20)
    assert "一只白鹭" in house.desk.server.replies(question)[1].text
    assert "一只白鹭" in house.desk.ask(wang, wang, "吉祥物是哪种动物").text
    house.desk.stop()
    pack = tmp_path / "pack"
    shutil.copytree("tests/packs/egret-bay", pack)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setenv("DATABASE_URL", house.desk.settings.database)
    monkeypatch.setenv("DEALBOT_PACK", str(pack))
    assert main(["knowledge", "export", str(pack)]) == 0
    assert main(["check"]) == 0, capsys.readouterr()
    assert "一只白鹭" in (pack / "facts" / "added.yaml").read_text("utf-8")


def test_a_refused_proposal(house: House, wang: Person) -> None:
    """When a proposed fact is dropped, its card is open again for something else."""
    house.desk.ask(wang, wang, "鹭湾港的吉祥物是什么动物")
    card = house.card("吉祥物")
    house.desk.press(house.mod, card, "新建事实")
    template = house.card("新建事实：复制")
    draft = "\n".join(line for line in template.text.split("\n") if line.partition(":")[0] in DRAFT)
    _reply(house, house.mod, template, _filled(draft))
    house.desk.press(house.other, house.card("要新增 added-1"), "放弃")
    house.desk.server.wait_for(lambda: "等另一位" not in house.desk.server.current(card).text, 20)
    house.desk.press(house.other, card, "忽略")
    house.until(card, "忽略了")


DRAFT = ("title", "say", "topic", "about", "standing", "source", "section", "point", "ask")


def _filled(draft: str) -> str:
    lines = {"title:": "title: 港口的吉祥物", "say:": "say: 港口的吉祥物是一只白鹭。", "ask:": "ask: 吉祥物是哪种动物"}
    return "\n".join(lines.get(line, line) for line in draft.split("\n"))
