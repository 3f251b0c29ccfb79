"""The fact base with revisions written into it: the same files, changed only where a revision changes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.core.records.revision import Net
from bot.facts.files import PACK, read_folder
from bot.facts.library import Library, Record
from bot.facts.problems import Findings

ADDED = Path("facts/added.yaml")
"""Where facts are written that the fact base does not have."""
_LISTS = ("about", "concepts", "asks", "affirms", "refutes", "not_asks")
_PLAIN = ("figure.value", "figure.bound", "figure.approximate", "source.point")


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """`text` instead of what stands from `start` to `end`, counted in characters of a file."""

    start: int
    end: int
    text: str


def patched(folder: Path, nets: Mapping[str, Net]) -> dict[Path, str]:
    """The files of the pack in `folder` that `nets` (by fact) change, by their path in it, with their new text."""
    library = Library()
    read_folder(folder, PACK, library, Findings())
    edits: dict[Path, list[_Edit]] = {}
    known = {record.text("id"): record for record in library.all("fact")}
    retired = {fact for fact, one in nets.items() if one.retired}
    for fact, one in nets.items():
        if fact in known:
            edits.setdefault(_file(known[fact]), []).extend(_edits(known[fact], one))
    for gap in library.all("gap"):
        if not retired.isdisjoint(gap.texts("near")):
            edits.setdefault(_file(gap), []).append(_without(retired, gap))
    texts = {path.relative_to(folder): _written(path, some) for path, some in edits.items() if some}
    new = [_record(fact, one) for fact, one in nets.items() if fact not in known and one.new and not one.retired]
    if new:
        before = (folder / ADDED).read_text("utf-8") if (folder / ADDED).exists() else ""
        texts[ADDED] = texts.get(ADDED, before) + "".join(new)
    return texts


def _file(record: Record) -> Path:
    return Path(record.node.start_mark.name)


def _edits(record: Record, one: Net) -> Iterator[_Edit]:
    node = record.node
    if one.retired:
        # From the dash of the list to the dash of the next record.
        yield _Edit(_at(node.start_mark) - len("- "), _at(node.end_mark), "")
        return
    for key, value in one.fields.items():
        if record_value(record, key) != value:
            yield _set(record, key, value)
    have = set(record.texts("asks"))
    asks = [ask for ask in one.asks if ask not in have]
    if asks and "asks" in record.fields:
        yield _append(record.fields["asks"], asks)


def record_value(record: Record, key: str) -> str:
    """What a record has under `key`, `figure.value` being the value of its figure."""
    outer, _, inner = key.partition(".")
    return record.part(outer).text(inner) if inner else record.text(outer)


def _set(record: Record, key: str, value: str) -> _Edit:
    outer, _, inner = key.partition(".")
    place = record.part(outer) if inner else record
    text = value if key in _PLAIN else _quoted(value)
    node = place.fields.get(inner or outer)
    if node is not None:
        return _Edit(_at(node.start_mark), _at(node.end_mark), text)
    before = record.fields["figure"] if inner else record.fields["say"]
    if inner:
        return _Edit(_at(before.end_mark) - 1, _at(before.end_mark) - 1, f", {inner}: {text}")
    return _Edit(_at(before.end_mark), _at(before.end_mark), f"\n  {outer}: {text}")


def _append(node: yaml.Node, asks: list[str]) -> _Edit:
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        end = _at(node.end_mark) - 1
        return _Edit(end, end, "".join(f", {_quoted(ask)}" for ask in asks))
    last = node.value[-1] if isinstance(node, yaml.SequenceNode) else node
    end, indent = _at(last.end_mark), " " * (last.start_mark.column - len("- "))
    return _Edit(end, end, "".join(f"\n{indent}- {_quoted(ask)}" for ask in asks))


def _without(retired: set[str], gap: Record) -> _Edit:
    """The references of a gap without those to facts that are gone."""
    node = gap.fields["near"]
    left = [fact for fact in gap.texts("near") if fact not in retired]
    return _Edit(_at(node.start_mark), _at(node.end_mark), _listed(left))


def _record(fact: str, one: Net) -> str:
    lines = [f"- id: {fact}"]
    fields = {key: value for key, value in one.fields.items() if "." not in key}
    for key, value in fields.items():
        lines.append(f"  {key}: {_listed(value.split()) if key in _LISTS else _quoted(value)}")
    for outer in ("figure", "source"):
        inner = {k.partition(".")[2]: (k, v) for k, v in one.fields.items() if k.startswith(f"{outer}.")}
        if inner:
            pairs = (f"{name}: {v if k in _PLAIN else _quoted(v)}" for name, (k, v) in inner.items())
            lines.append(f"  {outer}: {{{', '.join(pairs)}}}")
    lines.append(f"  asks: {_listed(one.asks)}")
    return "\n".join(lines) + "\n"


def _listed(items: "list[str] | tuple[str, ...]") -> str:
    return f"[{', '.join(map(_quoted, items))}]"


def _quoted(text: str) -> str:
    """`text` as YAML writes it inside brackets, quoted only where it must be."""
    written: str = yaml.safe_dump([text], default_flow_style=True, allow_unicode=True, width=1e9)
    return written.strip()[1:-1]


def _at(mark: yaml.Mark) -> int:
    return int(mark.index)


def _written(path: Path, edits: list[_Edit]) -> str:
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
