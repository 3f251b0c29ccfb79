"""Settings: everything that is wrong is said at once, each where it is."""

from pathlib import Path

import pytest

from bot.paths import data_root
from bot.settings import Limits, SettingsError, load_settings

GOOD = """\
pack: tea
follow_up_minutes: 10
retention_days: 90
flood_burst: 6
flood_seconds: 10
press_burst: 15
press_seconds: 3
updates_at_once: 64
send_attempts: 4
longest_wait: 60
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A data root with one pack."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "bot.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "knowledge" / "tea").mkdir(parents=True)
    (tmp_path / "knowledge" / "tea" / "deal.yaml").write_text("")
    return tmp_path


def problems(root: Path, **environ: str) -> list[str]:
    """Return what is wrong."""
    with pytest.raises(SettingsError) as caught:
        load_settings(environ, root)
    return caught.value.problems


def test_defaults(root: Path) -> None:
    """Without any variable the defaults hold."""
    settings = load_settings({}, root)
    assert (settings.token, settings.api_root, settings.log_level) == ("", "", "INFO")
    assert settings.database == Path("data/dealbot.db")
    assert settings.pack == root / "knowledge" / "tea"
    assert settings.limits == Limits()


def test_environment(root: Path, tmp_path: Path) -> None:
    """Every variable is honoured, and a closing slash does no harm."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "deal.yaml").write_text("")
    settings = load_settings(
        {
            "TELEGRAM_BOT_TOKEN": " 123:AA_bb-cc ",
            "TELEGRAM_API_BASE_URL": "http://localhost:8081/",
            "DATABASE_URL": "sqlite:////var/lib/dealbot.db",
            "DEALBOT_PACK": str(other),
            "LOG_LEVEL": "debug",
        },
        root,
    )
    assert (settings.token, settings.api_root) == ("123:AA_bb-cc", "http://localhost:8081")
    assert settings.database == Path("/var/lib/dealbot.db")
    assert (settings.pack, settings.log_level) == (other, "DEBUG")


def test_all_problems_at_once(root: Path) -> None:
    """Wrong variables and a wrong file are reported together, by name and by line."""
    file = root / "config" / "bot.yaml"
    file.write_text(
        GOOD.replace("flood_burst: 6", "flood_burst: many").replace("retention_days: 90\n", "") + "colour: red\n"
    )
    found = problems(
        root,
        TELEGRAM_BOT_TOKEN="hunter2",
        TELEGRAM_API_BASE_URL="localhost",
        DATABASE_URL="mysql://me:hunter2@host/db",
        DEALBOT_PACK="nowhere",
        LOG_LEVEL="LOUD",
    )
    assert [line.partition(": ")[0] for line in found] == [
        f"{file}:3",
        f"{file}:10",
        f"{file}",
        "TELEGRAM_BOT_TOKEN",
        "TELEGRAM_API_BASE_URL",
        "DATABASE_URL",
        "DEALBOT_PACK",
        "LOG_LEVEL",
    ]
    assert "hunter2" not in "".join(found)


def test_method_in_the_address(root: Path) -> None:
    """An address that ends in /bot is refused with the reason."""
    assert "leave /bot away" in problems(root, TELEGRAM_API_BASE_URL="https://example.org/bot/")[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pack: [", ":1: not YAML"),
        ("- pack", ":1: must be"),
        (GOOD + "flood_burst: 7\n", ":11: flood_burst is there twice"),
        (GOOD.replace("10", "-1", 1), ":2: follow_up_minutes must be a whole number from 0 to 1440"),
        (GOOD.replace("10", "yes", 1), ":2: follow_up_minutes must be"),
        (GOOD.replace("tea", "coffee"), "pack: no fact base"),
    ],
)
def test_bad_file(root: Path, text: str, says: str) -> None:
    """Each kind of slip in the file has its own message."""
    (root / "config" / "bot.yaml").write_text(text, encoding="utf-8")
    assert says in "\n".join(problems(root))


def test_missing_file(tmp_path: Path) -> None:
    """A missing file is one problem, not ten."""
    assert len(problems(tmp_path)) == 1


def test_the_file_that_ships() -> None:
    """The config that is delivered is complete and says what the code takes for granted."""
    assert load_settings({}).limits == Limits()


def test_data_root(tmp_path: Path) -> None:
    """In a checkout the data lies beside the package, in a wheel inside it."""
    package = tmp_path / "bot"
    assert data_root(package) == package / "_data"
    for name in ("config", "knowledge"):
        (tmp_path / name).mkdir()
    assert data_root(package) == tmp_path
