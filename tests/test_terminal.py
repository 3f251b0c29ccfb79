"""Questions and answers on standard input and output."""

import io
import json

import pytest

from bot import terminal
from bot.core.answer import Answerer
from bot.core.model import Kind

ASK, NEXT = "英伟达投多少", "那微软呢"


def test_say(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer is printed as people read it."""
    terminal.say(answerer, ASK, as_json=False)
    assert capsys.readouterr().out == answerer.answer(ASK).reply.text + "\n"


def test_say_as_json(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer as JSON is one object on one line, Chinese as it is."""
    terminal.say(answerer, ASK, as_json=True)
    line = capsys.readouterr().out
    reply = answerer.answer(ASK).reply
    row = json.loads(line)
    assert row | {"ms": 0} == {"kind": reply.kind, "text": reply.text, "facts": list(reply.fact_ids), "ms": 0}
    assert row["ms"] >= 0
    assert line.count("\n") == 1
    assert "英伟达" in line


def test_chat(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """Line after line is answered, empty ones are passed over, and a follow-up leans on what was said."""
    terminal.chat(answerer, io.StringIO(f"{ASK}\n\n   \n{NEXT}\n"), interactive=False)
    printed = capsys.readouterr()
    first, second, rest = printed.out.split("\n\n")
    assert first == answerer.answer(ASK).reply.text
    assert "微软" in second
    assert "100 亿" in second
    assert (rest, printed.err) == ("", "")


def test_chat_with_a_person(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody at a keyboard gets a prompt, which stays out of what is printed."""
    terminal.chat(answerer, io.StringIO(f"{ASK}\n"), interactive=True)
    printed = capsys.readouterr()
    assert printed.err == terminal.PROMPT * 2
    assert terminal.PROMPT not in printed.out


def test_last_line_without_end(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """The last line needs no line end."""
    terminal.chat(answerer, io.StringIO(ASK), interactive=False)
    assert capsys.readouterr().out == answerer.answer(ASK).reply.text + "\n\n"


def test_examine(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """Each conversation gets one line with its id and the reply to its last turn; lines know nothing of each other."""
    conversations = [
        {"id": "A", "turns": [ASK, NEXT]},
        {"id": "B", "turns": [NEXT]},
        {"id": 7, "turns": [ASK], "kind": ["answer"]},
    ]
    lines = [json.dumps(item, ensure_ascii=False) + "\n" for item in conversations]
    assert terminal.examine(answerer, [lines[0], "\n", *lines[1:]]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in rows] == ["A", "B", "7"]
    assert all(row.keys() == {"id", "kind", "text", "facts", "ms"} for row in rows)
    assert all(row["kind"] in set(Kind) for row in rows)
    assert rows[0]["facts"] == ["microsoft-amount"]
    assert rows[1]["text"] == answerer.answer(NEXT).reply.text
    assert rows[2]["text"] == answerer.answer(ASK).reply.text


@pytest.mark.parametrize(
    "line",
    ["not json", "[]", "7", "null", "{}", '{"id": "A"}', '{"turns": ["x"]}', '{"id": "A", "turns": []}',
     '{"id": "A", "turns": null}', '{"id": "A", "turns": 7}'],
)  # fmt: skip
def test_examine_stops_at_a_bad_line(line: str, answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that is no conversation ends it with 2 and its number; what came before is answered."""
    assert terminal.examine(answerer, ['{"id": "A", "turns": ["英伟达投多少"]}\n', "\n", line + "\n"]) == 2
    printed = capsys.readouterr()
    assert printed.out.count("\n") == 1
    assert printed.err == 'dealbot: line 3: want {"id": "...", "turns": ["...", ...]}\n'


def test_explain(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """Why an answer is given: what was understood, the candidates, the decision."""
    terminal.explain(answerer, ASK, as_json=True)
    evidence = json.loads(capsys.readouterr().out)
    assert evidence["entities"] == ["nvidia"]
    assert evidence["candidates"][0]["id"] == "nvidia-amount"
    assert evidence["reply"] == answerer.answer(ASK).reply.text
    terminal.explain(answerer, ASK, as_json=False)
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("entities", "candidates", "decision", "nvidia-amount"))
