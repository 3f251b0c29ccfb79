"""A correction of many copies, and programs that die in the middle of it."""

import random
import time
from pathlib import Path

from bot.sandbox.errors import ApiError, too_many_requests
from bot.sandbox.model import Json, Message, Person
from bot.sandbox.server import SandboxServer
from tests.faults.programs import Program

PACK, ASK = "tests/packs/egret-bay", "/ask 远汐占港口几成箱子"
OLD, NEW = "港口三成左右的箱子由远汐运来。", "港口四成左右的箱子由远汐运来。"
CHATS, COPIES = 20, 200
PATIENCE = 90.0


class Busy:
    """Asks to wait now and then, as Telegram does of those who edit much."""

    def __init__(self, every: int) -> None:
        self.every = every
        self.seen = 0

    def __call__(self, method: str, _: Json) -> ApiError | None:
        """Refuse or let through."""
        if method != "editMessageText":
            return None
        self.seen += 1
        return too_many_requests(1) if self.seen % self.every == 0 else None


def _ask(server: SandboxServer, person: Person) -> list[Message]:
    """The copies: ten questions in each of twenty groups, answered."""
    groups = [server.add_group(f"群{number}", members=(person,)) for number in range(CHATS)]
    asked = [server.say(person, groups[number % CHATS], ASK) for number in range(COPIES)]
    server.wait_for(lambda: all(server.replies(question) for question in asked), PATIENCE)
    return [server.replies(question)[0] for question in asked]


def test_two_hundred_copies(tmp_path: Path) -> None:
    """200 copies in 20 chats are all edited once, though the program is killed three times; the report is exact."""
    chance = random.Random(3)  # noqa: S311 - the same moments each time
    database = f"sqlite:///{tmp_path}/dealbot.db"
    with SandboxServer(privacy=False) as server:
        owner = server.add_person("阿欧", "ou", started=True)
        reader = server.add_person("小读", "du", started=True)

        def program() -> Program:
            return Program(server, database, pack=PACK, owners=(owner.id,))

        with program():
            copies = _ask(server, reader)
            offer = server.say(owner, owner, f"/set yuanxi-boxes\nsay: {NEW}")
            server.wait_for(lambda: server.replies(offer), PATIENCE)
            server.intercept(Busy(50))
            server.press(owner, server.replies(offer)[0], "生效，并更正已发出的消息")
            server.wait_for(lambda: any(OLD + " → " in server.current(copy).text for copy in copies), PATIENCE)
        for _ in range(2):
            with program():
                # Which moment it hits is what is tested.
                time.sleep(chance.uniform(1.0, 2.5))
        with program() as last:
            server.wait_for(lambda: any("更正完成" in m.text for m in server.said(owner)), PATIENCE)
            code, log = last.end()
        texts = [server.current(copy).text for copy in copies]
        reports = [m.text for m in server.said(owner) if "更正完成" in m.text]
    assert code == 0, log
    assert [text.count(f"{OLD} → {NEW}") for text in texts] == [1] * COPIES
    assert all(text.count("更正") == 1 for text in texts)
    assert reports == ["更正完成：yuanxi-boxes。已更正 200 处，够不着 0 处。"]
