"""Takes folders of a project out of a revision of its git repository (git itself)."""

import io
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.model.failure import MissingTool, WrongUsage
from pipeline.model.limits import READING
from pipeline.tools.keeping import bounded, scratch

_INSTALL = "sudo apt-get install git"


def commit(root: Path, revision: str) -> str:
    """Return the commit that a revision names, empty where it names none; raises MissingTool without git."""
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return done.stdout.decode().strip() if done.returncode == 0 else ""


@contextmanager
def taken_out(root: Path, commit: str, names: Iterable[str]) -> Iterator[Path]:
    """Give a folder with these files and folders of a commit, as far as it holds them; it ends with the context."""
    wanted, prefix = set(names), _git(root, "rev-parse", "--show-prefix").stdout.decode().strip()
    listed = _git(root, "ls-tree", "--name-only", f"{commit}:{prefix}").stdout.decode().splitlines()
    held = _git(root, "archive", "--format=tar", f"{commit}:{prefix}", *sorted(wanted & set(listed)))
    if held.returncode or not wanted & set(listed):
        raise WrongUsage(f"git gives nothing of {commit[:12]}: {held.stderr.decode(errors='replace').strip()}")
    with scratch.holding({}) as folder:
        with tarfile.open(fileobj=io.BytesIO(held.stdout)) as archive:
            archive.extractall(folder, filter="data")
        yield folder


def _git(root: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    try:
        return bounded.run(["git", "-C", str(root), *arguments], READING, name="git")
    except FileNotFoundError as fault:
        raise MissingTool(f"git is not installed, and a revision was named; run:\n    {_INSTALL}") from fault
