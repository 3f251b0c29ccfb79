"""Environment and config/bot.yaml -> one frozen value. Every gap is reported at once, each where it is."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from bot.core.record import Pace
from bot.paths import data_root

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
# The lowest and highest value that makes sense for each number in config/bot.yaml.
NUMBERS: Mapping[str, tuple[int, int]] = {
    "follow_up_minutes": (0, 1440),
    "retention_days": (1, 3650),
    "flood_burst": (1, 1000),
    "flood_seconds": (1, 3600),
    "press_burst": (1, 1000),
    "press_seconds": (1, 3600),
    "updates_at_once": (1, 1000),
    "send_attempts": (1, 20),
    "longest_wait": (1, 3600),
    "sends_at_once": (1, 1000),
    "sends_per_second": (0, 1000),
    "chat_pause_ms": (0, 60_000),
    "group_sends_per_minute": (0, 1000),
    "lease_seconds": (1, 3600),
    "late_minutes": (1, 10_080),
    "silent_minutes": (1, 10_080),
}
EPHEMERAL = {
    "DYNO": "Heroku",
    "RAILWAY_ENVIRONMENT": "Railway",
    "RENDER": "Render",
    "KOYEB_APP_NAME": "Koyeb",
    "FLY_APP_NAME": "Fly.io",
    "K_SERVICE": "Cloud Run",
}
"""Variables by which platforms are known that wipe the disk at each restart."""
VOLUMES = ("RAILWAY_VOLUME_MOUNT_PATH", "RENDER_DISK_MOUNT_PATH")
DATABASES = ("postgres://", "postgresql://", "sqlite:///")


class SettingsError(Exception):
    """What is wrong with the environment or config/bot.yaml, one line per problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of config/bot.yaml."""

    follow_up_minutes: int = 10
    retention_days: int = 90
    flood_burst: int = 6
    flood_seconds: int = 10
    press_burst: int = 15
    press_seconds: int = 3
    updates_at_once: int = 64
    send_attempts: int = 8
    longest_wait: int = 300
    sends_at_once: int = 32
    sends_per_second: int = 30
    chat_pause_ms: int = 1000
    group_sends_per_minute: int = 20
    lease_seconds: int = 60
    late_minutes: int = 5
    silent_minutes: int = 720

    @property
    def lease(self) -> timedelta:
        """How long work that was taken up stays with who took it."""
        return timedelta(seconds=self.lease_seconds)

    @property
    def pace(self) -> Pace:
        """How fast may be sent."""
        return Pace(self.sends_per_second, self.chat_pause_ms / 1000, self.group_sends_per_minute)

    @property
    def follow_up(self) -> timedelta:
        """How long a person's last questions count as context."""
        return timedelta(minutes=self.follow_up_minutes)


@dataclass(frozen=True, slots=True)
class Web:
    """Where is listened and what Telegram delivers to; no `port`: nowhere, no `url`: updates are fetched."""

    host: str = ""
    port: int = 0
    url: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an operator chooses. An empty `token` or `api_root` means: not set.

    `database` is an address: sqlite:///path or postgresql://...
    """

    token: str = field(repr=False)
    api_root: str
    database: str
    pack: Path
    language: Path
    texts: Path
    log_level: str
    limits: Limits
    web: Web = Web()


def load_settings(environ: Mapping[str, str] | None = None, root: Path | None = None) -> Settings:
    """Read the settings, or raise SettingsError with every problem found."""
    reader = _Reader(os.environ if environ is None else environ, root or data_root())
    settings = reader.read()
    if reader.problems:
        raise SettingsError(reader.problems)
    return settings


class _Reader:
    def __init__(self, environ: Mapping[str, str], root: Path) -> None:
        self.environ = environ
        self.root = root
        self.file = root / "config" / "bot.yaml"
        self.problems: list[str] = []

    def read(self) -> Settings:
        config = self._config()
        return Settings(
            token=self._token(),
            api_root=self._api_root(),
            database=self._database(),
            pack=self._pack(config),
            language=self.root / "knowledge" / "language",
            texts=self.root / "config" / "texts.yaml",
            log_level=self._log_level(),
            web=self._web(),
            limits=Limits(**{name: value for name, value in config.items() if isinstance(value, int)}),
        )

    def _variable(self, name: str, default: str = "") -> str:
        return self.environ.get(name, "").strip() or default

    def _token(self) -> str:
        token = self._variable("TELEGRAM_BOT_TOKEN")
        if token and not re.fullmatch(r"\d+:[\w-]+", token, re.ASCII):
            self.problems.append("TELEGRAM_BOT_TOKEN: not a token; BotFather's look like 123456:AAbb-cc")
        return token

    def _api_root(self) -> str:
        root = self._variable("TELEGRAM_API_BASE_URL").rstrip("/")
        parts = urlsplit(root)
        if root and (parts.scheme not in {"http", "https"} or not parts.netloc):
            self.problems.append(f"TELEGRAM_API_BASE_URL: {root!r} is no http(s) address")
        if parts.path.endswith("/bot"):
            self.problems.append("TELEGRAM_API_BASE_URL: leave /bot away, the root of the server is enough")
        return root

    def _database(self) -> str:
        url = self._variable("DATABASE_URL", "sqlite:///data/dealbot.db")
        scheme, _, rest = url.partition("://")
        if not url.startswith(DATABASES) or rest in {"", "/"}:
            # The address may hold a password, so only its scheme is repeated.
            self.problems.append(
                f"DATABASE_URL: {scheme or 'empty'}:// cannot be used; "
                "write sqlite:///path/to/file.db or postgresql://user:password@host/name"
            )
        elif scheme == "sqlite":
            self._lasting(Path(rest[1:]))
        return url

    def _lasting(self, path: Path) -> None:
        """Refuse a file where the platform wipes the disk."""
        platform = next((name for variable, name in EPHEMERAL.items() if self._variable(variable)), "")
        volumes = [Path(folder) for variable in VOLUMES if (folder := self._variable(variable))]
        kept = any(path.resolve().is_relative_to(folder.resolve()) for folder in volumes)
        if platform and not kept and self._variable("DEALBOT_ALLOW_EPHEMERAL") != "1":
            self.problems.append(
                f"DATABASE_URL: {platform} wipes the disk at each restart, and the database {path} with it. Set "
                "DATABASE_URL to a PostgreSQL, or put the file on a volume and set DEALBOT_ALLOW_EPHEMERAL=1"
            )

    def _web(self) -> Web:
        url, secret = self._variable("WEBHOOK_URL"), self._variable("WEBHOOK_SECRET")
        port = self._variable("PORT", "8080" if url else "0")
        if (
            url
            and (urlsplit(url).scheme != "https" or len(urlsplit(url).path) < 2)
            and not self._variable("TELEGRAM_API_BASE_URL")
        ):
            self.problems.append("WEBHOOK_URL: must be an https address with a path, such as https://bot.example/hook")
        if url and not secret:
            self.problems.append("WEBHOOK_SECRET: is not set, and anybody could send updates; set a long random word")
        if secret and not re.fullmatch(r"[\w-]{16,256}", secret, re.ASCII):
            self.problems.append("WEBHOOK_SECRET: must be 16 to 256 letters, digits, _ and -")
        if not re.fullmatch(r"\d{1,5}", port, re.ASCII) or int(port) > 65_535:
            self.problems.append(f"PORT: {port!r} is no port")
            port = "0"
        return Web(self._variable("HOST", "0.0.0.0"), int(port), url, secret)  # noqa: S104 - platforms need it

    def _pack(self, config: Mapping[str, object]) -> Path:
        name = self._variable("DEALBOT_PACK", str(config.get("pack", "")))
        for folder in (Path(name), self.root / "knowledge" / name):
            if name and (folder / "deal.yaml").is_file():
                return folder
        where = "DEALBOT_PACK" if self._variable("DEALBOT_PACK") else f"{self.file}: pack"
        if name:
            self.problems.append(f"{where}: no fact base (deal.yaml) in {name!r}")
        return self.root / "knowledge" / name

    def _log_level(self) -> str:
        level = self._variable("LOG_LEVEL", "INFO").upper()
        if level not in LOG_LEVELS:
            self.problems.append(f"LOG_LEVEL: {level!r} is none of {', '.join(LOG_LEVELS)}")
            return "INFO"
        return level

    def _config(self) -> dict[str, int | str]:
        try:
            node = yaml.compose(self.file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except OSError as error:
            self.problems.append(f"{self.file}: cannot be read: {error.strerror}")
            return {}
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.problems.append(f"{self.file}:{line}: not YAML: {error.problem}")
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.problems.append(f"{self.file}:1: must be a list of `name: value` lines")
            return {}
        config = dict(self._values(node))
        missing = [name for name in ("pack", *NUMBERS) if name not in config]
        # A value that is there but wrong has been reported already.
        written = {key.value for key, _ in node.value}
        self.problems += [f"{self.file}: {name} is missing" for name in missing if name not in written]
        return config

    def _values(self, node: yaml.MappingNode) -> Iterator[tuple[str, int | str]]:
        seen: set[str] = set()
        for key, value in node.value:
            where = f"{self.file}:{key.start_mark.line + 1}"
            name, text = str(key.value), str(value.value)
            if name in seen:
                self.problems.append(f"{where}: {name} is there twice")
            elif name == "pack":
                yield name, text
            elif name not in NUMBERS:
                self.problems.append(f"{where}: {name} is no setting; known are pack, {', '.join(NUMBERS)}")
            elif not re.fullmatch(r"\d+", text, re.ASCII) or not _fits(int(text), NUMBERS[name]):
                low, high = NUMBERS[name]
                self.problems.append(f"{where}: {name} must be a whole number from {low} to {high}")
            else:
                yield name, int(text)
            seen.add(name)


def _fits(number: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= number <= bounds[1]
