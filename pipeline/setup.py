"""Sets a fresh machine up: system libraries through apt, the virtual environment from the lock file.

Runs under the system's Python with its standard library alone: `python3 -m pipeline.setup build` (or `test`).
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

#: Debian package -> what proves that it is there: a library (.so), a module of Python (import) or a program.
_BUILD = {
    "python3-venv": "import ensurepip",  # Debian's python3 alone makes no virtual environment
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
    "liblouis20": "liblouis.so.20",  # brings its tables, liblouis-data
}
_TEST = {"ghostscript": "gs", "poppler-utils": "pdftoppm", "nodejs": "node", "npm": "npm", "chromium": "chromium",
         "tesseract-ocr": "tesseract", "libreoffice-writer-nogui": "soffice"}
#: What .venv takes of the disk in MB: packages of Python, and of Node for the tests.
ENVIRONMENT_MB, NODE_MB = 645, 135
#: The stamps of the virtual environment and of the packages of Node, and what each is the copy of.
_ENVIRONMENT, _NODE = (".venv/lock", "requirements.lock"), (".venv/node/installed", "tests/node/package-lock.json")
#: What is there keeps its version.
_INSTALL = ["apt-get", "install", "--no-upgrade", "--no-install-recommends"]
_MISSING_TOOL = 3
_ROOT = Path(__file__).resolve().parent.parent


def main(purpose: str, root: Path = _ROOT) -> int:
    """Install what a purpose (`build` or `test`) needs; return 0, or 3 after naming the command that is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well run this file
        return _refuse("Python 3.11 or newer is needed", _as_root("apt-get install python3 python3-venv"))
    missing = {"make all": _missing(_BUILD), "make test": _missing(_TEST)}
    every = [name for names in missing.values() for name in names]
    if every:
        _say("missing: " + "; ".join(f"{' '.join(names)} (for {use})" for use, names in missing.items() if names))
    packages = every if purpose == "test" else missing["make all"]
    as_root = _rights() if packages else []
    if packages and as_root is not None:
        _runs([*as_root, "apt-get", "update", "-q"], "asking what there is to install")
    _say_what_it_takes(root, purpose, packages)
    if packages and not (as_root is not None and _install_packages(packages, as_root)):
        return _refuse(f"missing: {' '.join(packages)}", _as_root(" ".join([*_INSTALL, *every])))
    code = _make_environment(root)
    if purpose == "test" and not code:
        _install_node_packages(root)
    return code


def _missing(packages: dict[str, str]) -> list[str]:
    return [name for name, proof in packages.items() if not _is_there(proof)]


def _is_there(proof: str) -> bool:
    if proof.startswith("import "):
        return importlib.util.find_spec(proof.removeprefix("import ")) is not None
    if ".so" not in proof:
        return shutil.which(proof) is not None
    try:
        ctypes.CDLL(proof)
    except OSError:
        return False
    return True


def _say_what_it_takes(root: Path, purpose: str, packages: list[str]) -> None:
    """Say before anything is installed how much of the disk it will fill."""
    takes = {f"{len(packages)} system packages and what they need": _installed_mb(packages) if packages else 0,
             "Python packages in .venv": 0 if _holds(root, *_ENVIRONMENT) else ENVIRONMENT_MB,
             "Node packages in .venv": NODE_MB if purpose == "test" and not _holds(root, *_NODE) else 0}
    if any(takes.values()):
        _say(f"this takes about {sum(takes.values())} MB of the disk: "
             + ", ".join(f"{size} for {what}" for what, size in takes.items() if size))


def _installed_mb(packages: list[str]) -> int:
    """Return what apt would add for packages, without adding it; 0 where it does not know them yet, or is not there."""
    added = re.findall(r"^Inst (\S+) \(", _said([*_INSTALL, "-s", *packages]), re.MULTILINE)
    told = _said(["apt-cache", "show", "--no-all-versions", *added])
    return round(sum(map(int, re.findall(r"^Installed-Size: (\d+)", told, re.MULTILINE))) / 1024)


def _said(command: list[str]) -> str:
    if shutil.which(command[0]) is None:
        return ""
    english = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=english).stdout


def _rights() -> list[str] | None:
    """Return what a command of root's begins with; None where apt is not there or may not be used."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    may = shutil.which("apt-get") and (not as_root or _runs([*as_root, "true"], "asking for the rights of root"))
    return as_root if may else None


def _install_packages(packages: list[str], as_root: list[str]) -> bool:
    """Tell whether all are there afterwards; apt passes over a package that is installed and damaged."""
    is_done = _runs([*as_root, *_INSTALL, "-y", "-q", *packages], f"installing {' '.join(packages)}")
    importlib.invalidate_caches()
    return is_done and not {*packages} & {*_missing(_BUILD), *_missing(_TEST)}


def _as_root(command: str) -> str:
    """Return a command as it is run here; Debian brings sudo only where root has no password."""
    return f"sudo {command}" if shutil.which("sudo") else f"su - -c '{command}'"


def _make_environment(root: Path) -> int:
    """Make .venv hold exactly what the lock file names; a stamp inside tells which lock it was made from."""
    if _holds(root, *_ENVIRONMENT):
        return 0
    stamp, lock = (root / each for each in _ENVIRONMENT)
    python = stamp.parent / "bin" / "python"
    command = [sys.executable, "-m", "venv", "--clear", str(stamp.parent)]
    if not (_runs(command, "making the virtual environment") and python.exists()):
        return _refuse("python3 -m venv does not work", _as_root("apt-get install python3-venv"))
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    pip += ["--require-hashes", "-r", str(lock)]
    if not _runs(pip, "installing Python packages (once, some minutes)"):
        return _refuse("pip could not install the lock file (its words stand above)", " ".join(pip))
    # What a first build would work out once: byte code, and what the engines keep.
    for module in (["compileall", "-q", "pipeline"], ["pipeline.tools.keeping.environment"],
                   ["pipeline.tools.keeping.code_digest"]):
        _runs([str(python), "-m", *module], "preparing the first build")
    stamp.write_bytes(lock.read_bytes())
    return 0


def _install_node_packages(root: Path) -> None:
    """Install what examines e-books and web pages; without it those tests are skipped, or fail where CI=true.

    The browser is the system's, so that nothing but the packages of the lock file is fetched.
    """
    if _holds(root, *_NODE):
        return
    stamp, wanted = (root / each for each in _NODE)
    folder = stamp.parent
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / "tests" / "node" / name, folder)
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)]
    if _runs(npm, "installing Ace, axe-core and the Nu Html Checker (once, a minute)"):
        shutil.copy(wanted, stamp)
    else:
        _refuse("npm could not install Ace, axe-core and the Nu Html Checker", " ".join(npm))


def _holds(root: Path, stamp: str, wanted: str) -> bool:
    return (root / stamp).is_file() and (root / stamp).read_bytes() == (root / wanted).read_bytes()


def _runs(command: list[str], doing: str, every_s: float = 10) -> bool:
    """Say what is done, and again while it lasts; tell whether it ends well. What is not there does not."""
    from pipeline.tools.keeping.heartbeat import beating

    if shutil.which(command[0]) is None:
        return False
    _say(doing)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with beating(lambda: f"still {doing}", every_s):
        return subprocess.run(command, stdout=sys.stderr, env=environment, check=False).returncode == 0


def _refuse(fault: str, command: str) -> int:
    _say(f"error: {fault}; run:\n    {command}")
    return _MISSING_TOOL


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "build"))
