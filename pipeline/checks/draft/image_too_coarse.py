"""A picture has too few pixels for the size at which a press product shows it.

A press prints with screens of 150 to 175 lines to the inch and wants 300 pixels to the inch; below 250 a photo looks
soft, lettering in it frays. The size counts as placed: the same picture may do in a column and fail across a page.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, error

ENOUGH_PPI = 250


def check(draft: Draft) -> Findings:
    for picture in draft.layout.pictures if draft.manuscript.edition.channel.press else ():
        if picture.ppi < ENOUGH_PPI:
            yield error(draft.manuscript.place_of_figure(picture.path),
                        f"{picture.path} has {picture.ppi} pixels to the inch on page {picture.page},"
                        f" the press wants {ENOUGH_PPI}",
                        why="in print it would look soft, and lettering in it frayed",
                        fix=f"use a file with {ENOUGH_PPI / picture.ppi:.1f} times as many pixels a side,"
                            " or show it smaller")
