"""Every variable of the environment that is read: declared here once, for the reader and for the table of the docs."""

from enum import Enum, unique


@unique
class Variable(Enum):
    """A variable; the member's name is the variable's. Only what is declared here can be read (`Environment`).

    `default` is what counts where it is not set, `meaning` one line of Markdown for operators, and `secret` says that
    its value is never shown.
    """

    TELEGRAM_BOT_TOKEN = ("", "the token that BotFather gave; without it `dealbot run` opens the sandbox", True)
    OWNERS = ("", "Telegram ids, parted by commas, of those who appoint moderators (docs/moderation.md)")
    DATABASE_URL = (
        "sqlite:///data/dealbot.db",
        "a file: `sqlite:///relative/path.db`, `sqlite:////absolute/path.db`; or a server: "
        "`postgresql://user:password@host/name`",
        True,
    )
    WEBHOOK_URL = ("", "where Telegram is to deliver updates: https, with a path; without it they are fetched")
    WEBHOOK_SECRET = (
        "",
        "the word by which Telegram's deliveries are known, 16 to 256 letters, digits, `_` and `-`; "
        "needed with `WEBHOOK_URL`",
        True,
    )
    HOST = (
        "0.0.0.0",  # noqa: S104 - platforms need it
        "the address to listen at; `127.0.0.1` behind a proxy on the same machine",
    )
    PORT = (
        "",
        "the port to listen at, 8080 where there is a `WEBHOOK_URL`; with `PORT` alone only /healthz and /metrics are "
        "served, without both nothing",
    )
    LOG_LEVEL = ("INFO", "from where on is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`; logs go to standard error")
    LOG_FORMAT = ("text", "`json` writes one JSON object a line; either way a line about an update carries its number")
    SENTRY_DSN = ("", "where errors are reported to (the extra `sentry`); only their kind and place leave", True)
    DEALBOT_PACK = ("", "the fact base: a folder, or a name under `knowledge/`; without it `pack` of config/bot.yaml")
    TELEGRAM_API_BASE_URL = ("", "the root of a Bot API server of one's own, without `/bot`; without it Telegram's")
    DEALBOT_ALLOW_EPHEMERAL = ("", "`1` allows a database file on a platform that wipes its disk")
    DYNO = ("", "set by Heroku, which wipes the disk at each restart: a database file is refused there")
    RAILWAY_ENVIRONMENT = ("", "set by Railway; the same, unless the file lies on its volume")
    RAILWAY_VOLUME_MOUNT_PATH = ("", "set by Railway: the folder of its volume, which is kept")
    RENDER = ("", "set by Render; the same, unless the file lies on its disk")
    RENDER_DISK_MOUNT_PATH = ("", "the folder of a Render disk, which is kept")
    KOYEB_APP_NAME = ("", "set by Koyeb; a database file is refused there too")
    FLY_APP_NAME = ("", "set by Fly.io; a database file is refused there too")
    K_SERVICE = ("", "set by Cloud Run; a database file is refused there too")

    def __init__(self, default: str, meaning: str, secret: bool = False) -> None:
        self.default = default
        self.meaning = meaning
        self.secret = secret


EPHEMERAL = {
    Variable.DYNO: "Heroku",
    Variable.RAILWAY_ENVIRONMENT: "Railway",
    Variable.RENDER: "Render",
    Variable.KOYEB_APP_NAME: "Koyeb",
    Variable.FLY_APP_NAME: "Fly.io",
    Variable.K_SERVICE: "Cloud Run",
}
"""Variables by which platforms are known that wipe the disk at each restart."""
VOLUMES = (Variable.RAILWAY_VOLUME_MOUNT_PATH, Variable.RENDER_DISK_MOUNT_PATH)
