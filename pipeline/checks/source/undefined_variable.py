"""A style sheet uses a variable that nothing defines.

`var(--heading)` takes its value from `styles/tokens.yaml` (a meaning of colour, a size, `font` or `web-font`), from a
sheet that declares `--heading: …`, or from the format. A name that none of them gives makes the whole line of CSS
void: text loses its colour or its size, and no tool says so. Write a name that exists, or add the token.
"""

import re
from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source
from pipeline.model.source_files import TOKENS
from pipeline.model.source_tree import SourceFile
from pipeline.model.tokens import FAMILY_KEYS, PROPERTY_KEYS

#: What formats add: for the press, sizes of the channel; for numbered pages, the words around a page number.
OF_FORMATS = frozenset({"between", "bleed", "safe", "slug", "before-page", "after-page"})
#: Comments are met first, so that no name inside one counts.
_DECLARED = re.compile(r"/\*.*?\*/|(?<![\w(-])--([\w-]+)\s*:", re.DOTALL)
#: A use with a second value (`var(--x, 1pt)`) is never void.
_USED = re.compile(r"/\*.*?\*/|var\(\s*--([\w-]+)\s*\)", re.DOTALL)


def check(source: Source) -> Findings:
    """Yield one finding for each use, where it stands."""
    sheets = [file for path, file in source.tree.files.items() if path.endswith(".css")]
    tokens = source.tree.documents[TOKENS].data
    known = OF_FORMATS.union(FAMILY_KEYS, *(tokens[key] for key in PROPERTY_KEYS))
    known = known.union(name for sheet in sheets for name, _ in _names(_DECLARED, sheet))
    for sheet in sheets:
        for name, offset in _names(_USED, sheet):
            if name not in known:
                yield error(sheet.place(offset), f"nothing defines the variable “--{name}”",
                            why="the line of CSS that uses it is void: a colour or a size is lost",
                            fix=advice(name, known))


def _names(pattern: re.Pattern[str], sheet: SourceFile) -> Iterator[tuple[str, int]]:
    """Yield each name that a pattern finds outside comments, and where the match begins."""
    for found in pattern.finditer(sheet.text or ""):
        if found[1]:
            yield found[1], found.start()
