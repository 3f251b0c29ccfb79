"""A new pack: a copy of the template, under a name of its own."""

import shutil
from pathlib import Path

from bot.facts.values import ID


class NewPackError(Exception):
    """Why no pack was written, in words for whoever asked for it."""


def new_pack(template: Path, name: str, folder: Path) -> None:
    """Write an empty pack called `name` into `folder`, which must not be there yet; NewPackError where that fails."""
    if not ID.pattern.fullmatch(name):
        raise NewPackError(f"{name!r} is no name for a pack; write {ID.wanted.removeprefix('an id ').strip('()')}")
    if folder.exists():
        raise NewPackError(f"{folder} is there already; choose another name, or another folder")
    try:
        shutil.copytree(template, folder)
        _rename(folder / "deal.yaml", template.name, name)
    except OSError as error:
        raise NewPackError(f"{folder} cannot be written: {error.strerror}") from error


def _rename(deal: Path, old: str, new: str) -> None:
    text = deal.read_text(encoding="utf-8")
    deal.write_text(text.replace(f"\nid: {old}\n", f"\nid: {new}\n", 1), encoding="utf-8")
