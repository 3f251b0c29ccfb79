"""Settings: everything that is wrong is said at once, each where it is."""

import re
from pathlib import Path

import pytest

from bot.paths import data_root
from bot.settings import Limits, SettingsError, load_settings
from bot.settings.listing import as_markdown, as_text
from bot.settings.variables import Variable

ROOT = Path(__file__).parents[1]

GOOD = """\
pack: tea
follow_up_minutes: 10
retention_days: 90
flood_burst: 6
flood_seconds: 10
press_burst: 15
press_seconds: 3
vote_burst: 10
vote_seconds: 10
downvotes_for_review: 3
votes_min_presence_minutes: 10
updates_at_once: 64
send_attempts: 8
longest_wait: 300
sends_at_once: 32
sends_per_second: 30
chat_pause_ms: 1000
group_sends_per_minute: 20
lease_seconds: 60
late_minutes: 5
silent_minutes: 720
time_zone: Asia/Shanghai
held_hours: 24
unaddressed_score_percent: 80
unaddressed_margin_percent: 70
sample_one_in: 20
sample_gap_percent: 15
person_daily: 200
chat_daily: 0
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
    assert (settings.token, settings.api_root) == ("", "")
    assert (settings.log_level, settings.log_format) == ("INFO", "text")
    assert settings.database == "sqlite:///data/dealbot.db"
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
            "LOG_FORMAT": "JSON",
            "SENTRY_DSN": "https://0123abcd@sentry.example/17",
            "OWNERS": "5, 6",
        },
        root,
    )
    assert (settings.token, settings.api_root) == ("123:AA_bb-cc", "http://localhost:8081")
    assert settings.database == "sqlite:////var/lib/dealbot.db"
    assert (settings.pack, settings.log_level, settings.log_format) == (other, "DEBUG", "json")
    assert (settings.sentry, settings.owners) == ("https://0123abcd@sentry.example/17", (5, 6))
    assert "0123abcd" not in repr(settings)


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
        LOG_FORMAT="xml",
        OWNERS="@wang",
        SENTRY_DSN="hunter2",
    )
    assert [line.partition(": ")[0] for line in found] == [
        f"{file}:3",
        f"{file}:29",
        f"{file}",
        "TELEGRAM_BOT_TOKEN",
        "TELEGRAM_API_BASE_URL",
        "DATABASE_URL",
        "DEALBOT_PACK",
        "LOG_LEVEL",
        "LOG_FORMAT",
        "OWNERS",
        "SENTRY_DSN",
    ]
    assert "hunter2" not in "".join(found)


def test_method_in_the_address(root: Path) -> None:
    """An address that ends in /bot is refused with the reason."""
    assert "leave /bot away" in problems(root, TELEGRAM_API_BASE_URL="https://example.org/bot/")[0]


def test_webhook(root: Path) -> None:
    """A webhook needs an https address with a path and a secret; the port is the platform's."""
    web = {"WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_SECRET": "abcdefghij-0123456789"}
    settings = load_settings({**web, "PORT": "5000"}, root)
    assert (settings.web.url, settings.web.port) == ("https://bot.example/hook", 5000)
    assert load_settings(web, root).web.port == 8080
    assert load_settings({}, root).web.port == 0
    assert "WEBHOOK_SECRET" in problems(root, WEBHOOK_URL=web["WEBHOOK_URL"])[0]
    assert "16 to 256" in problems(root, **{**web, "WEBHOOK_SECRET": "short"})[0]
    assert "with a path" in problems(root, **{**web, "WEBHOOK_URL": "http://bot.example"})[0]
    assert "is no port" in problems(root, PORT="many")[0]


def test_database_on_a_disk_that_is_wiped(root: Path, tmp_path: Path) -> None:
    """A file where the disk is wiped is refused with the remedy, unless it lies on a volume or is wanted."""
    (said,) = problems(root, DYNO="web.1")
    assert "Heroku" in said
    assert "PostgreSQL" in said
    assert "RAILWAY" not in problems(root, RAILWAY_ENVIRONMENT="production")[0]
    load_settings({"DYNO": "web.1", "DEALBOT_ALLOW_EPHEMERAL": "1"}, root)
    load_settings({"DYNO": "web.1", "DATABASE_URL": "postgres://me@host/db"}, root)
    volume = {"RAILWAY_ENVIRONMENT": "production", "RAILWAY_VOLUME_MOUNT_PATH": str(tmp_path)}
    load_settings({**volume, "DATABASE_URL": f"sqlite:///{tmp_path}/dealbot.db"}, root)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pack: [", ":1: not YAML"),
        ("- pack", ":1: must be"),
        (GOOD + "flood_burst: 7\n", ":30: flood_burst is there twice"),
        (GOOD.replace("Asia/Shanghai", "Shanghai"), ":22: 'Shanghai' is no time zone"),
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


def test_the_table_of_the_docs() -> None:
    """docs/deploy.md has the tables that the code makes."""
    assert as_markdown() in (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


def test_only_declared_variables_are_read() -> None:
    """Nothing but the command line touches the environment, and what it hands on is read by declared names alone."""
    files = {path.relative_to(ROOT / "bot"): path.read_text() for path in (ROOT / "bot").rglob("*.py")}
    # The last two: how python-telegram-bot is to give times, and whether there is a screen.
    touching = {str(path) for path, code in files.items() if re.search(r"os\.environ|getenv", code)}
    assert touching == {"__main__.py", "settings/__init__.py", "chat/__init__.py", "rehearsal.py"}
    asked: set[str] = set()

    class Watched(dict[str, str]):
        def get(self, name: str, default: str = "") -> str:  # type: ignore[override]  # the one way it is read
            asked.add(name)
            return super().get(name, default)

    load_settings(Watched(K_SERVICE="bot", DEALBOT_ALLOW_EPHEMERAL="1"))
    assert asked == {variable.name for variable in Variable}


def test_secrets_are_not_listed() -> None:
    """The list of settings shows what counts here, and of a secret only that it is set."""
    here = {"DATABASE_URL": "postgresql://me:hunter2@host/x", "PORT": "5000"}
    lines = {line.split()[0]: line for line in as_text(here)}
    assert lines["DATABASE_URL"].split()[1] == "(set)"
    assert lines["PORT"].split()[1] == "5000"
    assert lines["LOG_LEVEL"].split()[1] == "INFO"
    assert "hunter2" not in "".join(lines.values())


def test_data_root(tmp_path: Path) -> None:
    """In a checkout the data lies beside the package, in a wheel inside it."""
    package = tmp_path / "bot"
    assert data_root(package) == package / "_data"
    for name in ("config", "knowledge"):
        (tmp_path / name).mkdir()
    assert data_root(package) == tmp_path
