"""Writes WordprocessingML: elements, and the properties of paragraphs and letters in the order of the standard.

The order is that of ECMA-376, part 1, 17.3.1.26 and 17.3.2.28; Word refuses a file with another one.
"""

from xml.sax.saxutils import escape, quoteattr

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def element(name: str, /, *content: str, **attributes: object) -> str:
    """Return an element of WordprocessingML with its content and attributes."""
    said = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in attributes.items())
    inner = "".join(content)
    return f"<w:{name}{said}>{inner}</w:{name}>" if inner else f"<w:{name}{said}/>"


def part(root: str, *content: str) -> str:
    """Return a whole part of the file with that root element."""
    return (f'{DECLARATION}<w:{root} xmlns:w="{WORD}" xmlns:r="{RELATIONS}">{"".join(content)}</w:{root}>')


def paragraph_properties(
    *, style: str = "", keep: str = "", border: str = "", ground: str = "", tabs: str = "",
    space: tuple[float, float] | None = None, line: int = 0, outline: int | None = None, is_right_to_left: bool = False,
) -> str:
    """Return w:pPr; `keep` is next or lines, `space` before and after in points, `line` in 240ths of a line."""
    spacing: dict[str, object] = {}
    if space is not None:
        spacing |= {"before": points(space[0]), "after": points(space[1])}
    if line:
        spacing |= {"line": line, "lineRule": "auto"}
    return element("pPr", *(
        element("pStyle", val=style) if style else "",
        element("keepNext") if keep == "next" else "",
        element("keepLines") if keep else "",
        element("pBdr", border) if border else "",
        element("shd", val="clear", color="auto", fill=ground) if ground else "",
        element("tabs", tabs) if tabs else "",
        element("bidi") if is_right_to_left else "",
        element("spacing", **spacing) if spacing else "",
        element("outlineLvl", val=outline) if outline is not None else ""))


def letter_properties(
    *, fonts: str = "", others: str = "", is_bold: bool = False, colour: str = "", size: float = 0,
    underline: str = "", raised: str = "", language: str = "",
) -> str:
    """Return w:rPr; `size` in points, colours as RRGGBB; `others` is the font of letters that are not Latin."""
    return element("rPr", *(
        element("rFonts", ascii=fonts, hAnsi=fonts, eastAsia=others or fonts, cs=others or fonts) if fonts else "",
        element("b") + element("bCs") if is_bold else "",
        element("color", val=colour) if colour else "",
        element("sz", val=round(2 * size)) + element("szCs", val=round(2 * size)) if size else "",
        element("u", val=underline) if underline else "",
        element("vertAlign", val=raised) if raised else "",
        element("lang", val=language, eastAsia=language, bidi=language) if language else ""))


def edge(side: str, colour: str, eighths: int, space: int = 0) -> str:
    """Return one border of a paragraph or a cell: its width in eighths of a point, its distance in points."""
    return element(side, val="single", sz=eighths, space=space, color=colour)


def run(text: str, properties: str = "") -> str:
    """Return a run of words."""
    return element("r", properties, f'<w:t xml:space="preserve">{escape(text)}</w:t>') if text else ""


def field(instruction: str, shown: str) -> str:
    """Return a field that Word works out, and what is shown until it does."""
    return "".join((element("r", element("fldChar", fldCharType="begin")),
                    element("r", f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>'),
                    element("r", element("fldChar", fldCharType="separate")), shown,
                    element("r", element("fldChar", fldCharType="end"))))


def style_id(name: str) -> str:
    """Return the id of a style by its name, as pandoc makes it: no spaces, first letters capital."""
    return "".join(word[:1].upper() + word[1:] for word in name.split(" "))


def points(length: float) -> int:
    """Return a length in points as twentieths of a point."""
    return round(length * 20)


def twips(length_mm: float) -> int:
    """Return a length in millimetres as twentieths of a point."""
    return round(length_mm / 25.4 * 1440)
