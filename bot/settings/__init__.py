"""Environment and config/bot.yaml -> one frozen value. Every gap is reported at once, each where it is."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.paths import data_root
from bot.settings.config import BOT_YAML, ConfigFile
from bot.settings.environment import Environment
from bot.settings.values import Limits, Settings, SettingsError, Web

__all__ = ["Limits", "Settings", "SettingsError", "Web", "load_settings"]


def load_settings(environ: Mapping[str, str] | None = None, root: Path | None = None) -> Settings:
    """Read the settings, or raise SettingsError with every problem found.

    `environ` is the program's own environment where it is not given, `root` the folder of config/ and knowledge/.
    """
    root = root or data_root()
    file = ConfigFile(root / BOT_YAML)
    config = file.read()
    environment = Environment(os.environ if environ is None else environ)
    settings = Settings(
        token=environment.token(),
        api_root=environment.api_root(),
        database=environment.database(),
        pack=environment.pack(str(config.get("pack", "")), root),
        language=root / "knowledge" / "language",
        texts=root / "config" / "texts.yaml",
        log_level=environment.log_level(),
        log_format=environment.log_format(),
        owners=environment.owners(),
        sentry=environment.sentry(),
        time_zone=str(config.get("time_zone", "UTC")),
        web=environment.web(),
        limits=Limits(**{name: value for name, value in config.items() if isinstance(value, int)}),
    )
    if problems := [*file.problems, *environment.problems]:
        raise SettingsError(problems)
    return settings
