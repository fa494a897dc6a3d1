"""What the tests share: a copy of the project to build in, and the command line as a person runs it."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

# A shell starts what runs in its background with SIGINT ignored; a person's terminal does not.
signal.signal(signal.SIGINT, signal.default_int_handler)
#: A busy machine takes what time it takes.
hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.load_profile("busy")
ROOT = Path(__file__).parent.parent
#: A small publication of two topics.
MINIMAL = ROOT / "tests" / "publications" / "minimal"
#: The profile of the inks that the press files are made for.
PROFILE = ROOT / "styles" / "colour" / "FOGRA39L_coated.icc"
#: Who has not ended by now, in seconds, never will, however busy the machine is.
HANGS_S = 600
#: What the fixture `edit` gives.
Edit = Callable[[Path, str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` accept what the products are now, `make fuzz` and `make torture` try more."""
    parser.addoption("--accept-golden", action="store_true", help="write the golden files anew; read their diff")
    parser.addoption("--documents", type=int, default=300, help="how many documents are composed (300)")
    parser.addoption("--sources", type=int, default=12, help="how many sources are mangled (12)")
    parser.addoption("--lists", type=int, default=16, help="how many lists of clinics are mangled (16)")
    parser.addoption("--files", type=int, default=10, help="how many foreign PDFs and EPUBs are mangled (10)")
    parser.addoption("--kills", type=int, default=3, help="how often a build, and a clinics’ run, is killed (3)")
    parser.addoption("--first-seed", type=int, default=1, help="composes, mangles and kills otherwise (1)")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Say what failed at once: a run that is ended before its last test would not tell."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        print(f"\n{report.nodeid} ({report.when})\n{report.longreprtext}", file=sys.__stderr__, flush=True)


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """Return the closing line."""
        return self.err.strip().splitlines()[-1]


def start(root: Path, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    """Start `python -m pipeline` on a project's folder, with this checkout's code; a slow machine says no more."""
    command = [sys.executable, "-X", "faulthandler", "-W", "error::DeprecationWarning:pipeline", "-m", "pipeline",
               "--beat", "0", "--root", str(root)]
    return subprocess.Popen([*command, *arguments], cwd=ROOT, env={**os.environ, **environment}, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def end(process: "subprocess.Popen[str]") -> Ran:
    """Return what a command came to; one that never ends is a failure that shows where it stands."""
    try:
        out, err = process.communicate(timeout=HANGS_S)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        pytest.fail(f"it hangs: {process.communicate(timeout=HANGS_S)[1]}")
    return Ran(process.returncode, out, err)


def pipeline(root: Path, *arguments: str, **environment: str) -> Ran:
    """Run `python -m pipeline` on a project's folder."""
    return end(start(root, *arguments, **environment))


#: A source that tests change is one that nobody has ever confirmed, so that a change is no draft.
UNCONFIRMED = shutil.ignore_patterns("confirmed.yaml", "translated.yaml")


#: What says in `publication.yaml` that there is Spanish, and what stands there without it.
SPANISH = (("languages: [en, es]", "languages: [en]"), ("  es:\n    changes: Es la primera en español.\n", ""))


def copy_project(to: Path) -> Path:
    """Copy what a build of the English products reads, but for what was confirmed; the code stays where it is.

    What goes for English goes for Spanish; `laws/test_spanish.py` sees its products.
    """
    for name in ("source", "styles"):
        shutil.copytree(ROOT / name, to / name, ignore=UNCONFIRMED)
    shutil.rmtree(to / "source/es")
    publication = (to / "source/publication.yaml").read_text(encoding="utf-8")
    for both, english in SPANISH:
        assert publication.count(both) == 1
        publication = publication.replace(both, english)
    (to / "source/publication.yaml").write_text(publication, encoding="utf-8")
    shutil.copy(ROOT / "requirements.lock", to)
    return to


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the real source and styles, nothing built."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """Return a copy of the minimal publication, whose facts are to be looked at again by 2027-11-22."""
    return shutil.copytree(MINIMAL, tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with every product built, for tests that only read; all processes of a run share one."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    root, made = shared / "built" / "project", shared / "built.txt"
    with made.open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.stat().st_size:
            shutil.rmtree(root, ignore_errors=True)
            ran = pipeline(copy_project(root), "build")
            assert ran.code == 0, ran.err
            made.write_text("whole")
    return root


@pytest.fixture
def edit() -> Edit:
    """Return a function that replaces words which stand exactly once in a file."""
    def replace(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
