"""Which revisions the fact base says by itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.records.merging import merged
from bot.core.records.revision import Change, Revision, Stage
from bot.facts.load import load_pack

ROOT = Path(__file__).parents[3]
PACK = load_pack(ROOT / "tests" / "packs" / "egret-bay", ROOT / "knowledge" / "language")
FACTS = {fact.id: fact for fact in PACK.facts}
FACT = next(fact for fact in PACK.facts if fact.figure)
VALUE = f"{FACT.measured.value:.2f}"


def _live(number: int, change: Change, fields: dict[str, str] | None = None, asks: tuple[str, ...] = ()) -> Revision:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Revision(FACT.id, change, 1, at, fields or {}, asks, {}, Stage.LIVE, number=number, id=number)


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        (((Change.WORDING, {"say": "前"}), (Change.WORDING, {"say": FACT.say})), [1, 2]),
        (((Change.WORDING, {"say": FACT.say}), (Change.WORDING, {"say": "后"})), []),
        (((Change.FIGURE, {"figure.value": VALUE}), (Change.WORDING, {"more": "库里的一句。"})), [1]),
        (((Change.PAUSE, {}), (Change.UNDO, {})), []),
        (((Change.RETIRE, {}),), []),
    ],
)  # fmt: skip
def test_said_by_the_files(changes: tuple[tuple[Change, dict[str, str]], ...], known: list[int]) -> None:
    """A revision is merged where the files say what all revisions come to; what only runs, like a hold, never is."""
    revisions = [_live(number, *change) for number, change in enumerate(changes, 1)]
    assert merged(revisions, FACTS) == known


def test_phrasings_and_withdrawal() -> None:
    """A phrasing is merged once the fact has it, and everything of a withdrawn fact once that is gone."""
    known, new = _live(1, Change.PHRASING, {}, FACT.asks[:1]), _live(2, Change.PHRASING, {}, ("没有的问法",))
    assert merged([known, new], FACTS) == [1]
    assert merged([known, new, _live(3, Change.RETIRE)], {}) == [1, 2, 3]
