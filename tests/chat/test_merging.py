"""Revisions that an editor has written into the files of the fact base."""

import shutil
from dataclasses import replace
from pathlib import Path

from bot.answering import load_living
from bot.changes import write
from bot.sandbox.model import Person
from bot.sandbox.server import SandboxServer
from bot.settings import load_settings
from tests.chat.harness import Bench

FACT, ASK = "yuanxi-boxes", "远汐占港口几成箱子"
OLD, NEW = "港口三成左右的箱子由远汐运来。", "港口四成左右的箱子由远汐运来。"
BY_HAND, LAST = "港口四成多的箱子由远汐运来。", "港口五成左右的箱子由远汐运来。"
EDIT, SILENT = "生效，并更正已发出的消息", "只对以后生效"


def _start(bench: Bench, pack: Path) -> None:
    """Start the bot on the files as they are now."""
    bench.core = load_living(load_settings({"DEALBOT_PACK": str(pack)}))
    bench.start()


def test_what_an_editor_writes_later_wins(server: SandboxServer, wang: Person, tmp_path: Path) -> None:
    """Once the files say a revision it counts no more, others do; old copies are still found by the next correction."""
    owner, pack = server.add_person("阿欧", "ou", started=True), tmp_path / "pack"
    shutil.copytree("tests/packs/egret-bay", pack)
    bench = Bench(server, tmp_path)
    bench.settings = replace(bench.settings, owners=(owner.id,))
    _start(bench, pack)
    copy = bench.ask(wang, wang, ASK)
    bench.press(owner, bench.ask(owner, owner, f"/set {FACT}\nsay: {NEW}"), SILENT)
    write(replace(bench.settings, pack=pack), pack)
    bench.press(owner, bench.ask(owner, owner, "/set yuanxi-cash\nmore: 只在库里。"), SILENT)
    bench.stop()

    _start(bench, pack)
    assert NEW in bench.ask(wang, wang, ASK).text
    assert "说法（已并入文件）" in bench.ask(owner, owner, f"/history {FACT}").text
    assert "没有可以撤销的改动" in bench.ask(owner, owner, f"/undo {FACT}").text
    bench.stop()

    file = pack / "facts" / "aims.yaml"
    file.write_text(file.read_text("utf-8").replace(NEW, BY_HAND), "utf-8")
    _start(bench, pack)
    assert BY_HAND in bench.ask(wang, wang, ASK).text
    assert "more：只在库里。" in bench.ask(owner, owner, "/fact yuanxi-cash").text
    bench.press(owner, bench.ask(owner, owner, f"/set {FACT}\nsay: {LAST}"), EDIT)
    server.wait_for(lambda: f"{OLD} → {LAST}" in server.current(copy).text, 20)
    bench.stop()
