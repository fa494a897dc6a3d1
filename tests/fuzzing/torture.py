"""What is killed, or runs out of disk, and what has to be left: a small build, and a run for some clinics."""

import hashlib
import random
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests import clinic_lists
from tests.conftest import MINIMAL, ROOT, Ran

BROCHURE = ROOT / "tests" / "publications" / "pressed" / "source" / "channels" / "brochure.yaml"
#: Clinics of a run: three pieces of work for two processes.
CLINICS = 60


@dataclass(frozen=True)
class Work:
    """A command on a project's folder, and the folder that it fills."""

    name: str
    arguments: tuple[str, ...]
    filled: str

    def command(self, root: Path) -> list[str]:
        """Return the arguments for a project, `{}` in them its folder."""
        return ["--beat", "0", "--root", str(root), *(each.format(root) for each in self.arguments)]

    def run(self, root: Path) -> Ran:
        """Run it undisturbed."""
        return ended([sys.executable, "-m", "pipeline", *self.command(root)])


BUILD = Work("build", ("build",), "build")
CLINICS_RUN = Work("clinics", ("imprint", "--from", "{}/list/clinics.csv", "--out", "{}/handed-out", "--only", "text"),
                   "handed-out")


def project(root: Path) -> Path:
    """Make a small publication that two processes work on, with pages and companions, and a list of clinics."""
    shutil.copytree(MINIMAL, root)
    shutil.copy(BROCHURE, root / "source" / "channels")
    shutil.copytree(ROOT / "styles", root / "styles", dirs_exist_ok=True)
    clinic_lists.write(root / "list", [clinic_lists.clinic(each) | {"products": "handout|leaflet"}
                                       for each in range(CLINICS)])
    return root


def ended(command: list[str]) -> Ran:
    """Return what a command says; its processes are a group of their own."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, start_new_session=True)
    return Ran(done.returncode, done.stdout, done.stderr)


def content(folder: Path) -> dict[str, str]:
    """Return the digest of every file by path that somebody is handed: no cache, no report, no half a file."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file() and not {".cache", "report"} & {*path.parts}
            and path.suffix != ".part"}


def killed(work: Work, root: Path, kind: str, moment: float, counted: Path) -> Ran:
    """Run up to a moment (see killed.py), and kill every process there."""
    return ended([sys.executable, "-m", "tests.fuzzing.killed", kind, str(moment), str(root), str(counted),
                  *work.command(root)])


def was_killed(ran: Ran) -> bool:
    """Tell whether a run was killed: by killed.py, or, at its very end, when that no longer listens, by the timer."""
    return ran.code in (-signal.SIGKILL, -signal.SIGPROF)


def moment(die: random.Random, steps: int, seconds: float) -> tuple[str, float]:
    """Return when to kill: before a step on the disk, or after a share of the CPU, which processes share."""
    return ("step", die.randint(1, steps)) if die.random() < 0.6 else ("cpu", round(die.uniform(0.05, seconds / 2), 3))


def on_a_disk(work: Work, root: Path, options: str, larger: str, kept: Path) -> tuple[Ran, Ran] | None:
    """Run with a small disk in place of the folder to fill, then once more after it has grown; None without the right.

    What was there after each run is copied to `kept/first` and `kept/second`.
    """
    disk, command = root / work.filled, " ".join(map(_quoted, [sys.executable, "-m", "pipeline", *work.command(root)]))
    disk.mkdir(exist_ok=True)
    script = [f"mount -t tmpfs -o {options} tmpfs {_quoted(disk)} || exit 99", f"cd {_quoted(ROOT)}"]
    for name in ("first", "second"):
        copy = f"cp -a {_quoted(disk)} {_quoted(kept / name)}"
        script += [f"{command} > {_quoted(kept / f'{name}.out')} 2> {_quoted(kept / f'{name}.err')}",
                   f"echo $? > {_quoted(kept / f'{name}.code')}", copy, f"mount -o remount,{larger} {_quoted(disk)}"]
    done = subprocess.run(["unshare", "--map-root-user", "--mount", "bash", "-c", "\n".join(script)], cwd=ROOT,
                          capture_output=True, text=True, check=False)
    if done.returncode == 99 or "unshare" in done.stderr:
        return None
    first, second = (Ran(*(int((kept / f"{name}.code").read_text()), (kept / f"{name}.out").read_text("utf-8"),
                           (kept / f"{name}.err").read_text("utf-8"))) for name in ("first", "second"))
    return first, second


def _quoted(word: object) -> str:
    return "'" + str(word).replace("'", "'\\''") + "'"


def unsaid(ran: Ran) -> str:
    """Return what is wrong with what a run said: no word of it is for a developer."""
    found = re.search(r"Traceback|fault of the pipeline|Exception|^  File ", ran.err + ran.out, re.MULTILINE)
    return found.group() if found else ""


def reworded(root: Path) -> None:
    """Have the publication say something else, so that every product of it is replaced."""
    topic = root / "source" / "en" / "topics" / "waiting.md"
    topic.write_text(topic.read_text("utf-8").replace("If something worries you", "If anything worries you"), "utf-8")
