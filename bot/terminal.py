"""Questions and answers on standard input and output: for people, for pipes and for exams."""

import json
import sys
import time
from collections.abc import Iterable
from typing import TextIO

from bot.core.answer import Answerer, Outcome
from bot.core.model import Turn

MOST_TURNS = 6
PROMPT = "> "
HOW_TO_CONNECT = (
    "No TELEGRAM_BOT_TOKEN: staying on this machine. "
    "To connect Telegram, set it to a token from @BotFather and run again."
)


def say(answerer: Answerer, question: str, as_json: bool) -> None:
    """Print the answer to one question, as text or as one JSON object."""
    started = time.perf_counter()
    outcome = answerer.answer(question)
    print(_row("", outcome, started) if as_json else outcome.reply.text)


def explain(answerer: Answerer, question: str, as_json: bool) -> None:
    """Print why a question is answered as it is: what was understood, weighed and decided."""
    outcome = answerer.answer(question)
    evidence = {**outcome.evidence(), "kind": outcome.reply.kind, "reply": outcome.reply.text}
    if as_json:
        print(json.dumps(evidence, ensure_ascii=False))
        return
    for name, value in evidence.items():
        rows = value if isinstance(value, list) and value and isinstance(value[0], dict) else [value]
        for row in rows:
            print(f"{name:12} {json.dumps(row, ensure_ascii=False) if not isinstance(row, str) else row}")


def chat(answerer: Answerer, lines: TextIO, interactive: bool) -> None:
    """Answer line after line; follow-ups lean on the lines before them."""
    turns: list[Turn] = []
    for line in _prompted(lines, interactive):
        if not line.strip():
            continue
        outcome = answerer.answer(line.strip(), turns[-MOST_TURNS:])
        turns.append(_turn(line.strip(), outcome))
        print(outcome.reply.text, end="\n\n", flush=True)


def examine(answerer: Answerer, lines: Iterable[str]) -> int:
    """Answer conversations in JSON Lines, one reply a line; return the exit code: 2 where a line is no conversation."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            name, texts = str(item["id"]), [str(text) for text in item["turns"]]
            last = texts.pop()
        except (ValueError, KeyError, TypeError, IndexError):
            print(f'dealbot: line {number}: want {{"id": "...", "turns": ["...", ...]}}', file=sys.stderr)
            return 2
        turns: list[Turn] = []
        for text in texts:
            turns.append(_turn(text, answerer.answer(text, turns[-MOST_TURNS:])))
        started = time.perf_counter()
        print(_row(name, answerer.answer(last, turns[-MOST_TURNS:]), started), flush=True)
    return 0


def _row(name: str, outcome: Outcome, started: float) -> str:
    row = {"id": name} if name else {}
    facts = {"kind": outcome.reply.kind, "text": outcome.reply.text, "facts": list(outcome.reply.fact_ids)}
    return json.dumps({**row, **facts, "ms": round((time.perf_counter() - started) * 1000, 2)}, ensure_ascii=False)


def _turn(text: str, outcome: Outcome) -> Turn:
    return Turn(text, outcome.reply.kind, outcome.reply.fact_ids)


def _prompted(lines: TextIO, interactive: bool) -> Iterable[str]:
    while True:
        if interactive:
            print(PROMPT, end="", file=sys.stderr, flush=True)
        line = lines.readline()
        if not line:
            return
        yield line
