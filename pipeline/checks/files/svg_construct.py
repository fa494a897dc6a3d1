"""A drawing uses something that cannot be printed as it looks on a screen.

A drawing is read into flat shapes with their paints, and written anew; nothing else of it reaches a product. Gradients
and filters would make a broken PDF at the press, text has no font, a picture inside has no profile, a program or an
address has no place on paper; an empty drawing, or one squeezed to nothing, is a blank. Draw with plain shapes, words
as paths; give each shape, or a group around it, a `fill`; name colours as tokens of styles/tokens.yaml:
`fill="var(--pine)"`, or `fill="none"` for a line. A logo (source/imprints/) may have flat colours of its own.
What drawing programs keep for themselves (metadata, names of layers, definitions that nothing uses) is left out.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.source_tree import SourceTree
from pipeline.tools.pictures import drawing_reader

_WHY = "the press would get another colour, a blank, or a broken file"


def check(tree: SourceTree) -> Findings:
    """Yield one finding for each element and attribute, where it stands."""
    for path, file in tree.files.items():
        if path.startswith(("source/figures/", "source/imprints/")) and path.endswith(".svg") and file.text is not None:
            is_logo = path.startswith("source/imprints/")
            for each in drawing_reader.read(file.content, tree.colours, is_logo=is_logo).faults:
                yield error(Place(path, each.line, each.column), each.message, why=_WHY, fix=each.fix)
