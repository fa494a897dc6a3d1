"""What the products say, and how they are tagged, is what was last read and accepted."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

import pytest

from pipeline.formats import press_pdf
from pipeline.tools.typesetting import box_tree
from tests import press
from tests.golden import pdf_dump
from tests.golden.conftest import Golden

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("golden")]


def product(built: Path, name: str) -> Path:
    return built / "build" / "en" / name


def test_the_tags_of_the_handout(built: Path, golden: Golden) -> None:
    golden("handout-tags.txt", pdf_dump.tag_tree(product(built, "jmml-handout-letter.pdf").read_bytes()))


@pytest.mark.parametrize("name", ["jmml-handout-letter", "jmml-handout-large-print-a4"])
def test_the_bookmarks_and_the_metadata_of_the_handouts(built: Path, golden: Golden, name: str) -> None:
    golden(f"{name}-outline.txt", pdf_dump.outline_and_metadata(product(built, f"{name}.pdf").read_bytes()))


def test_the_text_handout(built: Path, golden: Golden) -> None:
    golden("handout.txt", product(built, "jmml-handout.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", ["nav.xhtml", "content.opf"])
def test_the_contents_and_the_package_of_the_e_book(built: Path, golden: Golden, file: str) -> None:
    with zipfile.ZipFile(product(built, "jmml.epub")) as book:
        (entry,) = (each for each in book.namelist() if each.endswith(file))
        golden(f"epub-{file}.txt", book.read(entry).decode("utf-8").replace("><", ">\n<"))


def test_the_panels_of_the_brochure(golden: Golden) -> None:
    golden("brochure-panels.txt", "".join(panels()))


def panels() -> Iterator[str]:
    """Yield the name of each panel and the words that stand on it, in reading order."""
    laid_out = press_pdf.lay_out(*press.brochure())
    for name, words in box_tree.texts_by_panel(laid_out.document, "panel").items():
        yield f"--- {name}\n{fill(' '.join(words.split()), 100)}\n\n"
