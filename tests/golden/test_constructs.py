"""Every construct that `source/README.md` names, as each format that is text or markup writes it."""

import zipfile
from pathlib import Path

import pytest

from tests.conftest import pipeline
from tests.golden.conftest import Golden
from tests.laws.test_constructs import constructs

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("golden")]
TEXTS = ("handout.txt", "handout-ascii.txt", "handout-portal.txt", "handout.brf", "handout.md")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the publication's texts and its e-book."""
    root = constructs(tmp_path_factory.mktemp("constructs") / "project")
    for only in ("en/handout*.txt", "*.brf", "*.md", "*.epub"):
        assert pipeline(root, "build", "--only", only).code == 0
    return root / "build" / "en"


@pytest.mark.parametrize("file", TEXTS)
def test_a_text_of_all_constructs(written: Path, golden: Golden, file: str) -> None:
    golden(f"constructs-{file}.txt", (written / file).read_text(encoding="utf-8"))


def test_a_chapter_of_all_constructs(written: Path, golden: Golden) -> None:
    with zipfile.ZipFile(written / "book.epub") as book:
        golden("constructs-chapter.xhtml.txt", book.read("EPUB/text/waiting.xhtml").decode("utf-8"))
