"""A release holds what was approved, whole, with sums and a record of what changed; else it says what is missing."""

import hashlib
import json
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.tools.pictures import page_pairs
from pipeline.tools.reading import pdf_file
from tests import reviewed
from tests.conftest import Edit, Ran, pipeline

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("release")]

#: The day of the miniature's publication, and one after its next review (2027-11-22).
THE_DAY, TOO_LATE = "1795305600", "1826928000"
FILES = {"en/handout.txt", "en/handout-a4.pdf", "en/brochure.pdf", "en/brochure.job.json", "en/brochure.job.pdf",
         "en/brochure-proof.pdf", "en/leaflet-transplant.txt", "en/leaflet-waiting.txt"}
TOLD = {"SHA256SUMS", "manifest.json", "review.json", "content.json", "changes.json", "changes.html"}


def release(root: Path, *options: str, day: str = THE_DAY) -> Ran:
    return pipeline(root, "release", *options, SOURCE_DATE_EPOCH=day)


def build(root: Path) -> None:
    ran = pipeline(root, "build")
    assert ran.code == 0, ran.err


def held(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a miniature whose version 1.0.0 was approved and released."""
    root = reviewed.miniature(tmp_path_factory.mktemp("release") / "first")
    reviewed.approve(root)
    build(root)
    ran = release(root)
    if "[validator-missing]" in ran.err:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(ran.err)
    assert ran.code == 0, ran.err
    assert ran.last == "14 files released"
    return root


@pytest.fixture
def project(first: Path, tmp_path: Path) -> Path:
    """Return a copy of the released miniature to change."""
    return Path(shutil.copytree(first, tmp_path / "project"))


#: What readers of a later version are told of it.
NEW = "statements: {en: {changes: The share after a transplant is another one.}}"


@pytest.fixture(scope="module")
def second(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the miniature with another figure, approved anew and released as version 1.1.0."""
    root = Path(shutil.copytree(first, tmp_path_factory.mktemp("release") / "second"))
    for name, old, new in (("publication.yaml", '"1.0.0"', f'"1.1.0"\n{NEW}'), ("facts.yaml", "Up to 50", "Up to 55"),
                           ("facts.yaml", 'value: "50"', 'value: "55"'), ("en/topics/transplant.md", "50", "55")):
        path = root / "source" / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    reviewed.approve(root)
    build(root)
    ran = release(root)
    assert ran.code == 0, ran.err
    return root


def test_a_release_is_whole_and_its_sums_are_right(first: Path) -> None:
    folder = first / "build" / "release" / "1.0.0"
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())

    assert held(first / "build" / "release") == {f"1.0.0/{name}" for name in FILES | TOLD}
    assert sums == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
                    for name in (FILES | TOLD) - {"SHA256SUMS"}}
    assert all((folder / name).read_bytes() == (first / "build" / name).read_bytes() for name in FILES)


def test_a_release_tells_who_approved_what(first: Path) -> None:
    told = json.loads((first / "build/release/1.0.0/review.json").read_text())["languages"]["en"]

    assert [each["role"] for each in told["approvals"]] == list(reviewed.REQUIRED)
    assert {each["digest"] for each in told["approvals"]} == {told["content"]}


def test_every_product_says_that_it_was_reviewed(first: Path) -> None:
    folder = first / "build/release/1.0.0/en"
    assert json.loads((folder.parent / "manifest.json").read_text())["review"] == [
        {"language": "en", "is_approved": True, "missing": []}]
    names = "Test Person, clinician (clinician), Test Person, plain-language-editor (plain-language editor) reviewed"

    for name in ("brochure.pdf", "handout-a4.pdf"):
        assert names in pdf_file.read((folder / name).read_bytes()).info["Subject"]
    assert names in " ".join((folder / "handout.txt").read_text().split())
    assert json.loads((folder / "brochure.job.json").read_text())["review"] == "reviewed"
    assert slug_of(folder / "brochure.pdf").endswith(", reviewed")


def slug_of(path: Path) -> str:
    """Return the line of the slug that tells the trim."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    found = re.search(r"trim \d.*?REVIEWED|trim \d.*?reviewed", text)
    assert found, text
    return found[0]


def test_one_changed_word_ends_the_approval_in_every_product_and_refuses_the_release(project: Path, edit: Edit) -> None:
    edit(project / "source/en/glossary.yaml", "gives cells to another", "gives blood to another")
    build(project)
    ran = release(project)

    assert ran.code == 1
    assert ran.err.count("[approval-missing]") == 2
    assert ran.last == "no release: 4 things missing"  # the words are not confirmed, and the version is taken
    assert "Test Person" not in (project / "build/en/handout.txt").read_text()
    assert "not yet reviewed" in pdf_file.read((project / "build/en/handout-a4.pdf").read_bytes()).info["Subject"]
    assert slug_of(project / "build/en/brochure.pdf").endswith(", DRAFT, NOT REVIEWED")
    assert json.loads((project / "build/en/brochure.job.json").read_text())["review"] == "DRAFT, NOT REVIEWED"
    assert json.loads((project / "build/manifest.json").read_text())["review"] == [
        {"language": "en", "is_approved": False, "missing": list(reviewed.REQUIRED)}]
    assert held(project / "build/release") == {f"1.0.0/{name}" for name in FILES | TOLD}


def test_a_later_version_tells_its_readers_what_is_new(project: Path, edit: Edit) -> None:
    edit(project / "source/publication.yaml", '"1.0.0"', '"1.1.0"')
    ran = release(project, "--dry-run")
    assert (ran.code, "[changes-untold]" in ran.err) == (1, True)
    assert "`changes` under `statements`" in ran.err

    edit(project / "source/publication.yaml", '"1.1.0"', f'"1.1.0"\n{NEW}')
    assert "[changes-untold]" not in release(project, "--dry-run").err


def test_a_version_is_released_once(project: Path, edit: Edit) -> None:
    assert release(project).last == "nothing to do: 8 files are released"

    edit(project / "source/en/glossary.yaml", "gives cells to another", "gives blood to another")
    reviewed.approve(project)
    build(project)
    ran = release(project)

    assert (ran.code, "[version-released]" in ran.err) == (1, True)
    assert ran.last == "no release: 1 thing missing"


def test_what_is_past_its_review_date_is_not_released_and_has_the_same_bytes(project: Path) -> None:
    shutil.rmtree(project / "build/release")
    ran = release(project, "--dry-run", day=TOO_LATE)

    assert ran.code == 1
    assert ran.err.count("[review-overdue]") == 1
    assert ran.err.count("[fact-check-overdue]") == 3
    assert pipeline(project, "build", SOURCE_DATE_EPOCH=TOO_LATE).last == "nothing to do: 8 files up to date"
    assert release(project, "--dry-run").last == "nothing is missing: run make release"


def test_all_that_is_missing_is_told_at_once(project: Path, edit: Edit) -> None:
    shutil.rmtree(project / "build/release")
    review = project / "source/review.yaml"
    review.write_text(re.sub(r"approvals:\n(  - .*\n)+", "approvals: []\n", review.read_text()) + CARD)
    edit(project / "source/facts.yaml", "  - id: waiting-time\n",
         "  - id: waiting-time\n    confirm_before_release: true\n")
    ran = release(project)

    assert ran.code == 1
    assert sorted(re.findall(r"\[([a-z-]+)\]$", ran.err, re.MULTILINE)) == [
        "approval-missing", "approval-missing", "card-open", "card-score", "fact-to-confirm", "not-up-to-date"]
    assert not (project / "build/release").exists()


CARD = """cards:
  - id: open
    name: A card with a question that nobody has answered
    source: https://example.org/
    passes: 70
    items:
      - number: 1
        asks: Is it plain?
        answers:
          en: {answer: agree, name: , date: }
  - id: low
    name: A card that is answered, and says no
    source: https://example.org/
    passes: 70
    items:
      - number: 1
        asks: Is it plain?
        answers:
          en: {answer: disagree, name: Test Person, date: 2026-11-22}
      - number: 2
        asks: Is the summary first?
        measure: key-points-first
"""


def test_a_damaged_product_is_not_released(project: Path) -> None:
    (project / "build/en/brochure-proof.pdf").write_bytes(b"%PDF-1.7 damaged")
    shutil.rmtree(project / "build/release")
    ran = release(project)

    assert (ran.code, "[not-up-to-date]" in ran.err) == (1, True)


def test_a_release_names_each_validator_that_is_not_installed_once_and_refuses(project: Path) -> None:
    shutil.rmtree(project / "build/release")
    shutil.rmtree(project / "build/.cache/verdicts")
    without = {"PATH": str(project), "SOURCE_DATE_EPOCH": THE_DAY}
    ran = pipeline(project, "release", **without)

    assert ran.code == 1
    told = re.findall(r"^build/en/.*\.pdf: error: a validator is not installed, so (.*) did not examine", ran.err, re.M)
    assert told == ["bleed-not-inked, ink-limit-raster", "parity-glyphs"]
    assert ran.err.count("sudo apt-get install ghostscript") == ran.err.count("sudo apt-get install tesseract-ocr") == 1
    assert ran.last == "no release: 2 things missing"
    assert not (project / "build/release").exists()

    checked = pipeline(project, "check", **without)
    assert (checked.code, checked.last.endswith(": 2 notes, 2 validators not installed")) == (0, True)
    assert pipeline(project, "check", "--strict", **without).code == 1
    assert release(project).code == 0  # no verdict of a missing validator is kept


# --- the change record ---


class Page(HTMLParser):
    """Gathers the tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_change_record_sets_text_figures_and_pages_side_by_side(second: Path) -> None:
    folder = second / "build/release/1.1.0"
    told = json.loads((folder / "changes.json").read_text())
    page = (folder / "changes.html").read_text()

    assert told["since"] == "1.0.0"
    (change,) = [each for each in told["sentences"] if each["old"].startswith("Up to")]
    assert change["old"] == "Up to 50 of every 100 children reach a long-term remission."
    assert (change["figures_old"], change["figures_new"]) == (["50 of"], ["55 of"])
    assert {(each["fact"], each["field"]) for each in told["facts"]} == {("remission", "statement"),
                                                                         ("remission", "numbers")}
    assert set(told["files_changed"]) == FILES - {"en/leaflet-waiting.txt"}
    assert told["pages"]["en/brochure.pdf"] == [[2, 2]]  # the version on the first is no change
    assert "Up to <del>50</del> of" in page
    assert "Up to <ins>55</ins> of" in page
    assert "Figures: 50 of → <strong>55 of</strong>" in page


def test_the_change_record_needs_no_other_file_and_no_eyes(second: Path) -> None:
    page = Page((second / "build/release/1.1.0/changes.html").read_text())

    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("title")) == len(page.all("h1")) == 1
    assert [image for image in page.all("img") if not image.get("alt")] == []
    assert all(str(image["src"]).startswith("data:image/png;base64,") for image in page.all("img"))
    assert page.all("link") == page.all("script") == []
    assert {heading.get("scope") for heading in page.all("th")} == {"row", "col"}
    assert len(page.all("caption")) == len(page.all("table")) == 3
    assert len(page.all("img")) == 2 * 3


def test_a_release_has_the_same_bytes_whenever_it_is_made(second: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(second, tmp_path / "again"))
    shutil.rmtree(again / "build/release/1.1.0")
    assert release(again, day="1800000000").code == 0

    assert (again / "build/release/1.1.0/SHA256SUMS").read_bytes() \
        == (second / "build/release/1.1.0/SHA256SUMS").read_bytes()


def test_a_release_is_compared_with_any_other_that_is_named_and_with_nothing_else(second: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(second, tmp_path / "again"))
    shutil.move(again / "build/release/1.0.0", tmp_path / "elsewhere")
    shutil.rmtree(again / "build/release")

    assert release(again, "--against", str(tmp_path)).code == 2
    assert not (again / "build/release/1.1.0").exists()
    assert release(again, "--against", str(tmp_path / "elsewhere")).code == 0
    assert (again / "build/release/1.1.0/SHA256SUMS").read_bytes() \
        == (second / "build/release/1.1.0/SHA256SUMS").read_bytes()


def test_cleaning_keeps_releases(project: Path) -> None:
    assert pipeline(project, "clean").code == 0

    assert held(project / "build") == {f"release/1.0.0/{name}" for name in FILES | TOLD}


def test_a_page_without_counterpart_stands_alone(second: Path) -> None:
    old = (second / "build/release/1.0.0/en/brochure.pdf").read_bytes()
    new = (second / "build/release/1.1.0/en/handout-a4.pdf").read_bytes()
    pairs = page_pairs.differing(old, new)

    assert [(one.number if one else None, other.number if other else None) for one, other in pairs][:3] \
        == [(1, 1), (2, 2), (None, 3)]
    assert page_pairs.differing(old, old) == []


def test_a_release_is_compared_by_its_version_and_by_its_folder(second: Path) -> None:
    assert pipeline(second, "compare", "1.1.0", str(second)).code == 0
    for old in ("1.0.0", str(second / "build/release/1.0.0")):
        ran = pipeline(second, "compare", old, str(second), "--json")
        told = json.loads(ran.out)
        assert (ran.code, told["left_out"]) == (1, "")
        assert any("50" in each["old"] and "55" in each["new"] for each in told["sentences"])
        assert "en/handout-a4.pdf" in told["pages"]
