"""Small pictures that the tests make, and the brochure with one of them on a panel."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image

from pipeline.formats import press_pdf
from pipeline.model import tree
from pipeline.model.artifact import Draft
from pipeline.model.manuscript import Manuscript, Section
from tests import press

PATH = "figures/photo.png"
AT = "source/en/topics/clinical-trials.md:9:1"


def saved(picture: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    """Return the file of a picture."""
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def colourful(width: int = 64, height: int = 64) -> Image.Image:
    """Return a picture whose colours change slowly from side to side."""
    slope = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (slope, slope.transpose(Image.Transpose.ROTATE_90).resize((width, height)),
                               slope.transpose(Image.Transpose.FLIP_TOP_BOTTOM)))


def with_picture(manuscript: Manuscript) -> Manuscript:
    """Return a manuscript with a picture in what it says about trials."""
    def shown(section: Section) -> Section:
        if section.id != "clinical-trials":
            return section
        image = {"t": "Image", "c": [tree.attribute(), tree.words("A ward"), [PATH, ""]], "at": AT}
        return replace(section, blocks=[tree.para([image]), *section.blocks[:1]])

    return replace(manuscript, sections=tuple(shown(each) for each in manuscript.sections))


def on_a_panel(content: bytes) -> Draft:
    """Return the brochure with a picture on the panel about trials, as wide as its text."""
    manuscript, design = press.brochure()
    changed = with_picture(manuscript)
    narrow = {**design.css, "press": design.css["press"] + " .topic img { width: 20mm; display: block }"}
    return Draft(changed, press_pdf.render(changed, replace(design, pictures={PATH: content}, css=narrow)))
