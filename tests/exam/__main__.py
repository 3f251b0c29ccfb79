"""`python -m tests.exam`: score per kind, confusion between kinds, rate of wrong answers."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from bot.settings import load_settings
from tests.exam.items import FOLDER, MISSES, read_items, read_misses
from tests.exam.judge import Judge, Verdict, share

_HEAD = """\
# 现在还答不对、但题目本身没错的对话。题目写在各主题文件里，这里只记下哪些暂时不通过。
# 修好一条就要从这里删掉一条(测试会检查)。用 python -m tests.exam --update-misses 可以重写本文件。
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the exam and return 1 where it falls short of a limit."""
    args = _parser().parse_args(argv)
    verdicts = examine(args.conversations, args.pack)
    misses = args.conversations / MISSES
    known = set(read_misses(misses))
    if args.update_misses:
        misses.write_text(_misses(verdicts), encoding="utf-8")
    shown = [v for v in verdicts if not v.passed and (args.show or v.item.key not in known)]
    lines = [*_table(verdicts), *_confusion(verdicts), *map(_line, () if args.update_misses else shown)]
    passed, wrong = share(v.passed for v in verdicts), share(v.wrong for v in verdicts)
    lines.append(f"{len(verdicts)} conversations: {passed:.1%} passed, {wrong:.2%} wrong answers")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(passed * 100 < args.least or wrong * 100 > args.most_wrong)


def examine(folder: Path = FOLDER, pack: str = "") -> list[Verdict]:
    """The verdict on every item in `folder`, known misses too, by the bot's own pack or by another one."""
    judge = Judge.of(load_settings({"DEALBOT_PACK": pack}))
    return [judge.judge(item) for item in read_items(folder)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.exam", description=__doc__)
    parser.add_argument("--least", type=float, default=97.0, metavar="PERCENT", help="exit 1 below this score")
    parser.add_argument("--most-wrong", type=float, default=1.0, metavar="PERCENT",
                        help="exit 1 above this rate of wrong answers")  # fmt: skip
    parser.add_argument("--pack", default="", metavar="DIR", help="examine another pack than the bot's own")
    parser.add_argument("--conversations", type=Path, default=FOLDER, metavar="DIR", help="by these conversations")
    parser.add_argument("--show", action="store_true", help="print every failure, known misses too")
    parser.add_argument("--update-misses", action="store_true", help="write what fails now to known_misses.yaml")
    return parser


def _table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    yield f"{'kind or theme':24} passed      wrong"
    for name, key in (("", _kind), ("  ", _theme)):
        for group in sorted({key(v) for v in verdicts}):
            of_it = [v for v in verdicts if key(v) == group]
            passed, wrong = sum(v.passed for v in of_it), sum(v.wrong for v in of_it)
            yield f"{name + group:24} {passed:4}/{len(of_it):<4} {wrong:6}"


def _kind(verdict: Verdict) -> str:
    return str(verdict.item.kinds[0])


def _theme(verdict: Verdict) -> str:
    return verdict.item.theme


def _confusion(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Which kind came instead of which, most often first."""
    off = ((_kind(v), str(v.outcome.reply.kind)) for v in verdicts if v.outcome.reply.kind not in v.item.kinds)
    for (right, said), count in Counter(off).most_common():
        yield f"{count:4} x {said} instead of {right}"


def _line(verdict: Verdict) -> str:
    sign = "WRONG" if verdict.wrong else "miss "
    said = verdict.outcome.reply.text.partition("\n")[0]
    return f"{sign} {verdict.item.place} {verdict.item.key[:110]}\n      {'; '.join(verdict.why)}\n      {said}"


def _misses(verdicts: Iterable[Verdict]) -> str:
    failing = [{"turns": list(v.item.turns), "now": "; ".join(v.why)} for v in verdicts if not v.passed]
    body = yaml.safe_dump(failing, allow_unicode=True, sort_keys=False, width=100) if failing else "[]\n"
    return _HEAD + body


if __name__ == "__main__":
    sys.exit(main())
