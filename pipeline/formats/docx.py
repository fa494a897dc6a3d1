"""The Word file that a clinic makes its own: real styles for each meaning, lines to fill in, contents as a field."""

from pipeline.markup import word_document
from pipeline.markup.picture_file import SVG, picture_file
from pipeline.markup.word_reference import reference_parts, text_width_mm
from pipeline.model import media_type
from pipeline.model.artifact import Design, Rendering
from pipeline.model.contract import Contract, Manner
from pipeline.model.manuscript import Edition, Manuscript
from pipeline.model.risk_figure import figure_at, is_drawn
from pipeline.tools.packaging import word_writer
from pipeline.tools.packaging.word_writer import Picture, Properties
from pipeline.tools.pictures import drawing_picture, images
from pipeline.tools.typesetting import fonts, typesetter

CONTRACT = Contract(media_type.WORD, reader="word", needs=("page",), draws=True, describes_itself=True,
                    manner=Manner(pictures="read", notes="behind", opens_with_title=True))
#: The longer side of what stands in for a drawing where Word shows none: a drawing, and a sign in its key.
_DRAWING_PX, _KEY_PX = 700, 80


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the file; how many pages it has, Word knows when it has laid it out."""
    edition = manuscript.edition
    blocks = word_document.blocks(manuscript, text_width_mm(edition))
    shown = {path: _picture(path, design) for path in word_document.pictures(blocks)}
    names = {path: f"picture-{number}.{images.extension(each.pixels)}"
             for number, (path, each) in enumerate(shown.items(), 1)}
    return Rendering(word_writer.write(
        word_document.with_pictures(blocks, names), reference_parts(edition, design),
        {names[path]: each for path, each in shown.items()}, _properties(edition),
        new_pages=word_document.new_pages(manuscript),
        is_right_to_left=edition.language.writing.is_right_to_left))


def warm(design: Design) -> None:
    """Load the typesetter, which turns drawings into pixels."""
    typesetter.warm(fonts.faces(design), design.cache)


def _properties(edition: Edition) -> Properties:
    identity, labels = edition.identity, edition.language.labels
    return Properties(
        title=f"{labels['title']}: {labels['subtitle']}", author=identity.publisher,
        description=edition.description, language=edition.language.tag,
        version=identity.version, day=identity.published)


def _picture(path: str, design: Design) -> Picture:
    """Return a picture as pixels; a drawing is there as it is too, for a Word that can show it."""
    media_type, content = picture_file(design, path)
    if media_type != SVG:
        return Picture(content)
    size = _KEY_PX if is_drawn(path) and figure_at(path) is None else _DRAWING_PX
    pixels = drawing_picture.png(content.decode(), size, fonts=fonts.faces(design), cache=design.cache)
    return Picture(pixels, content)
