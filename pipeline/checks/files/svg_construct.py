"""A drawing uses something that cannot be printed as it looks on a screen.

A drawing goes to the press as shapes in CMYK inks. Gradients and filters make a broken PDF there, a shape without a
fill comes out in RGB black, `currentColor` and raw colours have no inks, text has no font, a picture inside has no
profile. Draw with plain shapes; give each shape, or a group around it, a `fill`; name colours as tokens of
styles/tokens.yaml: `fill="var(--pine)"`, or `fill="none"` for a line.
"""

from pipeline.model import drawing_form
from pipeline.model.finding import Findings, Place, error
from pipeline.model.source_tree import SourceTree

_WHY = "the press would get another colour, a blank, or a broken file"


def check(tree: SourceTree) -> Findings:
    """Yield one finding for each element and attribute, where it stands."""
    for path, file in tree.files.items():
        if path.startswith(("source/figures/", "source/imprints/")) and path.endswith(".svg") and file.text is not None:
            for each in drawing_form.faults(file.content, tree.colours):
                yield error(Place(path, each.line, each.column), each.message, why=_WHY, fix=each.fix)
