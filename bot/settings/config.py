"""config/bot.yaml -> names and values; every slip with its line."""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from bot.settings.values import NUMBERS

BOT_YAML = Path("config") / "bot.yaml"
"""Where the file is in the data's folder."""
WORDS = ("pack", "time_zone")
"""Settings that are no numbers."""


class ConfigFile:
    """The file, and in `problems` what is wrong with it, one line each."""

    def __init__(self, path: Path) -> None:
        """A file at `path`, which may be missing."""
        self.problems: list[str] = []
        self._path = path

    def read(self) -> dict[str, int | str]:
        """Return what can be used: `pack`, `time_zone`, and a number of each name of `NUMBERS`."""
        node = self._node()
        if node is None:
            return {}
        config = dict(self._values(node))
        missing = [name for name in (*WORDS, *NUMBERS) if name not in config]
        # A value that is there but wrong has been reported already.
        written = {key.value for key, _ in node.value}
        self.problems += [f"{self._path}: {name} is missing" for name in missing if name not in written]
        return config

    def _node(self) -> yaml.MappingNode | None:
        try:
            node = yaml.compose(self._path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except OSError as error:
            self.problems.append(f"{self._path}: cannot be read: {error.strerror}")
            return None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.problems.append(f"{self._path}:{line}: not YAML: {error.problem}")
            return None
        if not isinstance(node, yaml.MappingNode):
            self.problems.append(f"{self._path}:1: must be a list of `name: value` lines")
            return None
        return node

    def _values(self, node: yaml.MappingNode) -> Iterator[tuple[str, int | str]]:
        seen: set[str] = set()
        for key, value in node.value:
            where = f"{self._path}:{key.start_mark.line + 1}"
            name, text = str(key.value), str(value.value)
            if name in seen:
                self.problems.append(f"{where}: {name} is there twice")
            elif name == "time_zone" and not _is_zone(text):
                self.problems.append(f"{where}: {text!r} is no time zone; write a name such as Asia/Shanghai")
            elif name in WORDS:
                yield name, text
            elif name not in NUMBERS:
                known = ", ".join((*WORDS, *NUMBERS))
                self.problems.append(f"{where}: {name} is no setting; known are {known}")
            elif not re.fullmatch(r"\d+", text, re.ASCII) or not _fits(int(text), NUMBERS[name]):
                low, high = NUMBERS[name]
                self.problems.append(f"{where}: {name} must be a whole number from {low} to {high}")
            else:
                yield name, int(text)
            seen.add(name)


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _fits(number: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= number <= bounds[1]
