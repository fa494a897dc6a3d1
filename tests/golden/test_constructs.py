"""Every construct that `source/README.md` names, as each format writes it: as text, or as lines with their places."""

import zipfile
from pathlib import Path

import pytest

from tests.conftest import pipeline
from tests.golden import page_dump
from tests.golden.conftest import Golden
from tests.laws.test_constructs import constructs

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("golden")]
TEXTS = ("handout.txt", "handout-ascii.txt", "handout-portal.txt", "handout.brf", "handout.md")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the publication's products."""
    root = constructs(tmp_path_factory.mktemp("constructs") / "project")
    for only in ("en/handout*.txt", "*.brf", "*.md", "*.epub", "*.docx", "*handout-a4.pdf", "*brochure.pdf"):
        assert pipeline(root, "build", "--only", only).code == 0
    return root / "build" / "en"


@pytest.mark.parametrize("file", TEXTS)
def test_a_text_of_all_constructs(written: Path, golden: Golden, file: str) -> None:
    golden(f"constructs-{file}.txt", (written / file).read_text(encoding="utf-8"))


def test_a_chapter_of_all_constructs(written: Path, golden: Golden) -> None:
    with zipfile.ZipFile(written / "book.epub") as book:
        golden("constructs-chapter.xhtml.txt", book.read("EPUB/text/waiting.xhtml").decode("utf-8"))


@pytest.mark.parametrize("file", ["handout-a4.pdf", "brochure.pdf"])
def test_pages_of_all_constructs(written: Path, golden: Golden, file: str) -> None:
    golden(f"constructs-{file}.txt", page_dump.pages((written / file).read_bytes()))


def test_a_word_file_of_all_constructs(written: Path, golden: Golden) -> None:
    golden("constructs-handout.docx.txt", page_dump.paragraphs((written / "handout.docx").read_bytes()))
