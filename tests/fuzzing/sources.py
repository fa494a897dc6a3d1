"""Wounds the folder of a publication: files wounded, lost, added, swapped, and made of what they cannot be."""

import os
import random
import shutil
from pathlib import Path

from tests.conftest import ROOT, UNCONFIRMED
from tests.fuzzing.wounds import HOSTILE, wounded, wounded_yaml
from tests.laws.test_constructs import constructs

#: The products of the real source that cost little, without those that say of each topic what others say of all.
CHEAP, TOLD_BY_OTHERS = ("text", "web-page", "markdown", "braille"), ("jmml-topic-ascii-text", "jmml-topic-portal-text")
#: Names that no publication has, some of which no person would think of.
NAMES = ("source/en/topics/new.md", "source/new.yaml", "source/en/topics/.hidden.md", "source/channels/new.yaml",
         "source/en/topics/a\nb.md", "source/en/topics/" + "n" * 240 + ".md", "source/en/topics/con.md",
         "source/xx/labels.yaml", "source/figures/new.svg", "source/imprints/new.yaml", "source/en/topics/Ä b'“.md",
         "styles/css/new.css", "source/en/topics/\udcff.md", "source/figures/x.png", "source/figures/x.JPG", "styles/x")


def real(root: Path) -> Path:
    """Make the real publication with the products that cost little."""
    for name in ("source", "styles"):
        shutil.copytree(ROOT / name, root / name, ignore=UNCONFIRMED)
    for channel in (root / "source" / "channels").glob("*.yaml"):
        is_cheap = any(f"format: {name}\n" in channel.read_text("utf-8") for name in CHEAP)
        if channel.stem in TOLD_BY_OTHERS or not is_cheap:
            channel.unlink()
    return root


def miniature(root: Path, *, with_pages: bool = False) -> Path:
    """Make the miniature of every construct: in pages, whose layout costs as much as all else, or as all else."""
    constructs(root)
    for channel in (root / "source" / "channels").glob("*.yaml"):
        is_in_pages = "-pdf\n" in channel.read_text("utf-8")
        if channel.stem == "brochure" or is_in_pages != with_pages:
            channel.unlink()
    return root


def files(root: Path) -> list[str]:
    """Return what may be wounded, what a person writes far more often than what a program does."""
    found = sorted(path.relative_to(root).as_posix() for name in ("source", "styles")
                   for path in (root / name).rglob("*") if path.is_file())
    weight = {".md": 12, ".yaml": 8, ".svg": 8, ".css": 2, ".png": 4, ".ttf": 1, ".icc": 1}
    return [each for each in found for _ in range(weight.get(Path(each).suffix, 0))]


def mangle(root: Path, die: random.Random) -> list[str]:
    """Wound a publication one to three times; return how, for whom it fails."""
    return [_mangled(root, die) for _ in range(die.choice((1, 1, 1, 2, 3)))]


def _mangled(root: Path, die: random.Random) -> str:
    names = [each for each in files(root) if (root / each).is_file()]
    if not names:
        return "nothing is left to wound"
    name, kind = die.choice(names), die.choices(("content", "file"), (10, 1))[0]
    path = root / name
    if kind == "file":
        how = die.choice(tuple(_FILES))
        return f"{name}: {how}{_FILES[how](root, path, die) or ''}"
    wound = wounded_yaml if name.endswith(".yaml") and die.random() < 0.6 else wounded
    content, how = wound(die, path.read_bytes())
    path.write_bytes(content)
    return f"{name}: {how}"


def _folder(root: Path, path: Path, die: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _link(root: Path, path: Path, die: random.Random) -> str:
    to = die.choice(("/etc/passwd", path.name, "..", "nothing", str(root / "source"), "/dev/zero", "/proc/self/mem"))
    path.unlink()
    path.symlink_to(to)
    return f" to {to}"


def _added(root: Path, path: Path, die: random.Random) -> str:
    name = die.choice(NAMES)
    new = root / name
    if not new.exists():
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(die.choice((b"", path.read_bytes(), *HOSTILE)))
    return f" {name!r}"


def _swapped(root: Path, path: Path, die: random.Random) -> str:
    other = root / die.choice(files(root))
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)
    return f" with {other.relative_to(root)}"


def _pipe(root: Path, path: Path, die: random.Random) -> None:
    path.unlink()
    os.mkfifo(path)


_FILES = {
    "removed": lambda root, path, die: path.unlink(), "emptied": lambda root, path, die: path.write_bytes(b"") and None,
    "made a folder": _folder, "made a link": _link, "made a pipe": _pipe, "copied to": _added, "swapped": _swapped,
    "given another name": lambda root, path, die: path.rename(path.with_name(f"{path.stem}x{path.suffix}")) and None,
}
