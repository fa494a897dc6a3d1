"""Sets a fresh machine up: system libraries through apt, the virtual environment from the lock file.

Runs under the system's Python with its standard library alone: `python3 -m pipeline.setup build` (or `test`).
"""

import ctypes
import importlib.util
import os
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
_MISSING_TOOL = 3


def main(purpose: str) -> int:
    """Install what a purpose (`build` or `test`) needs; return 0, or 3 after naming the command that is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well run this file
        return _refuse("Python 3.11 or newer is needed", _as_root("apt-get install python3 python3-venv"))
    root = Path(__file__).resolve().parent.parent
    packages = [name for name, proof in (_BUILD | (_TEST if purpose == "test" else {})).items() if not _is_there(proof)]
    code = _install_packages(packages) if packages else 0
    code = code or _make_environment(root)
    if purpose == "test" and not code:
        _install_node_packages(root)
    return code


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


def _install_packages(packages: list[str]) -> int:
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not as_root or _runs([*as_root, "true"])):
        print(f"installing {' '.join(packages)}", file=sys.stderr)
        _runs([*as_root, "apt-get", "update", "-q"])
        if _runs([*as_root, *command]):
            return 0
    return _refuse(f"missing: {', '.join(packages)}", _as_root(f"apt-get install {' '.join(packages)}"))


def _as_root(command: str) -> str:
    """Return a command as it is run here; Debian brings sudo only where root has no password."""
    return f"sudo {command}" if shutil.which("sudo") else f"su - -c '{command}'"


def _make_environment(root: Path) -> int:
    """Make .venv hold exactly what the lock file names; a stamp inside tells which lock it was made from."""
    environment, lock = root / ".venv", root / "requirements.lock"
    stamp = environment / "lock"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return 0
    print("making the virtual environment (once, some minutes)", file=sys.stderr)
    python = environment / "bin" / "python"
    if not (_runs([sys.executable, "-m", "venv", "--clear", str(environment)]) and python.exists()):
        return _refuse("python3 -m venv does not work", _as_root("apt-get install python3-venv"))
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    pip += ["--require-hashes", "-r", str(lock)]
    if not _runs(pip):
        return _refuse("pip could not install the lock file (its words stand above)", " ".join(pip))
    # What a first build would work out once: byte code, and what the engines keep.
    for module in (["compileall", "-q", "pipeline"], ["pipeline.tools.keeping.environment"]):
        _runs([str(python), "-m", *module])
    stamp.write_bytes(lock.read_bytes())
    return 0


def _install_node_packages(root: Path) -> None:
    """Install what examines e-books and web pages; without it those tests are skipped, or fail where CI=true.

    The browser is the system's, so that nothing but the packages of the lock file is fetched.
    """
    folder = root / ".venv" / "node"
    wanted, stamp = root / "tests" / "node" / "package-lock.json", folder / "installed"
    if stamp.is_file() and stamp.read_bytes() == wanted.read_bytes():
        return
    print("installing Ace, axe-core and the Nu Html Checker (once, a minute)", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / "tests" / "node" / name, folder)
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)]
    if _runs(npm):
        shutil.copy(wanted, stamp)
    else:
        _refuse("npm could not install Ace, axe-core and the Nu Html Checker", " ".join(npm))


def _runs(command: list[str]) -> bool:
    """Tell whether a command ends well; a program that is not there does not."""
    if shutil.which(command[0]) is None:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, stdout=sys.stderr, env=environment, check=False).returncode == 0


def _refuse(fault: str, command: str) -> int:
    print(f"error: {fault}; run:\n    {command}", file=sys.stderr)
    return _MISSING_TOOL


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "build"))
