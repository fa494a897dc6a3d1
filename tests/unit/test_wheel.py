"""`pip install .` gives the whole pipeline and the command `jmml`, which works on any publication's folder."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from pipeline import __version__
from tests.conftest import ROOT, pipeline

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]
_OFFLINE = ("--no-deps", "--no-index", "--disable-pip-version-check", "-q")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip does, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *_OFFLINE, "--no-build-isolation", "-w", folder, ROOT],
                   check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a fresh environment, which finds the libraries of this one; return the command `jmml`."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    subprocess.run([sys.executable, "-m", "pip", "--python", folder, "install", *_OFFLINE, wheel], check=True)
    return folder / "bin" / "jmml"


def run(command: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command far from the checkout."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run([command, *arguments], cwd=command.parent, env=environment, capture_output=True, text=True,
                          check=False)


def test_the_wheel_holds_every_module_and_all_that_is_read_beside_them(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as held:
        names = {name for name in held.namelist() if name.startswith("pipeline/")}
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pipeline").rglob("*.*")
            if path.suffix in (".py", ".mjs", ".csl")}
    assert code <= names


def test_building_the_wheel_leaves_nothing_behind(wheel: Path) -> None:
    assert not [*ROOT.glob("*.egg-info"), *ROOT.glob("dist"), *ROOT.glob("build/lib"), *ROOT.glob("build/*.whl")]


def test_the_installed_command_tells_its_version(command: Path) -> None:
    assert run(command, "--version").stdout == f"jmml {__version__}\n"


def test_the_installed_command_builds_a_publication_as_the_checkout_does(
        command: Path, minimal: Path, tmp_path: Path) -> None:
    made = run(command, "--root", str(minimal), "build")
    assert (made.returncode, made.stderr) == (0, "3 files built, 0 up to date\n")
    sums = (minimal / "build/SHA256SUMS").read_bytes()
    assert run(command, "--root", str(minimal), "build").stderr == "nothing to do: 3 files up to date\n"

    assert pipeline(minimal, "clean").code == 0
    assert pipeline(minimal, "build").code == 0
    assert (minimal / "build/SHA256SUMS").read_bytes() == sums


def test_code_that_was_changed_where_it_is_installed_makes_its_products_anew(command: Path, minimal: Path) -> None:
    assert run(command, "--root", str(minimal), "build").returncode == 0
    (module,) = command.parents[1].glob("lib/python*/site-packages/pipeline/formats/text.py")
    was = module.read_text(encoding="utf-8")
    try:
        module.write_text(f"{was}\nCHANGED = True\n", encoding="utf-8")
        assert run(command, "--root", str(minimal), "build").stderr == "3 files built, 0 up to date\n"
    finally:
        module.write_text(was, encoding="utf-8")
