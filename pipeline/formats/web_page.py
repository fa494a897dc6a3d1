"""The web page: one HTML file to mail or to put on a clinic's site, in light and dark, on any screen and on paper."""

from pipeline.markup import web_page
from pipeline.markup.epub_links import with_ways_back
from pipeline.markup.picture_file import data_uri
from pipeline.markup.stylesheet import dark_colours, font_faces, stylesheet
from pipeline.model import media_type
from pipeline.model.artifact import Design, Rendering
from pipeline.model.contract import Contract, Manner
from pipeline.model.manuscript import Manuscript
from pipeline.tools.typesetting import fonts

CONTRACT = Contract(media_type.HTML, reader="web-page", sheets=("base", "screen", "web"), draws=True,
                    describes_itself=True, names_other_formats=True,
                    manner=Manner(pictures="read", notes="with-way-back", opens_with_title=True,
                                  folds_descriptions=True))
_WOFF2 = "font/woff2"
#: What licences of fonts ask for: that they go with them wherever they go (SIL Open Font License 1.1, clause 2).
_FONT_LICENCE = "/* {family}: made from {origin}, under the {name}, {url} */"


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the page; it has no pages until somebody prints it."""
    return Rendering(web_page.document(with_ways_back(manuscript), design, css(design)).encode())


def css(design: Design) -> str:
    """Return the style sheet: fonts inside it, colours of light, and of dark where it is a screen that asks for it."""
    faces = fonts.web_faces(design)
    named = font_faces(faces, lambda path: data_uri(_WOFF2, fonts.content(path)))
    note = _FONT_LICENCE.format(family=faces[0][0], origin=fonts.faces(design)[0][0],
                                **fonts.licence(design)) if faces else ""
    return "\n".join((note, named, stylesheet(design, "srgb", "web", *CONTRACT.sheets),
                      dark_colours(design, "screen and ")))
