"""Keeps what the report tells of the making of each product (build/.cache/makings/), and what it showed last."""

from pathlib import Path

from pipeline.model.overview import Making, Overview
from pipeline.tools.keeping import kept


def read(build: Path, key: str) -> Making | None:
    """Return what was kept under the key of a product's job, None where nothing was."""
    return kept.read(_file(build, key), lambda content: kept.from_json(Making, content))


def write(build: Path, key: str, making: Making) -> None:
    """Keep what is known of making a product."""
    kept.write(_file(build, key), kept.as_json(Making, making))


def forget(build: Path, keys: set[str]) -> None:
    """Remove what was kept of former products: under other keys than these."""
    for file in (build / ".cache" / "makings").glob("*.json"):
        if file.stem not in keys:
            file.unlink(missing_ok=True)


def last_overview(build: Path) -> Overview | None:
    """Return what the report showed last."""
    return kept.read(_shown(build), lambda content: kept.from_json(Overview, content))


def keep_overview(build: Path, overview: Overview) -> None:
    """Keep what the report shows, for when the source cannot be read."""
    kept.write(_shown(build), kept.as_json(Overview, overview))


def _file(build: Path, key: str) -> Path:
    return build / ".cache" / "makings" / f"{key}.json"


def _shown(build: Path) -> Path:
    return build / ".cache" / "overview.json"
