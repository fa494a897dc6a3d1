"""What holds for the mends of WeasyPrint that only save time: each steps aside where it may not be right."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.model.failure import ExitCode
from pipeline.tools.typesetting import measured, weasyprint_mends, weasyprint_startup
from tests import reviewed
from tests.conftest import Ran, pipeline
from tests.laws.test_build_laws import sums

pytestmark = pytest.mark.slow
PLACES = [place for _, places in weasyprint_mends.MENDS.values() for place in places] + [
    place for places in weasyprint_startup.MEASURED.values() for place in places]
SAVING = sorted({*weasyprint_mends.ALL, *weasyprint_startup.ALL} - {"collector"})


@pytest.fixture(scope="module")
def as_locked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the digests of a miniature publication built with what requirements.lock names."""
    root = reviewed.miniature(tmp_path_factory.mktemp("as-locked") / "project")
    ran = pipeline(root, "build")
    assert ran.code == 0, ran.err
    assert "mend-left-out" not in ran.err
    return sums(root)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Return a folder that is looked into first, with copies of WeasyPrint and what it uses."""
    folder = tmp_path / "installed"
    for package in sorted({re.split(r"[./:]", place)[0] for place in PLACES}):
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        shutil.copytree(Path(spec.origin).parent, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def build(folder: Path, installed: Path) -> tuple[Ran, Path]:
    root = reviewed.miniature(folder / "project")
    return pipeline(root, "build", PYTHONPATH=str(installed)), root


def notes(ran: Ran) -> list[str]:
    return [line for line in ran.err.splitlines() if "[mend-left-out]" in line]


@pytest.mark.parametrize(("name", "mend"), [
    ("resolve_percentages", "lengths, numbers"),
    ("page_references", "references"), ("compute_content_list", "numbers")])
def test_a_renamed_function_upstream_costs_time_and_one_note(
    tmp_path: Path, installed: Path, as_locked: dict[str, str], name: str, mend: str,
) -> None:
    for file in installed.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(rf"\b{name}\b", f"{name}_anew", text), encoding="utf-8")
    ran, root = build(tmp_path, installed)
    assert ran.code == 0, ran.err
    assert sums(root) == as_locked
    (told,) = notes(ran)
    assert told.startswith("requirements.lock: note: ")
    assert f"left out: {mend} [" in told
    again = pipeline(root, "build", PYTHONPATH=str(installed))
    assert again.last.endswith("up to date; 1 note in build/report/index.html")
    assert "mend-left-out" in (root / "build/report/index.html").read_text("utf-8")


def test_without_any_mend_the_bytes_are_the_same(tmp_path: Path, installed: Path, as_locked: dict[str, str]) -> None:
    for place in PLACES:
        _change(installed, place)
    ran, root = build(tmp_path, installed)
    assert ran.code == 0, ran.err
    (told,) = notes(ran)
    assert f"left out: {', '.join(SAVING)} [" in told
    assert sums(root) == as_locked


def _change(installed: Path, place: str) -> None:
    """Change a remark in a function, or in a file."""
    if ":" not in place:
        with (installed / place).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        return
    module, _, name = place.partition(":")
    path = installed / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    scope, _, function = name.rpartition(".")
    text = file.read_text(encoding="utf-8")
    head, found, rest = text.partition(f"class {scope}") if scope else ("", "", text)
    before, line, after = re.split(rf"(^ *def {function}\(.*$)", rest, maxsplit=1, flags=re.MULTILINE)
    file.write_text(f"{head}{found}{before}{line}  # changed{after}", encoding="utf-8")


def test_a_mend_that_products_need_says_what_to_install_where_its_place_is_gone(
    tmp_path: Path, installed: Path,
) -> None:
    for file in installed.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("split_first_line", "split_line_once"), encoding="utf-8")
    ran, _ = build(tmp_path, installed)
    assert ran.code == ExitCode.MISSING_TOOL
    assert "split_first_line" in ran.err
    assert "pip install" in ran.err


def test_a_function_is_known_by_its_lines_and_not_by_what_stands_around_it() -> None:
    assert all(measured.source_digest(place) for place in PLACES)
    assert measured.source_digest("pydyf:PDF.no_such_thing") == ""
    assert measured.source_digest("no_such_package:thing") == measured.source_digest("no_such_package/file.py") == ""
