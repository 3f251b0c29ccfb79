"""Telegram at its worst: refusals, waits, moved groups, broken beginnings."""

import logging
import socket
import sqlite3
from contextlib import closing
from dataclasses import replace
from time import sleep

import httpx
import pytest

from bot.app import run
from bot.chat.connection import ConnectionFailedError
from bot.logs import UpdateFilter
from bot.sandbox.errors import ApiError, bad_request, forbidden, too_many_requests
from bot.sandbox.model import Chat, Json, Person
from bot.sandbox.server import SandboxServer
from tests.chat.harness import Bench
from tests.chat.standin import StandIn


class FirstTimes:
    """Refuses a method the first few times."""

    def __init__(self, method: str, error: ApiError, times: int = 1) -> None:
        self.method = method
        self.error = error
        self.left = times

    def __call__(self, method: str, _: Json) -> ApiError | None:
        """Refuse or let through."""
        if method != self.method or not self.left:
            return None
        self.left -= 1
        return self.error


def test_sending_fails(bench: Bench, wang: Person, group: Chat) -> None:
    """An answer that cannot be sent is in the ledger with the reason, and the next one is sent."""
    bench.server.intercept(FirstTimes("sendMessage", forbidden("bot was kicked from the supergroup chat")))
    bench.server.say(wang, group, "/ask 茶")
    bench.ask(wang, wang, "盐")
    row = bench.wait_row(lambda row: row["state"] == "failed")
    assert row["reply_text"] == "茶每年三月采。"
    assert "bot was kicked" in row["error"]
    assert row["answer_id"] is None


def test_log_of_a_refusal(bench: Bench, wang: Person, group: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """What the log says of a message that was not delivered carries the number of the update it answers."""
    bench.ask(wang, wang, "盐")
    caplog.handler.addFilter(UpdateFilter())
    bench.server.intercept(FirstTimes("sendMessage", bad_request("CHAT_WRITE_FORBIDDEN")))
    bench.server.say(wang, group, "/ask 茶")
    row = bench.wait_row(lambda row: row["state"] == "failed")
    (line,) = [record for record in caplog.records if "was not delivered" in record.getMessage()]
    assert vars(line)["update"] == row["update_id"]


@pytest.mark.parametrize("error", [too_many_requests(0), ApiError(502, "Bad Gateway")])
def test_passing_trouble(bench: Bench, wang: Person, error: ApiError) -> None:
    """A request to wait and a server that is away for a moment are sat out."""
    bench.server.intercept(FirstTimes("sendMessage", error, times=2))
    assert bench.ask(wang, wang, "茶").text == "茶每年三月采。"


def test_waiting_too_long(bench: Bench, wang: Person) -> None:
    """A wait beyond the limit is not sat out but recorded."""
    bench.server.intercept(FirstTimes("sendMessage", too_many_requests(3600)))
    bench.server.say(wang, wang, "茶")
    bench.server.wait_for(lambda: bench.server.called("sendMessage"))
    assert "RetryAfter" in bench.wait_row(lambda row: row["error"])["error"]


def test_refused_html(bench: Bench, wang: Person) -> None:
    """What Telegram cannot parse is sent as plain text."""
    assert bench.ask(wang, wang, "坏格式").text == "茶 < 盐"


def test_edit_refused(bench: Bench, wang: Person) -> None:
    """When the answer to edit is gone, no new one appears."""
    question = bench.server.say(wang, wang, "茶")
    answer = bench.answer(question)
    bench.server.delete(answer)
    bench.server.edit(question, "盐")
    assert "Message to edit not found" in bench.wait_row(lambda row: row["error"])["error"]
    assert not bench.server.replies(question)


def test_migrated_group(bench: Bench, wang: Person, li: Person, server: SandboxServer) -> None:
    """When a group becomes a supergroup, its pause and its conversations move along."""
    old = server.add_group("小群", admins=(li,), members=(wang,), basic=True)
    bench.ask(wang, old, "/ask 盐")
    bench.ask(li, old, "/pause")
    new = server.migrate(old)
    ignored = server.say(wang, new, "/ask 茶")
    assert bench.ask(li, new, "/resume").text == "[resumed]"
    assert bench.ask(wang, new, "/ask 再说说").text == "盐从海水来。"
    assert not server.replies(ignored)


def test_group_migrates_before_the_answer(bench: Bench, wang: Person, server: SandboxServer) -> None:
    """An answer that finds its group moved follows it."""
    old = server.add_group("小群", members=(wang,), basic=True)
    new = server.add_group("大群", members=(wang,))
    moved = bad_request("group chat was upgraded to a supergroup chat")
    server.intercept(FirstTimes("sendMessage", replace(moved, parameters={"migrate_to_chat_id": new.id})))
    server.say(wang, old, "/ask 茶")
    assert server.wait_for(lambda: server.said(new))[0].text == "茶每年三月采。"
    row = bench.wait_row(lambda row: row["state"] == "sent")
    assert (row["chat_id"], row["moved_from"]) == (new.id, None)


def test_crash_in_the_core(bench: Bench, wang: Person, caplog: pytest.LogCaptureFixture) -> None:
    """When the core fails, the asker is told and the next question is answered."""
    with caplog.at_level(logging.ERROR):
        assert bench.ask(wang, wang, "崩溃").text == "[trouble]"
    assert bench.ask(wang, wang, "茶").text == "茶每年三月采。"
    assert len(caplog.messages[0]) < 2000


def test_crash_behind_a_button(bench: Bench, wang: Person) -> None:
    """When the core fails on a press, the presser is told."""
    answer = bench.ask(wang, wang, "茶")
    assert bench.press(wang, answer, "ask:crash", stale=True) == "[trouble]"


def test_failing_apology(bench: Bench, wang: Person) -> None:
    """When even the apology cannot be sent, the bot goes on."""
    bench.server.intercept(FirstTimes("sendMessage", forbidden("bot was blocked by the user")))
    bench.server.say(wang, wang, "崩溃")
    assert bench.ask(wang, wang, "茶").text == "茶每年三月采。"


def test_late_press(bench: Bench, wang: Person) -> None:
    """A press that is answered too late still brings its message."""
    late = bad_request("query is too old and response timeout expired or query ID is invalid")
    answer = bench.ask(wang, wang, "茶")
    bench.server.intercept(FirstTimes("answerCallbackQuery", late))
    bench.server.press(wang, answer, "来源")
    assert bench.answer(answer).text == "出处：茶每年三月采。"
    assert bench.press(wang, answer, "来源") == "[already_above]"


@pytest.mark.parametrize("error", [too_many_requests(0), ApiError(502, "Bad Gateway")])
def test_updates_are_out_of_reach(idle: Bench, wang: Person, error: ApiError) -> None:
    """When updates cannot be fetched for a moment, the bot tries again."""
    idle.server.intercept(FirstTimes("getUpdates", error))
    idle.start()
    assert idle.ask(wang, wang, "茶").text == "茶每年三月采。"


def test_command_list_refused(idle: Bench, wang: Person) -> None:
    """A command list that Telegram does not take keeps nothing from working."""
    idle.server.intercept(FirstTimes("setMyCommands", bad_request("BOT_COMMAND_INVALID")))
    idle.start()
    assert idle.ask(wang, wang, "茶").text == "茶每年三月采。"


def test_no_bot_api_server(idle: Bench) -> None:
    """A server that answers, but not as Telegram does, ends the bot with one sentence."""
    idle.server.intercept(FirstTimes("deleteWebhook", bad_request("what?")))
    idle.start()
    idle.join()
    assert "does not answer as Telegram does" in str(idle.failure)


def test_second_poller(bench: Bench, wang: Person, server: SandboxServer) -> None:
    """When another program takes the updates, the bot ends and says so."""
    bench.ask(wang, wang, "茶")
    server.wait_fetched()
    while bench.failure is None:
        httpx.post(f"{server.url}/bot{server.token}/getUpdates", json={"timeout": 1})
    bench.join()
    assert isinstance(bench.failure, ConnectionFailedError)
    assert "another program" in str(bench.failure)


def test_revoked_token(bench: Bench, wang: Person, server: SandboxServer) -> None:
    """When the token is revoked, the bot ends and says so."""
    bench.ask(wang, wang, "茶")
    server.intercept(FirstTimes("getUpdates", ApiError(401, "Unauthorized"), times=1000))
    server.say(wang, wang, "盐")
    bench.join()
    assert "TELEGRAM_BOT_TOKEN" in str(bench.failure)


@pytest.mark.usefixtures("calm_logging")
def test_bad_beginnings(idle: Bench, capfd: pytest.CaptureFixture[str]) -> None:
    """No token, a wrong one, no server, no database: one line, exit code 2, and no token in it."""
    wrong = idle.server.token[:-1] + "1"
    with socket.create_server(("127.0.0.1", 0)) as unused:
        nowhere = f"http://127.0.0.1:{unused.getsockname()[1]}"
    file = idle.settings.pack / "file"
    file.write_text("")
    cases = {
        "TELEGRAM_BOT_TOKEN is not set": replace(idle.settings, token=""),
        "refuses the token": replace(idle.settings, token=wrong),
        "cannot be reached": replace(idle.settings, api_root=nowhere),
        "cannot open the database": replace(idle.settings, database=f"sqlite:///{file}/dealbot.db"),
    }
    for says, settings in cases.items():
        assert run(settings, StandIn()) == 2
        said = capfd.readouterr().err
        # The sandbox server of this process may log between; what the program says of itself begins with its name.
        (line,) = [line for line in said.splitlines() if line.startswith("dealbot: ")]
        assert says in line
        assert "Traceback" not in said
        assert wrong not in said


@pytest.mark.parametrize("privacy", [True, False])
def test_privacy_warning(idle: Bench, wang: Person, caplog: pytest.LogCaptureFixture, privacy: bool) -> None:
    """Starting with privacy mode on is warned of."""
    idle.server.world.privacy = privacy
    idle.start()
    idle.ask(wang, wang, "茶")
    assert ("privacy mode is on" in caplog.text) is privacy


class Slow:
    """Answers the first request of a method later than anybody waits."""

    def __init__(self, method: str, seconds: float) -> None:
        self.method = method
        self.seconds = seconds

    def __call__(self, method: str, _: Json) -> ApiError | None:
        """Wait once, then let all through."""
        if method == self.method and self.seconds:
            seconds, self.seconds = self.seconds, 0.0
            sleep(seconds)
        return None


def test_time_out(bench: Bench, wang: Person) -> None:
    """A message whose sending timed out may stand: it is not sent a second time, but listed."""
    bench.ask(wang, wang, "盐")
    bench.server.intercept(Slow("sendMessage", 7.0))
    question = bench.server.say(wang, wang, "茶")
    assert "TimedOut" in bench.wait_row(lambda row: row["state"] == "failed")["error"]
    assert bench.ask(wang, wang, "盐").text == "盐从海水来。"
    assert len(bench.server.replies(question)) <= 1


def test_database_away(bench: Bench, wang: Person, caplog: pytest.LogCaptureFixture) -> None:
    """While another program holds the database, questions wait; then they are answered."""
    bench.ask(wang, wang, "茶")
    with closing(sqlite3.connect(bench.settings.database.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        question = bench.server.say(wang, wang, "盐")
        with caplog.at_level(logging.WARNING):
            bench.wait_log(caplog, "locked")
        other.execute("ROLLBACK")
    assert bench.answer(question).text == "盐从海水来。"
