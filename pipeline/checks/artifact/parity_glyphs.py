"""A letter or figure looks like another one: the font prints wrong shapes under right text.

Whoever copies the text gets the right words, so no other check sees it. Lines of the finished pages that show every
letter and figure of every font are drawn and read by Tesseract, without a dictionary; what is read must be what the
file says. A glyph that seems wrong is looked at once more, larger. Capitals, letters that look alike in most fonts
(I and l), and in English letters with and without an accent are not told apart; signs raised or lowered in a line are
passed over. Proofs and imposed sheets show the fonts of their product and are not read again.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Findings
from pipeline.model.legibility import Glyph, Seen, misleading, seen
from pipeline.tools.validators import specimens
from pipeline.tools.validators.specimens import Specimen

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.PDF})
#: How high a line is drawn in pixels, at first and for a second look.
_HEIGHT_PX, _HEIGHT_AGAIN_PX = 40, 64


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None or artifact.is_companion:
        return
    chosen = specimens.choose(artifact.content)
    language = artifact.manuscript.edition.language.tag
    wrong = misleading(_look(artifact.content, chosen, _HEIGHT_PX, language))
    doubtful = [each for each in chosen if wrong.keys() & set(each.glyphs)]
    again = misleading(_look(artifact.content, doubtful, _HEIGHT_AGAIN_PX, language)) if doubtful else {}
    for glyph in sorted(wrong.keys() & again.keys()):
        yield _finding(artifact, glyph, again[glyph], next(each for each in doubtful if glyph in each.glyphs))


def _look(content: bytes, lines: list[Specimen], height_px: int, language: str) -> Seen:
    read = specimens.read_lines(specimens.pictures(content, lines, height_px), language)
    return seen(((line.glyphs, text) for line, text in zip(lines, read, strict=True)),
                with_accents=language.partition("-")[0] != "en")


def _finding(artifact: Artifact, glyph: Glyph, looks: str, line: Specimen) -> Finding:
    letter, font = glyph
    like = f"looks like “{looks}”" if looks else "cannot be recognised"
    return artifact.fault(f"“{letter}” in {font.rpartition('+')[2]} {like}", page=line.page,
                          why="people read other words or figures than the file says",
                          fix="install the font again (styles/fonts) and make the file anew")
