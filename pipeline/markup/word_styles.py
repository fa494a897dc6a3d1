"""Gives a Word file its styles, from the tokens: what people who edit it choose from, and what pandoc writes with."""

from dataclasses import dataclass

from pipeline.markup.stylesheet import colours, own_family
from pipeline.markup.word_xml import (
    edge,
    element,
    letter_properties,
    paragraph_properties,
    part,
    points,
    style_id,
)
from pipeline.model.artifact import Design

#: Boxes of the text by their class: the names of their two styles begin with this.
BOXES = {"key-points": "Key Points", "ask-your-team": "Questions To Ask", "call-your-team": "Call Your Team"}
#: How high a line of a usual font is by itself, in ems; Word multiplies that.
_LINE_EM = 1.2
#: Lines of a heading, and of a line to write on, in 240ths.
_CLOSE, _WIDE = 264, 640


@dataclass(frozen=True)
class _Looks:
    """Sizes in points and colours as RRGGBB, by the names of the tokens."""

    size: dict[str, float]
    colour: dict[str, str]
    text_width: int
    is_right_to_left: bool = False

    @property
    def space(self) -> float:
        return self.size["space"]


def styles(design: Design, *, language: str, text_width: int) -> str:
    """Return the part word/styles.xml; `text_width` in twips tells where a line to write on ends."""
    size = {name: float(str(value).removesuffix("pt")) for name, value in design.tokens["handout"].items()}
    colour = {name: value.removeprefix("#") for name, value in colours(design, "srgb").items()}
    looks = _Looks(size, colour, text_width, design.writing.is_right_to_left)
    # text has no colour of its own, so that Word turns it over with the ground in high contrast and in the dark
    defaults = letter_properties(fonts=str(design.tokens["font"]["family"]), others=own_family(design),
                                 size=size["size-body"], language=language)
    spacing = paragraph_properties(space=(0, looks.space), line=round(240 * size["leading"] / _LINE_EM),
                                   is_right_to_left=design.writing.is_right_to_left)
    return part("styles", element("docDefaults", element("rPrDefault", defaults), element("pPrDefault", spacing)),
                _style("Normal", is_own=False, based_on="", is_default=True), *_headings(looks), *_texts(looks),
                *_boxes(looks), *_letters(looks), _table(looks))


def _style(name: str, paragraph: str = "", letters: str = "", *, based_on: str = "Normal", following: str = "",
           kind: str = "paragraph", is_own: bool = True, is_default: bool = False) -> str:
    """Return a style; one that is not our own is one of Word's, which it knows by its name."""
    about: dict[str, object] = {"type": kind}
    about |= {"default": 1} if is_default else {}
    about |= {"customStyle": 1} if is_own else {}
    return element("style", *(
        element("name", val=name),
        element("basedOn", val=style_id(based_on)) if based_on else "",
        element("next", val=style_id(following)) if following else "",
        element("qFormat"), paragraph, letters), **about, styleId=style_id(name))


def _headings(looks: _Looks) -> list[str]:
    size, space, colour = looks.size, looks.space, looks.colour["heading"]

    def letters(name: str) -> str:
        return letter_properties(is_bold=True, colour=colour, size=size[name])

    def heading(level: int, name: str, before: float, after: float, border: str = "") -> str:
        above = paragraph_properties(keep="next", border=border, space=(before * space, after * space), line=_CLOSE,
                                     outline=level - 1)
        return _style(f"heading {level}", above, letters(name), following="Body Text", is_own=False)

    return [
        _style("Title", paragraph_properties(space=(2 * space, space), line=240), letters("size-title"),
               following="Subtitle", is_own=False),
        _style("Subtitle", paragraph_properties(space=(0, 2 * space)), letter_properties(size=size["size-subtitle"]),
               following="Body Text", is_own=False),
        heading(1, "size-heading", 4, 1.5, edge("bottom", looks.colour["accent"], 18, 4)),
        heading(2, "size-sub", 2, .6), heading(3, "size-body", 1.5, .6),
        _style("TOC Heading", paragraph_properties(keep="next", space=(2 * space, space)), letters("size-sub"),
               is_own=False),
        _style("Table Caption", paragraph_properties(keep="next", space=(2 * space, space)), letters("size-body")),
        _style("Figure Caption", paragraph_properties(keep="next", space=(2 * space, space)), letters("size-body")),
        _style("Definition Term", paragraph_properties(keep="next", space=(space, 0)), letters("size-body"),
               following="Definition"),
    ]


def _texts(looks: _Looks) -> list[str]:
    space, small = looks.space, letter_properties(size=looks.size["size-small"])
    ruled = element("tab", val="right", leader="underscore", pos=looks.text_width)
    beside = edge("right" if looks.is_right_to_left else "left", looks.colour["accent"], 16, 8)
    quoted = paragraph_properties(keep="lines", border=beside, space=(0, space))
    dotted = element("tab", val="right", leader="dot", pos=looks.text_width)
    return [
        _style("Body Text", is_own=False),
        _style("First Paragraph", based_on="Body Text", following="Body Text"),
        _style("Compact", paragraph_properties(space=(0, space / 2)), based_on="Body Text"),
        _style("Text After Table", paragraph_properties(space=(2 * space, space)), following="Body Text"),
        _style("toc 1", paragraph_properties(tabs=dotted, space=(0, space * .3)), is_own=False),
        _style("caption", paragraph_properties(space=(0, 2 * space)), small, is_own=False),
        _style("Image Caption", based_on="caption"),
        _style("Figure", paragraph_properties(keep="next", space=(space, space))),
        _style("Captioned Figure", based_on="Figure"),
        _style("Figure Key", paragraph_properties(keep="next", space=(0, space / 2))),
        _style("Last Figure Key", paragraph_properties(keep="lines", space=(0, 2 * space))),
        _style("Definition"),
        _style("Reference", paragraph_properties(keep="lines", space=(0, space)), small),
        _style("Small Print", "", small),
        _style("Sources", paragraph_properties(space=(space * 1.5, space)), small),
        _style("Block Text", quoted, following="Said By", is_own=False),
        _style("Said By", quoted, small, following="Body Text"),
        _style("Contact Line", paragraph_properties(space=(0, space / 2))),
        _style("Line To Write On", paragraph_properties(tabs=ruled, space=(0, 0), line=_WIDE)),
        _style("footnote text", paragraph_properties(space=(0, space / 2)), small, is_own=False),
        _style("Footnote Block Text", based_on="footnote text"),
        _style("header", paragraph_properties(space=(0, 0)), small, is_own=False),
        _style("footer", paragraph_properties(space=(0, 0)), small, is_own=False),
    ]


def _boxes(looks: _Looks) -> list[str]:
    """Return heading and text of each box; paragraphs of the same borders are drawn as one box."""
    found, ground, space = [], looks.colour["callout"], looks.space
    for kind, name in BOXES.items():
        bar = looks.colour["accent" if kind == "call-your-team" else "heading"]
        edges = [(bar, 24, 8), (ground, 36, 4)]
        left, right = (edge(name, *each) for name, each in zip(
            ("left", "right"), edges[::-1] if looks.is_right_to_left else edges, strict=True))
        above = paragraph_properties(keep="next", border=edge("top", ground, 48) + left + edge("bottom", ground, 24)
                                     + right, ground=ground, space=(2 * space, 0), outline=1)
        letters = letter_properties(is_bold=True, colour=bar, size=looks.size["size-body"])
        text = paragraph_properties(keep="lines", border=left + edge("bottom", ground, 48) + right, ground=ground,
                                    space=(0, space))
        found += [_style(f"{name} Heading", above, letters, following=name), _style(name, text)]
    return found


def _letters(looks: _Looks) -> list[str]:
    return [
        _style("Default Paragraph Font", kind="character", based_on="", is_own=False, is_default=True),
        _style("Hyperlink", "", letter_properties(colour=looks.colour["heading"], underline="single"),
               kind="character", based_on="Default Paragraph Font", is_own=False),
        _style("footnote reference", "", letter_properties(raised="superscript"),
               kind="character", based_on="Default Paragraph Font", is_own=False),
    ]


def _table(looks: _Looks) -> str:
    """Return the style of tables: lines between rows, names of columns and rows bold; of lists the style is Word's."""
    rule, heading = looks.colour["rule"], looks.colour["heading"]
    borders = element("tblBorders", *(edge(side, rule, 4) for side in ("bottom", "insideH")))
    space, side = points(looks.space * .75), points(looks.space)
    margins = element("tblCellMar", *(element(name, w=width, type="dxa") for name, width in (
        ("top", space), ("left", 0), ("bottom", space), ("right", side))))
    bold = letter_properties(is_bold=True, colour=heading)
    below = element("tcPr", element("tcBorders", edge("bottom", heading, 12)))
    return element("style", *(
        element("name", val="Table"), element("qFormat"),
        element("tblPr", element("tblInd", w=0, type="dxa"), borders, margins),
        element("tblStylePr", bold, below, type="firstRow"),
        element("tblStylePr", bold, type="firstCol")), type="table", customStyle=1, styleId="Table")
