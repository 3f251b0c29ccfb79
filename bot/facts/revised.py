"""The pack as its files and the live revisions make it, checked as if an editor had written it."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.core.model import Pack
from bot.core.records.revision import Net
from bot.facts.load import load_pack
from bot.facts.patching import patched


def load_revised(pack_dir: Path, language_dir: Path, nets: Mapping[str, Net]) -> Pack:
    """The pack in `pack_dir` with `nets` (by fact) written into it; PackError where that breaks a rule."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / pack_dir.name
        shutil.copytree(pack_dir, copy)
        export(pack_dir, nets, copy)
        return load_pack(copy, language_dir)


def export(pack_dir: Path, nets: Mapping[str, Net], target: Path) -> list[Path]:
    """Write the files of the pack that `nets` change under `target`; return their paths within it."""
    texts = patched(pack_dir, nets)
    for path, text in texts.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, "utf-8")
    return sorted(texts)
