"""The line to Telegram at its worst: cut in the middle, slow, gone."""

import sqlite3
from contextlib import closing
from time import monotonic, sleep

import pytest

from bot.sandbox.model import Message, Person
from bot.sandbox.server import SandboxServer
from tests.chat.harness import PATIENCE, Bench
from tests.chat.wire import Cut, Wire

SLOW = 0.3
PEOPLE, QUESTIONS = 5, 50


@pytest.mark.parametrize("reset", [True, False])
@pytest.mark.parametrize("heard", [True, False])
def test_cut_while_sending(wired: Bench, wire: Wire, wang: Person, heard: bool, reset: bool) -> None:
    """A message whose connection ended may stand: it is listed and not sent again, and the next one is sent."""
    wired.ask(wang, wang, "盐")
    wire.cut(Cut("sendMessage", heard, reset))
    question = wired.server.say(wang, wang, "茶")
    assert "NetworkError" in wired.wait_row(lambda row: row["state"] == "failed")["error"]
    assert wired.ask(wang, wang, "盐").text == "盐从海水来。"
    assert len(wired.server.replies(question)) == int(heard)


@pytest.mark.parametrize("heard", [True, False])
def test_cut_while_editing(wired: Bench, wire: Wire, wang: Person, heard: bool) -> None:
    """An edit is repeated whatever became of the first: twice it says what it said once."""
    question = wired.server.say(wang, wang, "茶")
    answer = wired.answer(question)
    wire.cut(Cut("editMessageText", heard, reset=True))
    wired.server.edit(question, "盐")
    row = wired.wait_row(lambda row: row["edited"] and row["state"] == "sent")
    assert (row["answer_id"], row["error"]) == (answer.id, None)
    assert [reply.text for reply in wired.server.replies(question)] == ["盐从海水来。"]


def test_nobody_answers_the_phone(wired: Bench, wire: Wire, wang: Person) -> None:
    """A message that finds no connection never left: it is sent when there is one again, once."""
    wired.ask(wang, wang, "盐")
    wire.close()
    question = wired.server.say(wang, wang, "茶")
    _wait_refused(wired, "ConnectError")
    wire.listen()
    assert wired.answer(question).text == "茶每年三月采。"
    wired.ask(wang, wang, "盐")
    assert len(wired.server.replies(question)) == 1


@pytest.mark.usefixtures("wired")
def test_slow_server(wire: Wire, server: SandboxServer) -> None:
    """Where every answer takes its time, fifty questions of five people are each answered once, in their order."""
    wire.seconds = SLOW
    people = [server.add_person(f"人{number}", f"person{number}", started=True) for number in range(PEOPLE)]
    asked = [server.say(people[n % PEOPLE], people[n % PEOPLE], f"茶 {n}") for n in range(QUESTIONS)]
    server.wait_for(lambda: all(server.replies(question) for question in asked), 3 * PATIENCE)
    for person in people:
        assert [answer.reply_to for answer in server.said(person)] == _numbers(asked, person)


def _numbers(asked: list[Message], person: Person) -> list[int]:
    return [question.id for question in asked if question.chat_id == person.id]


def _wait_refused(bench: Bench, why: str) -> None:
    """Wait until a message is put back for this reason."""
    until = monotonic() + PATIENCE
    with closing(sqlite3.connect(bench.settings.database.removeprefix("sqlite:///"))) as db:
        while monotonic() < until:
            if db.execute("SELECT 1 FROM outbox WHERE error LIKE ?", (f"%{why}%",)).fetchone():
                return
            sleep(0.01)
    raise TimeoutError(f"no message was refused with {why}")
