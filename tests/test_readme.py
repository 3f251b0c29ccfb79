"""The READMEs and the list of commands: every command in them is one, and does something."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh-CN.md", "docs/commands.md", "docs/privacy.md")
SECONDS = 120
# What stands for something of the reader's own.
MEANT = {"...": "英伟达投多少", "……": "英伟达投多少", "NAME": "my-deal", "FILE.png": "deal.png", "answers.csv": "a.csv"}
# What cannot work on a machine without a token, and the reason that it gives.
REFUSED = {"webhook": "TELEGRAM_BOT_TOKEN is not set", "doctor": "TELEGRAM_BOT_TOKEN"}


def commands() -> list[str]:
    """The commands of all pages, each once, without what is said about them."""
    found: dict[str, None] = {}
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        lines = re.findall(r"^    (\S.*)$", text, re.MULTILINE) + re.findall(r"`([^`\n]+)`", text)
        for line in lines:
            command = line.partition("   ")[0].removeprefix(".venv/bin/").strip()
            if re.match(r"(dealbot|make) [a-z]|\w+=\S+ .*make ", command):
                found[command] = None
    return list(found)


def test_there_are_commands() -> None:
    """The pages are read as they are meant: nothing slips through because it is written in another way."""
    assert {"make run", "make test", "dealbot check", "dealbot doctor", "dealbot purge"} <= set(commands())


def run(words: list[str], folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a program with nothing set but what is given, and nothing to read."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "DEALBOT_"))}
    return subprocess.run(  # noqa: S603
        words, cwd=folder, env=kept | environ, input="", capture_output=True, text=True, encoding="utf-8",
        timeout=SECONDS, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", [c for c in commands() if "make" in c])
def test_make(command: str) -> None:
    """A target is there; what it does, it does when the checks run."""
    done = run([shutil.which("make") or "make", "--dry-run", command.rpartition("make ")[2]], ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("dealbot ")])
def test_dealbot(command: str, tmp_path: Path) -> None:
    """A command works, or says in one line what it needs."""
    words = [MEANT.get(word, word) for word in shlex.split(command)[1:]]
    if words[0] == "sandbox":
        pytest.skip("it is tried in the browser: tests/sandbox/test_page.py")
    if words[0] == "new-pack":
        # Else it would stay in the checkout.
        words.append(str(tmp_path / "pack"))
    ledger = f"sqlite:///{tmp_path / 'ledger.db'}"
    done = run([sys.executable, "-m", "bot", *words], tmp_path, PYTHONPATH=str(ROOT), DATABASE_URL=ledger)
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    reason = REFUSED.get(words[0], "")
    assert done.returncode == (0 if not reason else 1 if words[0] == "doctor" else 2), said
    assert reason in said
