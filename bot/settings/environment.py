"""The environment's variables, read and checked."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from bot.settings.config import BOT_YAML
from bot.settings.values import Web

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("text", "json")
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


class Environment:
    """The variables, and in `problems` what is wrong with those that were read, one line each, without secrets."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        """An environment of these variables; an empty one counts as not set."""
        self.problems: list[str] = []
        self._variables = variables

    def owners(self) -> tuple[int, ...]:
        """Return the ids of those who own the bot."""
        words = self._variable("OWNERS").replace(",", " ").split()
        if strange := [word for word in words if not word.isdigit()]:
            self.problems.append(f"OWNERS: {strange[0]!r} is no Telegram id; write numbers, parted by commas")
        return tuple(int(word) for word in words if word.isdigit())

    def token(self) -> str:
        """Return the bot's token; empty where there is none."""
        token = self._variable("TELEGRAM_BOT_TOKEN")
        if token and not re.fullmatch(r"\d+:[\w-]+", token, re.ASCII):
            self.problems.append("TELEGRAM_BOT_TOKEN: not a token; BotFather's look like 123456:AAbb-cc")
        return token

    def api_root(self) -> str:
        """Return the address of a Bot API server without a closing slash; empty for Telegram's own."""
        root = self._variable("TELEGRAM_API_BASE_URL").rstrip("/")
        parts = urlsplit(root)
        if root and (parts.scheme not in {"http", "https"} or not parts.netloc):
            self.problems.append(f"TELEGRAM_API_BASE_URL: {root!r} is no http(s) address")
        if parts.path.endswith("/bot"):
            self.problems.append("TELEGRAM_API_BASE_URL: leave /bot away, the root of the server is enough")
        return root

    def database(self) -> str:
        """Return the address of the database."""
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

    def pack(self, configured: str, root: Path) -> Path:
        """Return the fact base's folder: DEALBOT_PACK or what is `configured`, a folder or a name under `root`."""
        name = self._variable("DEALBOT_PACK", configured)
        for folder in (Path(name), root / "knowledge" / name):
            if name and (folder / "deal.yaml").is_file():
                return folder
        where = "DEALBOT_PACK" if self._variable("DEALBOT_PACK") else f"{root / BOT_YAML}: pack"
        if name:
            self.problems.append(f"{where}: no fact base (deal.yaml) in {name!r}")
        return root / "knowledge" / name

    def log_level(self) -> str:
        """Return from which level on is logged."""
        return self._one_of("LOG_LEVEL", self._variable("LOG_LEVEL", "INFO").upper(), LOG_LEVELS)

    def log_format(self) -> str:
        """Return how a log's line is written."""
        return self._one_of("LOG_FORMAT", self._variable("LOG_FORMAT", "text").lower(), LOG_FORMATS)

    def web(self) -> Web:
        """Return where is listened and what Telegram delivers to."""
        url, secret = self._variable("WEBHOOK_URL"), self._variable("WEBHOOK_SECRET")
        self._check_hook(url, secret)
        port = self._variable("PORT", "8080" if url else "0")
        if not re.fullmatch(r"\d{1,5}", port, re.ASCII) or int(port) > 65_535:
            self.problems.append(f"PORT: {port!r} is no port")
            port = "0"
        return Web(self._variable("HOST", "0.0.0.0"), int(port), url, secret)  # noqa: S104 - platforms need it

    def _check_hook(self, url: str, secret: str) -> None:
        public = urlsplit(url).scheme == "https" and len(urlsplit(url).path) > 1
        if url and not public and not self._variable("TELEGRAM_API_BASE_URL"):
            self.problems.append("WEBHOOK_URL: must be an https address with a path, such as https://bot.example/hook")
        if url and not secret:
            self.problems.append("WEBHOOK_SECRET: is not set, and anybody could send updates; set a long random word")
        if secret and not re.fullmatch(r"[\w-]{16,256}", secret, re.ASCII):
            self.problems.append("WEBHOOK_SECRET: must be 16 to 256 letters, digits, _ and -")

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

    def _one_of(self, name: str, value: str, known: Sequence[str]) -> str:
        if value not in known:
            self.problems.append(f"{name}: {value!r} is none of {', '.join(known)}")
        return value

    def _variable(self, name: str, default: str = "") -> str:
        return self._variables.get(name, "").strip() or default
