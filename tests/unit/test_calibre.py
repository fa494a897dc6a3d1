"""What calibre makes of the e-book for other readers keeps its boxes, its colours and the lines to fill in."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import ebook, real_source

#: What calibre says where it cannot keep something as it was.
COMPLAINTS = re.compile(r"(?i)warn|error|fail|invalid|could not|unknown|adding anyway")


def converted(folder: Path, book: bytes, *files: str) -> list[str]:
    """Return what calibre says of turning a book into one file after the other; the first is made of the book."""
    if shutil.which("ebook-convert") is None:
        pytest.skip("calibre is not installed, and takes more room than all the rest; run: apt-get install calibre-bin")
    (folder / "book.epub").write_bytes(book)
    said = []
    for before, after in zip(["book.epub", *files], files, strict=False):
        done = subprocess.run(["ebook-convert", before, after, "--no-default-epub-cover"]
                              if after.endswith(".epub") else ["ebook-convert", before, after],
                              cwd=folder, capture_output=True, text=True, check=True)
        said += [line for line in (done.stdout + done.stderr).splitlines() if COMPLAINTS.search(line)]
    return said


def looks(css: str, name: str) -> dict[str, str]:
    """Return how a style sheet of calibre's shows a class."""
    (body,) = re.findall(rf"(?m)^\.{name} \{{([^}}]*)\}}", css)
    return dict(re.findall(r"([\w-]+): ([^;]+);", body))


@pytest.mark.slow
@pytest.mark.parametrize("way", ["kindle", "old"])
def test_a_converted_book_keeps_boxes_colours_and_lines(way: str, tmp_path: Path) -> None:
    files = {"kindle": ("book.azw3", "back.epub"), "old": ("back.epub",)}[way]
    assert converted(tmp_path, ebook.content(), *files) == []
    held = ebook.files((tmp_path / "back.epub").read_bytes())
    css = next(text.decode() for name, text in held.items() if name.endswith("stylesheet.css"))
    text = "".join(content.decode() for name, content in held.items() if name.endswith(("html", "htm")))
    colours = real_source.design().tokens["color"]
    boxes = re.findall(r'class="(box\d*)"', text)
    assert len(boxes) == sum(content.count(b'class="box ') for name, content in ebook.files(ebook.content()).items()
                             if name.endswith(".xhtml"))
    assert {looks(css, each)["background"] for each in boxes} == {colours["mist"]["srgb"]}
    assert {looks(css, each)["border-left"].split()[0] for each in boxes} == {
        colours[name]["srgb"] for name in ("pine", "clay")}
    assert looks(css, "line")["border-bottom"].startswith("currentColor")
    assert 'class="line"' in text


@pytest.mark.slow
def test_a_book_that_gives_calibre_its_dark_colours_alone_is_caught(tmp_path: Path) -> None:
    style = "EPUB/style.css"
    plain = ebook.files(ebook.content())
    book = ebook.packed(plain | {style: plain[style].replace(b" and (min-width: 1px)", b"")})
    converted(tmp_path, book, "back.epub")
    css = next(text.decode() for name, text in ebook.files((tmp_path / "back.epub").read_bytes()).items()
               if name.endswith("stylesheet.css"))
    assert looks(css, "box")["background"] != real_source.design().tokens["color"]["mist"]["srgb"]
