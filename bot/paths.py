"""Where config/ and knowledge/ lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_root(package: Path = PACKAGE) -> Path:
    """Return the folder that holds config/ and knowledge/."""
    checkout = package.parent
    if (checkout / "config").is_dir() and (checkout / "knowledge").is_dir():
        return checkout
    return package / "_data"


def packs_folder(package: Path = PACKAGE) -> Path:
    """Return where a new pack is put: knowledge/ of a checkout, else the folder that somebody works in."""
    root = data_root(package)
    return root / "knowledge" if root == package.parent else Path()
