"""The README's picture shows the products as they are; `make picture` draws it anew."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.conftest import ROOT
from tests.golden.picture import contact_sheet

PICTURE = ROOT / "styles" / "products.png"
#: Row by row: which pages of which PDF, counted from 1.
ROWS = ((("en/jmml-brochure-letter-press-proof.pdf", (1, 2)),),
        (("en/jmml-handout-letter.pdf", (1, 7, 18)), ("en/jmml-booklet-half-letter-press-proof.pdf", (1, 21))))
#: A page set a little otherwise differs by more of 255 levels on average; the same one, drawn elsewhere, by less.
FEW_LEVELS = 0.1


def drawn(build: Path, shift: int = 0) -> bytes:
    """Return the picture of the products as they are, or with the handout’s pages `shift` further on."""
    return contact_sheet([[(build / name, page - 1 + shift * ("handout" in name))
                           for name, pages in row for page in pages] for row in ROWS])


def levels_apart(one: bytes, other: bytes) -> float:
    """Return by how many levels of grey two pictures differ, on average over pixels; 255 where their sizes do."""
    first, second = (Image.open(io.BytesIO(each)).convert("L") for each in (one, other))
    if first.size != second.size:
        return 255
    return float(ImageStat.Stat(ImageChops.difference(first, second)).mean[0])


@pytest.mark.slow
def test_the_readme_s_picture_is_no_older_than_the_products(built: Path, request: pytest.FixtureRequest) -> None:
    now = drawn(built / "build")
    if request.config.getoption("--accept-golden"):
        PICTURE.write_bytes(now)
    assert levels_apart(PICTURE.read_bytes(), now) < FEW_LEVELS, "run: make picture"
    assert levels_apart(PICTURE.read_bytes(), drawn(built / "build", shift=1)) > FEW_LEVELS
