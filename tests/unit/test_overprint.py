"""Black text prints over what lies under it; white text still knocks out. Seen in Ghostscript's separations."""

import subprocess
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from pipeline.tools.press import pdf_x
from pipeline.tools.typesetting import fonts, typesetter
from tests import press
from tests.conftest import PROFILE

PAGE = """<style>
@page { size: 60mm 40mm; margin: 0; bleed: 3mm }
body { margin: 0; font: bold 20pt FiraGO }
div { position: absolute; width: 20mm; height: 40mm; top: 0 }
</style>
<div style="left: 0; background: device-cmyk(.09 .01 .05 0); color: device-cmyk(0 0 0 1)">III</div>
<div style="left: 20mm; background: device-cmyk(0 0 0 1); color: device-cmyk(0 0 0 0)">III</div>
<div style="left: 40mm; background: device-cmyk(.09 .01 .05 0); color: device-cmyk(.9 .45 .45 .35)">III
 <span style="color: device-cmyk(0 0 0 0)">I</span></div>"""


@lru_cache(maxsize=1)
def content() -> bytes:
    """Return one page: black text on a tint, white text on black, coloured and white text on the tint."""
    manuscript, design = press.brochure()
    terms = manuscript.edition.channel.press
    assert terms is not None
    with TemporaryDirectory() as cache:
        laid_out = typesetter.lay_out(PAGE, "", fonts.faces(design), cache=Path(cache), profile=PROFILE,
                                      variant="pdf/x-4")
        return typesetter.write_pdf(laid_out, variant="pdf/x-4", identifier="overprint", profile=PROFILE,
                                    finish=pdf_x.finisher(terms, PROFILE)).content


@lru_cache(maxsize=4)
def inks(overprint: str) -> tuple[set[tuple[int, ...]], ...]:
    """Return the mixtures of ink, in percent, that cover more than a few pixels of each third of the trim."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "page.pdf").write_bytes(content())
        subprocess.run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiff32nc", "-r100", "-dUseTrimBox",
                        f"-dOverprint=/{overprint}", "-sOutputFile=out.tif", "page.pdf"], cwd=folder, check=True)
        with Image.open(Path(folder) / "out.tif") as page:
            third = page.width // 3
            parts = [page.crop((number * third + 2, 2, (number + 1) * third - 2, page.height - 2))
                     for number in range(3)]
    return tuple({tuple(round(each / 2.55) for each in colour) for count, colour in part.getcolors(2 ** 20)
                  if count > 4} for part in parts)


@pytest.mark.slow
def test_black_text_keeps_the_tint_under_it() -> None:
    on_tint, _, _ = inks("simulate")
    assert on_tint == {(9, 1, 5, 0), (9, 1, 5, 100)}


@pytest.mark.slow
def test_without_overprint_the_tint_would_be_cut_out() -> None:
    on_tint, _, _ = inks("disable")
    assert on_tint == {(9, 1, 5, 0), (0, 0, 0, 100)}


@pytest.mark.slow
def test_white_text_on_black_stays_white() -> None:
    _, on_black, _ = inks("simulate")
    assert on_black == {(0, 0, 0, 100), (0, 0, 0, 0)}


@pytest.mark.slow
def test_coloured_and_white_text_knock_out_as_before() -> None:
    _, _, coloured = inks("simulate")
    assert coloured == {(9, 1, 5, 0), (90, 45, 45, 35), (0, 0, 0, 0)}
    assert inks("simulate")[2] == inks("disable")[2]
