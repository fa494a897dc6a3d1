"""A copy of the code with a miniature publication, for tests that change the code itself."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests import reviewed
from tests.conftest import ROOT, Ran

EPUB = ("{id: book, name: E-book, format: epub, output: '{language}/book.epub', depth: full,\n"
        " parts: [cover, contents, topics, questions, glossary, references, contact, colophon]}\n")


@dataclass(frozen=True)
class House:
    """A folder with code, source and what was built; `packages` is a folder of further packages."""

    root: Path
    packages: Path

    def run(self, *arguments: str) -> Ran:
        """Run this copy's own code on this copy's own source."""
        done = subprocess.run([sys.executable, "-m", "pipeline", *arguments], cwd=self.root, capture_output=True,
                              text=True, env={**os.environ, "PYTHONPATH": str(self.packages)}, check=False)
        return Ran(done.returncode, done.stdout, done.stderr)

    def built(self, *arguments: str) -> set[str]:
        """Build, and return what was written."""
        ran = self.run(*arguments, "build")
        assert ran.code == 0, ran.err
        return {line.removeprefix("build/en/") for line in ran.out.split()}

    def remark(self, module: str) -> None:
        """Add a remark to a module, which changes nothing that it does."""
        path = self.root / "pipeline" / module
        path.write_text(path.read_text(encoding="utf-8") + "\n# A remark.\n", encoding="utf-8")

    def install(self, name: str, module: str, version: str) -> None:
        """Have Python find another version of a package."""
        folder = self.packages / f"{name}-{version}.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
        (folder / "top_level.txt").write_text(f"{module}\n", encoding="utf-8")

    def looks(self) -> dict[str, tuple[int, int]]:
        """Return inode and time of each product: who writes a file changes both."""
        files = [path for path in (self.root / "build/en").rglob("*") if path.is_file()]
        return {path.relative_to(self.root).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def make(root: Path) -> House:
    """Make a copy in which nothing was built."""
    reviewed.miniature(root)
    (root / "source/channels/book.yaml").write_text(EPUB, encoding="utf-8")
    shutil.copytree(ROOT / "pipeline", root / "pipeline")
    return House(root, root.parent / "packages")


def copy(house: House, root: Path) -> House:
    """Copy a house with all that was built in it."""
    shutil.copytree(house.root, root)
    return House(root, root.parent / "packages")
