"""The sentences that the bot says by itself: a map, nested as its editor likes, to a flat one."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import yaml

from bot.facts.problems import Findings, PackError
from bot.facts.reading import read_yaml
from bot.facts.schema import unique_pairs, wrong_type
from bot.facts.values import Text

TEXT = Text()


def load_texts(path: Path) -> Mapping[str, str]:
    """The texts by key, nested keys joined with '.', or PackError with everything that is wrong."""
    found = Findings()
    root = read_yaml(path, found)
    texts = dict(_flatten(root, "", found)) if root else {}
    if found.problems:
        raise PackError(found.problems)
    return texts


def _flatten(node: yaml.Node, prefix: str, found: Findings) -> Iterator[tuple[str, str]]:
    if not isinstance(node, yaml.MappingNode):
        wrong_type(node, prefix or "the file", "a map ('key: value' lines)", found)
        return
    for name, (key, value) in unique_pairs(node, found).items():
        full = f"{prefix}.{name}" if prefix else name
        if not name or "." in name:
            found.report(key, f"'{name}' is no key: '.' joins nested keys, so write a word without it")
        elif isinstance(value, yaml.MappingNode):
            yield from _flatten(value, full, found)
        elif TEXT.check(value, full, found) and _braces_match(value, full, found):
            yield full, value.value


def _braces_match(node: yaml.Node, name: str, found: Findings) -> bool:
    try:
        list(Formatter().parse(node.value))
    except ValueError:
        return found.report(node, f"{name}: a brace is not closed or not opened; write {{name}}")
    return True
