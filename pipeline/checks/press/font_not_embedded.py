"""A font is named in the file but its glyphs are not in it.

The shop's machine would set the text in another font, with other widths and perhaps without some letters. Fonts are
looked for wherever a page shows text in one; one that no page uses is no fault.
PDF/X-4 (ISO 15930-7) wants every font embedded (how: ISO 32000-1, 9.9).
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    for font in press.file.fonts:
        for page in () if font.is_embedded else font.pages:
            yield error(press.place(page), f"the font {font.name} is not embedded",
                        why="the shop would set the text in another font",
                        fix=press.fix(ours="use a face of styles/tokens.yaml; the typesetter embeds these",
                                         anyones="embed all fonts on export (PDF/X-4 does), or set the text in a font"
                                                 " whose licence allows it"))
