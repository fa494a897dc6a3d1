"""A change of the code, or of a package, remakes what runs with it, and nothing else."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import formats
from pipeline.stages import plan
from pipeline.tools.keeping import code_digest, packages
from tests import house
from tests.conftest import ROOT
from tests.house import House

TEXTS = {"handout.txt", "leaflet-transplant.txt", "leaflet-waiting.txt"}
PDFS = {"brochure.pdf", "handout-a4.pdf", "brochure.job.json", "brochure.job.pdf", "brochure-proof.pdf"}
#: Formats whose products are PDFs, and whose pages WeasyPrint sets or draws.
PDF = {"press-pdf", "booklet-pdf", "reading-pdf"}
SET = PDF | {"epub", "docx"}
ALL = set(formats.names())


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> House:
    made = house.make(tmp_path_factory.mktemp("finished") / "house")
    assert made.built() == TEXTS | PDFS | {"book.epub"}
    return made


@pytest.fixture
def own(finished: House, tmp_path: Path) -> House:
    return house.copy(finished, tmp_path / "house")


@pytest.mark.slow
def test_what_writes_no_product_remakes_nothing(own: House) -> None:
    before = own.looks()
    for module in ("checks/clinics/bad_phone.py", "checks/edition/sms_too_long.py", "checks/draft/lost_text.py",
                   "checks/press/hairline.py", "stages/compose.py", "cli.py", "setup.py", "markup/stamped_pdf.py",
                   "tools/validators/verapdf.py", "readback/told.py"):
        own.remark(module)
    for name in ("mypy", "pytest"):
        own.install(name, name, "999.0")
    assert own.built() == set()
    assert own.looks() == before


@pytest.mark.slow
@pytest.mark.parametrize(("name", "module", "products"), [
    ("formats/text.py", "", TEXTS), ("markup/epub_page.py", "", {"book.epub"}), ("pikepdf", "pikepdf", PDFS)])
def test_what_writes_a_product_remakes_it_alone(name: str, module: str, products: set[str], own: House) -> None:
    if module:
        own.install(name, module, "999.0")
    else:
        own.remark(name)
    assert own.built() == products
    assert own.built() == set()


@pytest.mark.slow
def test_the_code_that_runs_counts_and_not_what_lies_beside_the_source(own: House, tmp_path: Path) -> None:
    """The project of one copy is built by the code of another."""
    elsewhere = house.copy(own, tmp_path / "elsewhere")
    assert own.built("--root", str(elsewhere.root)) == set()
    elsewhere.remark("formats/text.py")
    assert own.built("--root", str(elsewhere.root)) == set()
    own.remark("formats/text.py")
    assert own.built("--root", str(elsewhere.root)) == TEXTS


@pytest.fixture(autouse=True)
def _known_anew() -> Iterator[None]:
    """Leave no digest of a changed copy to the tests that follow in this process."""
    yield
    for known in (plan._code, plan.rules, code_digest._package, packages._installed):
        known.cache_clear()


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the code, whose digests are asked for."""
    monkeypatch.setattr(code_digest, "PACKAGE", shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline"))
    return tmp_path / "pipeline"


def keys() -> dict[str, str]:
    """Return the digest of what the products of each format run with, worked out anew."""
    plan._code.cache_clear()
    code_digest._package.cache_clear()
    return {name: plan._code(formats.module_of(name)) for name in formats.names()}


@pytest.mark.parametrize(("module", "remade"), [
    ("checks/artifact/parity_number.py", set()), ("markup/stamped_text.py", set()), ("tools/pdf/pdf_tail.py", set()),
    ("stages/plan.py", set()), ("readback/heard.py", set()), ("model/clinic_list.py", set()),
    ("markup/plain.py", {"text"}), ("markup/braille_pages.py", {"braille"}), ("markup/word_styles.py", {"docx"}),
    ("markup/web_page.py", {"web-page"}), ("tools/packaging/epub_writer.py", {"epub"}),
    ("tools/press/pdf_proof.py", {"press-pdf", "booklet-pdf"}), ("formats/booklet_pdf.py", {"booklet-pdf"}),
    ("tools/typesetting/typesetter.py", SET), ("stages/render.py", ALL), ("model/tree.py", ALL)])
def test_a_remark_in_a_module_changes_the_keys_of_what_runs_with_it(module: str, remade: set[str], code: Path) -> None:
    before = keys()
    with (code / module).open("a", encoding="utf-8") as file:
        file.write("\n# A remark.\n")
    after = keys()
    assert {name for name in before if before[name] != after[name]} == remade


def test_what_is_imported_in_a_function_or_named_in_words_counts_and_what_types_need_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"__init__.py": "", "a/__init__.py": "", "a/two.py": "import_module('pikepdf')\nimport json\n",
             "a/one.py": "if TYPE_CHECKING:\n    from pipeline.a import types\ndef render():\n"
             "    from pipeline.a import two\n    read('look.mjs')\ndef stamp():\n    import pipeline.a.three\n",
             "a/three.py": "import segno\n", "a/types.py": "", "a/look.mjs": "", "a/other.mjs": ""}
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    monkeypatch.setattr(code_digest, "PACKAGE", tmp_path)

    found, imported = code_digest.closure(["pipeline.a.one"], frozenset({"stamp"}))
    assert found == {"__init__.py", "a/__init__.py", "a/one.py", "a/two.py", "a/look.mjs"}
    assert imported == {"pikepdf"}
    assert code_digest.closure(["pipeline.a.one"])[1] == {"pikepdf", "segno"}


def test_the_packages_behind_an_import_are_those_that_are_installed() -> None:
    found = packages.versions(frozenset({"weasyprint", "PIL"}))
    assert {"weasyprint", "pillow", "pydyf", "cffi", "fonttools", "brotli"} <= found.keys()
    assert not {"pytest", "mypy", "pikepdf", "sphinx"} & found.keys()


@pytest.mark.parametrize(("imported", "remade"), [
    ("pikepdf", PDF), ("ebooklib", {"epub"}), ("pypandoc", {"docx", "markdown"}), ("weasyprint", SET), ("mypy", set()),
    ("pydantic", ALL)])
def test_a_package_stands_in_the_keys_of_what_runs_with_it(imported: str, remade: set[str]) -> None:
    behind = {name: code_digest.closure([formats.module_of(name)], plan._FOR_CLINICS)[1] for name in formats.names()}
    (package,) = packages._installed()[0][imported]
    assert {name for name, each in behind.items() if package in packages.versions(each)} == remade


def test_an_environment_that_cannot_be_written_costs_time_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    before = keys(), packages.versions(frozenset({"PIL"}))
    for module in (code_digest, packages):
        monkeypatch.setattr(module.kept, "read", lambda *_: None)
        monkeypatch.setattr(module.kept, "write_data", refuse)
    packages._installed.cache_clear()
    assert (keys(), packages.versions(frozenset({"PIL"}))) == before
