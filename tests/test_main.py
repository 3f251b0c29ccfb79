"""The command line, as a program of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.paths import data_root

ROOT = Path(__file__).parents[1]
SECONDS = 240


def run(*arguments: str, text: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program with nothing set but what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "DEALBOT_"))}
    for name in ("DATABASE_URL", "LOG_LEVEL", "LOG_FORMAT"):
        kept.pop(name, None)
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bot", *arguments], input=text, capture_output=True, text=True, encoding="utf-8",
        env=kept | {"PYTHONPATH": str(ROOT)} | environ, timeout=SECONDS, check=False,
    )  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A pack of one's own."""
    return Path(shutil.copytree(data_root() / "knowledge" / "openai-600b", tmp_path / "copy"))


def spoil(pack: Path, name: str, old: str, new: str) -> None:
    """Put `new` in the place of the first `old`."""
    path = pack / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_ask() -> None:
    """A question as arguments is answered on standard output, and nothing else is said."""
    done = run("ask", "英伟达", "投多少")
    assert (done.returncode, done.stderr) == (0, "")
    assert "最高约 300 亿美元" in done.stdout
    assert re.search("不构成.{0,12}建议", done.stdout)


def test_ask_as_json() -> None:
    """With --json the reply is one object."""
    done = run("ask", "--json", "英伟达投多少")
    row = json.loads(done.stdout)
    assert (done.returncode, row["kind"], row["facts"]) == (0, "answer", ["nvidia-amount"])


def test_ask_without_a_question() -> None:
    """Without a question the lines of a pipe are answered as one talk."""
    done = run("ask", text="英伟达投多少\n那微软呢\n")
    assert done.returncode == 0
    assert "最高约 300 亿美元" in done.stdout
    assert "低于 100 亿美元" in done.stdout


def test_jsonl() -> None:
    """With --jsonl conversations come in and replies go out, a line each."""
    done = run("ask", "--jsonl", text='{"id": "A", "turns": ["英伟达投多少", "那微软呢"]}\n')
    (line,) = done.stdout.splitlines()
    assert (done.returncode, json.loads(line)["id"], json.loads(line)["facts"]) == (0, "A", ["microsoft-amount"])


def test_jsonl_with_a_bad_line() -> None:
    """A line that is no conversation is named by its number, and the program ends with 2."""
    done = run("ask", "--jsonl", text='{"id": "A", "turns": ["你好"]}\n{"id": "B"}\n')
    assert done.returncode == 2
    assert done.stdout.count("\n") == 1
    assert done.stderr.startswith("dealbot: line 2: ")
    assert done.stderr.count("\n") == 1


def test_the_same_everywhere() -> None:
    """The same questions get the same replies in another process, whatever its hash seed."""
    texts = ["英伟达投多少", "它为什么投", "有啥风险", "软银投了多少", "600亿占7300亿多少", "三家都打款了吧", "你好"]
    lines = "".join(json.dumps({"id": text, "turns": [text]}) + "\n" for text in texts)
    replies = [run("ask", "--jsonl", text=lines, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")]
    first, second = ([json.loads(line) | {"ms": 0} for line in out.splitlines()] for out in replies)
    assert len(first) == len(texts)
    assert first == second


def test_why() -> None:
    """`why` shows what was understood and what decided."""
    done = run("why", "--json", "英伟达投多少")
    evidence = json.loads(done.stdout)
    assert (done.returncode, evidence["entities"], evidence["kind"]) == (0, ["nvidia"], "answer")


def test_check() -> None:
    """The project's own pack has no problems, and the summary counts what it holds."""
    done = run("check")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^0 problems; \d+ facts, \d+ phrasings, \d+ gaps in ", done.stdout)


def test_check_of_a_broken_pack(copy: Path) -> None:
    """Every problem of a pack is listed as path:line:col, sorted, with 1 as exit code."""
    spoil(copy, "facts/amounts.yaml", "topic: amount", "topic: amuont")
    spoil(copy, "facts/nvidia.yaml", "  title: ", "  titel: ")
    spoil(copy, "gaps.yaml", "- id: closing-date", "- id: total-amount")
    done = run("check", "--pack", str(copy))
    *problems, summary = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (1, "")
    assert all(re.match(r"\S+\.yaml:\d+:\d+: \S", problem) for problem in problems)
    files = {Path(problem.partition(":")[0]).name for problem in problems}
    assert files >= {"amounts.yaml", "nvidia.yaml", "gaps.yaml"}
    assert "did you mean 'amount'?" in done.stdout
    assert "did you mean 'title'?" in done.stdout
    assert summary == f"{len(problems)} problems"


def test_a_broken_pack_does_not_answer(copy: Path) -> None:
    """With a broken pack nothing is answered: the problems and what to do are said, with 2."""
    spoil(copy, "facts/amounts.yaml", "topic: amount", "topic: amuont")
    for command in (("ask", "英伟达投多少"), ("run",)):
        done = run("--pack", str(copy), *command)
        assert (done.returncode, done.stdout) == (2, "")
        assert re.search(r"amounts\.yaml:\d+:\d+: ", done.stderr)
        assert done.stderr.splitlines()[-1] == "Mend these first: dealbot check"
        assert "Traceback" not in done.stderr


def test_another_pack(copy: Path) -> None:
    """--pack and DEALBOT_PACK choose another pack, by folder or by name; the option wins."""
    spoil(copy, "deal.yaml", "publisher: AiCoin", "publisher: 茶报")
    assert "茶报" in run("ask", "--pack", str(copy), "英伟达投多少").stdout
    assert "茶报" in run("ask", "英伟达投多少", DEALBOT_PACK=str(copy)).stdout
    assert "茶报" not in run("--pack", "openai-600b", "ask", "英伟达投多少", DEALBOT_PACK=str(copy)).stdout


def test_run_without_a_token() -> None:
    """Without a token `run` answers the lines of a pipe and says on standard error how to connect."""
    done = run("run", text="英伟达投多少\n那微软呢\n")
    assert done.returncode == 0
    assert "最高约 300 亿美元" in done.stdout
    assert "低于 100 亿美元" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "TELEGRAM_BOT_TOKEN" in done.stderr


@pytest.mark.parametrize(
    ("environ", "names"),
    [
        ({"TELEGRAM_BOT_TOKEN": "hello"}, ["TELEGRAM_BOT_TOKEN"]),
        ({"TELEGRAM_BOT_TOKEN": "hello", "LOG_LEVEL": "LOUD", "DATABASE_URL": "mysql://a:b@c/d",
          "TELEGRAM_API_BASE_URL": "ftp://x", "DEALBOT_PACK": "nowhere"},
         ["TELEGRAM_BOT_TOKEN", "TELEGRAM_API_BASE_URL", "DATABASE_URL", "DEALBOT_PACK", "LOG_LEVEL"]),
    ],
)  # fmt: skip
def test_bad_settings(environ: dict[str, str], names: Sequence[str]) -> None:
    """Every bad setting gets one line, no traceback and no secret, and the program ends with 2."""
    done = run("run", **environ)
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.removeprefix("dealbot: ").splitlines()
    assert [line.partition(":")[0] for line in lines] == names
    assert "a:b@c" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [[], ["dance"], ["why"], ["ask", "--nonsense"]])
def test_wrong_usage(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command line that makes no sense shows the usage and ends with 2."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: dealbot" in capsys.readouterr().err


def test_nobody_reads_on() -> None:
    """A reader that goes away, as `head` does, leaves no traceback."""
    feed = "".join(json.dumps({"id": str(n), "turns": ["英伟达投多少"]}) + "\n" for n in range(2000))
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as program:  # fmt: skip
        assert program.stdin
        assert program.stdout
        assert program.stderr
        program.stdin.write(feed[: len(feed) // 8])
        program.stdin.flush()
        program.stdout.readline()
        program.stdout.close()
        try:
            program.stdin.write(feed)
            program.stdin.close()
        except BrokenPipeError:
            pass
        assert "Traceback" not in program.stderr.read()
        program.wait(SECONDS)
