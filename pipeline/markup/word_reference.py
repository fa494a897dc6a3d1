"""Makes the document that pandoc takes its looks from: styles, page, running words, fonts and language."""

from xml.sax.saxutils import quoteattr

from pipeline.markup.stylesheet import own_family
from pipeline.markup.word_styles import styles
from pipeline.markup.word_xml import (
    DECLARATION,
    RELATIONS,
    element,
    field,
    paragraph_properties,
    part,
    run,
    twips,
)
from pipeline.model.artifact import Design
from pipeline.model.manuscript import Edition

#: Margins in mm, as those of the handout for the office printer; how far running words stand from the edge.
_TOP, _SIDE, _FOOT, _RUNNING = 24, 25, 24, 12
#: What Word shows where our font is not installed.
_OTHER_FONT = "Calibri"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
#: Part of the file -> what its relationship and its type are called.
_PARTS = {"styles.xml": "styles", "settings.xml": "settings", "fontTable.xml": "fontTable", "header1.xml": "header",
          "footer1.xml": "footer", "footer2.xml": "footer"}


def reference_parts(edition: Edition, design: Design) -> dict[str, str]:
    """Return each part of the reference document by its path inside the file."""
    labels, tag = edition.language.labels, edition.language.tag
    pages = _page_of_pages(labels["page"])
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relationships(
            {f"rId{number}": (kind, name) for number, (name, kind) in enumerate(_PARTS.items(), 1)}),
        "word/document.xml": part("document", element("body", _section(edition))),
        "word/styles.xml": styles(design, language=tag, text_width=twips(text_width_mm(edition))),
        "word/settings.xml": _settings(tag),
        "word/fontTable.xml": _fonts(str(design.tokens["font"]["family"]), own_family(design)),
        "word/header1.xml": _running("hdr", run(edition.running_title)),
        "word/footer1.xml": _running("ftr", pages),
        "word/footer2.xml": _running("ftr", pages, run(edition.running_title)),
    }


def text_width_mm(edition: Edition) -> float:
    """Return how wide the text stands on the page."""
    return _page_mm(edition)[0] - 2 * _SIDE


def _page_mm(edition: Edition) -> tuple[float, float]:
    if edition.channel.page is None:
        raise ValueError(f"channel {edition.channel.id} names no page")
    return edition.channel.page.trim_mm


def _section(edition: Edition) -> str:
    """Return page and running words; the first page, which shows the title itself, has its document at its foot."""
    width, height = _page_mm(edition)
    ids = {name: f"rId{number}" for number, name in enumerate(_PARTS, 1)}
    shown = (("headerReference", "default", "header1.xml"), ("footerReference", "default", "footer1.xml"),
             ("footerReference", "first", "footer2.xml"))
    references = (f'<w:{kind} w:type="{which}" r:id="{ids[name]}"/>' for kind, which, name in shown)
    return element("sectPr", *references, element("pgSz", w=twips(width), h=twips(height)), element(
        "pgMar", top=twips(_TOP), right=twips(_SIDE), bottom=twips(_FOOT), left=twips(_SIDE), header=twips(_RUNNING),
        footer=twips(_RUNNING), gutter=0), element("titlePg"),
        element("bidi") if edition.language.writing.is_right_to_left else "")


def _running(root: str, *lines: str) -> str:
    """Return a header (`hdr`) or a footer (`ftr`) of these lines."""
    style = paragraph_properties(style={"hdr": "Header", "ftr": "Footer"}[root])
    return part(root, *(element("p", style, line) for line in lines))


def _page_of_pages(label: str) -> str:
    """Return the label “Page {page} of {pages}” with fields that count, wherever a language puts them."""
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    return "".join(field(fields[piece], run("1")) if piece in fields else run(piece)
                   for piece in label.replace("}", "{").split("{"))


def _settings(tag: str) -> str:
    """Return the settings of a file of today, so that Word opens it in no mode of compatibility."""
    mode = element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return part("settings", element("zoom", percent=100), element("defaultTabStop", val=720),
                element("characterSpacingControl", val="doNotCompress"), element("compat", mode),
                element("themeFontLang", val=tag), element("decimalSymbol", val="."),
                element("listSeparator", val=","))


def _fonts(*families: str) -> str:
    """Return our fonts with what takes their place where they are not installed; they are named, not embedded."""
    return part("fonts", *(element("font", element("altName", val=_OTHER_FONT), element("family", val="swiss"),
                                   element("pitch", val="variable"), name=each) for each in families if each))


def _relationships(targets: dict[str, tuple[str, str]]) -> str:
    listed = "".join(f'<Relationship Id="{identifier}" Type="{RELATIONS}/{kind}" Target={quoteattr(target)}/>'
                     for identifier, (kind, target) in targets.items())
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types() -> str:
    kinds = {"document.xml": "document.main", **_PARTS}
    overrides = "".join(f'<Override PartName="/word/{name}" ContentType="{_WORDML}.{kind}+xml"/>'
                        for name, kind in kinds.items())
    return (f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml"'
            ' ContentType="application/xml"/><Default Extension="rels"'
            f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>')
