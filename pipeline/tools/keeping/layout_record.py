"""Keeps what the layout of each product measured, so that rules can ask it again (build/.cache/layouts/)."""

from pathlib import Path

from pipeline.model.layout import Layout
from pipeline.tools.keeping import kept

_KIND = Layout | None


def read(build: Path, key: str) -> tuple[Layout | None] | None:
    """Return what was kept under the key of a product's job, which may be that it has no layout; None for nothing."""
    return kept.read(_file(build, key), lambda content: (kept.from_json(_KIND, content),))


def write(build: Path, key: str, layout: Layout | None) -> None:
    """Keep what a product's layout measured."""
    kept.write(_file(build, key), kept.as_json(_KIND, layout))


def forget(build: Path, keys: set[str]) -> None:
    """Remove what was kept of former products: under other keys than these."""
    for file in (build / ".cache" / "layouts").glob("*.json"):
        if file.stem not in keys:
            file.unlink(missing_ok=True)


def _file(build: Path, key: str) -> Path:
    return build / ".cache" / "layouts" / f"{key}.json"
