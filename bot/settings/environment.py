"""The environment's variables, read and checked."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from bot.settings.config import BOT_YAML
from bot.settings.values import Web
from bot.settings.variables import EPHEMERAL, VOLUMES, Variable

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("text", "json")
DATABASES = ("postgres://", "postgresql://", "sqlite:///")
WEBHOOK_PORT = "8080"


class Environment:
    """The variables, and in `problems` what is wrong with those that were read, one line each, without secrets."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        """An environment of these variables; an empty one counts as not set."""
        self.problems: list[str] = []
        self._variables = variables

    def given(self, variable: Variable) -> str:
        """Return what a variable is set to; empty where it is not."""
        return self._variables.get(variable.name, "").strip()

    def owners(self) -> tuple[int, ...]:
        """Return the ids of those who own the bot."""
        words = self._value(Variable.OWNERS).replace(",", " ").split()
        if strange := [word for word in words if not word.isdigit()]:
            self._wrong(Variable.OWNERS, f"{strange[0]!r} is no Telegram id; write numbers, parted by commas")
        return tuple(int(word) for word in words if word.isdigit())

    def token(self) -> str:
        """Return the bot's token; empty where there is none."""
        token = self._value(Variable.TELEGRAM_BOT_TOKEN)
        if token and not re.fullmatch(r"\d+:[\w-]+", token, re.ASCII):
            self._wrong(Variable.TELEGRAM_BOT_TOKEN, "not a token; BotFather's look like 123456:AAbb-cc")
        return token

    def api_root(self) -> str:
        """Return the address of a Bot API server without a closing slash; empty for Telegram's own."""
        root = self._value(Variable.TELEGRAM_API_BASE_URL).rstrip("/")
        parts = urlsplit(root)
        if root and (parts.scheme not in {"http", "https"} or not parts.netloc):
            self._wrong(Variable.TELEGRAM_API_BASE_URL, f"{root!r} is no http(s) address")
        if parts.path.endswith("/bot"):
            self._wrong(Variable.TELEGRAM_API_BASE_URL, "leave /bot away, the root of the server is enough")
        return root

    def database(self) -> str:
        """Return the address of the database."""
        url = self._value(Variable.DATABASE_URL)
        scheme, _, rest = url.partition("://")
        if not url.startswith(DATABASES) or rest in {"", "/"}:
            # The address may hold a password, so only its scheme is repeated.
            self._wrong(
                Variable.DATABASE_URL,
                f"{scheme or 'empty'}:// cannot be used; "
                "write sqlite:///path/to/file.db or postgresql://user:password@host/name",
            )
        elif scheme == "sqlite":
            self._lasting(Path(rest[1:]))
        return url

    def pack(self, configured: str, root: Path) -> Path:
        """Return the fact base's folder: DEALBOT_PACK or what is `configured`, a folder or a name under `root`."""
        name = self._value(Variable.DEALBOT_PACK) or configured
        for folder in (Path(name), root / "knowledge" / name):
            if name and (folder / "deal.yaml").is_file():
                return folder
        where = Variable.DEALBOT_PACK.name if self.given(Variable.DEALBOT_PACK) else f"{root / BOT_YAML}: pack"
        if name:
            self.problems.append(f"{where}: no fact base (deal.yaml) in {name!r}")
        return root / "knowledge" / name

    def log_level(self) -> str:
        """Return from which level on is logged."""
        return self._one_of(Variable.LOG_LEVEL, self._value(Variable.LOG_LEVEL).upper(), LOG_LEVELS)

    def log_format(self) -> str:
        """Return how a log's line is written."""
        return self._one_of(Variable.LOG_FORMAT, self._value(Variable.LOG_FORMAT).lower(), LOG_FORMATS)

    def sentry(self) -> str:
        """Return where errors are reported to; empty for nowhere."""
        dsn = self._value(Variable.SENTRY_DSN)
        if dsn and not re.fullmatch(r"https?://\w+(:\w+)?@[^/\s]+(/\S*)?/\d+", dsn, re.ASCII):
            self._wrong(Variable.SENTRY_DSN, "not a DSN; Sentry's look like https://key@host/number")
        return dsn

    def web(self) -> Web:
        """Return where is listened and what Telegram delivers to."""
        url, secret = self._value(Variable.WEBHOOK_URL), self._value(Variable.WEBHOOK_SECRET)
        self._check_hook(url, secret)
        port = self._value(Variable.PORT) or (WEBHOOK_PORT if url else "0")
        if not re.fullmatch(r"\d{1,5}", port, re.ASCII) or int(port) > 65_535:
            self._wrong(Variable.PORT, f"{port!r} is no port")
            port = "0"
        return Web(self._value(Variable.HOST), int(port), url, secret)

    def _check_hook(self, url: str, secret: str) -> None:
        public = urlsplit(url).scheme == "https" and len(urlsplit(url).path) > 1
        if url and not public and not self._value(Variable.TELEGRAM_API_BASE_URL):
            self._wrong(Variable.WEBHOOK_URL, "must be an https address with a path, such as https://bot.example/hook")
        if url and not secret:
            self._wrong(Variable.WEBHOOK_SECRET, "is not set, and anybody could send updates; set a long random word")
        if secret and not re.fullmatch(r"[\w-]{16,256}", secret, re.ASCII):
            self._wrong(Variable.WEBHOOK_SECRET, "must be 16 to 256 letters, digits, _ and -")

    def _lasting(self, path: Path) -> None:
        """Refuse a file where the platform wipes the disk."""
        platform = next((name for variable, name in EPHEMERAL.items() if self._value(variable)), "")
        volumes = [Path(folder) for variable in VOLUMES if (folder := self._value(variable))]
        kept = any(path.resolve().is_relative_to(folder.resolve()) for folder in volumes)
        if platform and not kept and self._value(Variable.DEALBOT_ALLOW_EPHEMERAL) != "1":
            self._wrong(
                Variable.DATABASE_URL,
                f"{platform} wipes the disk at each restart, and the database {path} with it. Set "
                "DATABASE_URL to a PostgreSQL, or put the file on a volume and set DEALBOT_ALLOW_EPHEMERAL=1",
            )

    def _one_of(self, variable: Variable, value: str, known: Sequence[str]) -> str:
        if value not in known:
            self._wrong(variable, f"{value!r} is none of {', '.join(known)}")
        return value

    def _value(self, variable: Variable) -> str:
        return self.given(variable) or variable.default

    def _wrong(self, variable: Variable, why: str) -> None:
        self.problems.append(f"{variable.name}: {why}")
