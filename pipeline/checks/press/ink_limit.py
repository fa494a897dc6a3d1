"""More ink than the paper takes up.

Above the limit of the printing condition the sheet does not dry and sets off on the next. The sum of the four inks
of each flat colour of a page, with inks of its own, is held against `press.ink_limit_percent`; colours that overlap by
transparency and the pixels of pictures are not summed up here, but by ink-limit-raster.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    limit = press.terms.ink_limit_percent
    heavy = {(paint.page, paint.tints) for paint in press.file.seen if sum(paint.tints) * 100 >= limit + 0.5}
    for page, inks in sorted(heavy):
        said = "/".join(f"{ink * 100:.0f}" for ink in inks)
        yield error(press.place(page),
                    f"{said} is {sum(inks) * 100:.0f} percent of ink, the limit is {limit}",
                    why="the sheet would not dry",
                    fix=press.fix(ours="choose a lighter CMYK pair in styles/tokens.yaml",
                                     anyones=f"take ink out of the colour, to {limit} percent or less; black text is"
                                             " 0/0/0/100"))
