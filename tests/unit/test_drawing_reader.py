"""Whatever a drawing holds, it is drawn right or told at its line; only shapes and paints reach a product."""

import re
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

from pipeline.model.drawing_path import as_data, segments
from pipeline.tools.pictures.drawing_reader import read
from tests.conftest import ROOT
from tests.drawings import ILLUSTRATOR, INKSCAPE, pixels

TOKENS = frozenset({"pine", "sand"})
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 90">\n'
GOOD = '<path d="M0 0 L9 9 L0 9 Z" fill="var(--pine)"/>'
KNOWN = {"svg": {"viewBox"}, "path": {"d"}, "circle": {"cx", "cy", "r"}, "ellipse": {"cx", "cy", "rx", "ry"},
         "rect": {"x", "y", "width", "height", "rx", "ry"}, "line": {"x1", "y1", "x2", "y2"},
         "polygon": {"points"}, "polyline": {"points"}}
PAINTS = {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
          "stroke-dasharray", "stroke-dashoffset", "fill-rule", "transform"}


def told(drawing: str | bytes, *, is_logo: bool = False) -> list[tuple[int, str]]:
    found = read(drawing if isinstance(drawing, bytes) else drawing.encode(), TOKENS, is_logo=is_logo)
    assert all(each.fix for each in found.faults)
    harmless(found.text)
    return [(each.line, each.message) for each in found.faults]


def harmless(text: str) -> None:
    """Hold a drawing written anew to the list of all that it may hold."""
    assert not re.search(r"&|<!|<\?|url\(|href|script|:(?!//www\.w3\.org/2000/svg)", text)
    for element in ElementTree.fromstring(text).iter():
        name = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
        assert element.attrib.keys() <= KNOWN[name] | PAINTS, text
        assert not (element.text or "").strip()


def test_our_own_drawings_are_written_as_they_stand():
    for path in sorted((ROOT / "source" / "figures").glob("*.svg")):
        assert read(path.read_bytes(), frozenset()).text.encode() == path.read_bytes()


# --- what is told, at its line ---


@pytest.mark.parametrize(("planted", "words"), [
    ('<script>alert(1)</script>', "<script>"), ('<defs><script href="x.js"/></defs>', "<script>"),
    ('<path d="M0 0h9v9" fill="none" onclick="alert(1)"/>', "onclick"), ('<g onload="x()"/>', "onload"),
    ('<use href="#a"/>', "<use>"), ('<use xlink:href="http://evil.example/a.svg#a"/>', "<use>"),
    ('<image width="9" height="9" href="data:image/png;base64,AAAA"/>', "<image>"),
    ('<image xlink:href="file:///etc/passwd"/>', "<image>"),
    ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>', "<foreignObject>"),
    ('<img xmlns="http://www.w3.org/1999/xhtml" src="x"/>', "<img> of HTML"),
    ('<a xlink:href="javascript:alert(1)"><path d="M0 0h9v9" fill="none"/></a>', "<a>"),
    ('<animate attributeName="d"/>', "<animate>"), ('<set attributeName="fill" to="red"/>', "<set>"),
    ('<path d="M0 0h9v9" fill="none"><animateTransform type="rotate"/></path>', "<animateTransform>"),
    ('<path d="M0 0h9v9" fill="none" style="fill:url(http://evil.example/#a)"/>', "fill “url("),
    ('<style>@import url(http://evil.example/a.css);</style>', "@import"),
    ('<style>path { fill: url(#a) }</style>', "“path”"),
    ('<style>.a { fill: url(#a) }</style><g class="a"/>', "fill “url("),
    ('<style>.a:hover { fill: none }</style>', ".a:hover"),
    ('<style>@media print { .a { fill: none } }</style>', "@media"),
    ('<path d="M0 0h9v9" fill="url(#g)"/>', "fill “url(#g)”"), ('<g filter="url(#f)"/>', "filter"),
    ('<g style="filter:url(#f)"/>', "filter"), ('<g mask="url(#m)"/>', "mask"),
    ('<g clip-path="url(#m)"/>', "clip-path"),
    ('<g style="mix-blend-mode:multiply"/>', "mix-blend-mode"), ('<g opacity=".5"/>', "transparent"),
    ('<g style="fill-opacity:0.3"/>', "transparent"), ('<text>x</text>', "<text>"), ('<switch/>', "<switch>"),
    ('<svg viewBox="0 0 1 1"/>', "<svg>"), ('<g requiredFeatures="x"/>', "requiredFeatures"), ('<blink/>', "<blink>"),
    ('<g transform="scale(0)"/>', "leaves nothing to see"), ('<g transform="matrix(1 1 1 1 0 0)"/>', "leaves nothing"),
    ('<g transform="rotate(a)"/>', "transform"), ('<g transform="spin(9)"/>', "no transform"),
    ('<circle r="-1" fill="none"/>', "less than 0"), ('<circle r="NaN" fill="none"/>', "number"),
    ('<rect width="1e99" height="1" fill="none"/>', "too large"),
    ('<rect width="50%" height="1" fill="none"/>', "50%"),
    ('<path d="L9 9" fill="none"/>', "not with M"), ('<path d="M0 0 L9" fill="none"/>', "number"),
    ('<path d="M0 0 X9" fill="none"/>', "“X”"), ('<path d="M0 0 A9 9 0 2 0 9 9" fill="none"/>', "flags"),
    ('<polygon points="0,0 1" fill="none"/>', "left over"), ('<g stroke-width="-1"/>', "too small"),
    ('<g stroke-dasharray="1 -1"/>', "less than 0"), ('<g fill-rule="odd"/>', "fill-rule"),
    ('<g fill="red"/>', "no token"),
    ('<path d="M0 0h9v9" fill="none" href="#a"/>', "href"), ('<?xml-stylesheet href="a.css"?>', "style sheet"),
    ('<g style="{}"/>', "style"), ('<path d="M0 0h9v9"/>', "no fill"),
])
def test_what_cannot_be_printed_is_told_at_its_line(planted, words):
    [(line, message)] = told(f"{HEAD}{GOOD}\n{planted}\n</svg>")
    assert line == 3
    assert words in message


@pytest.mark.parametrize("box", ["a b c d", "0 0 9", "0 0 0 9", "0 0 9 -9", "0 0 1e9 9", "0 0 900 1", "nan 0 9 9", "",
                                 "0 0 9 9 9"])
def test_a_viewbox_that_shows_nothing_is_told(box):
    [(line, message)] = told(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{GOOD}</svg>')
    assert (line, "viewBox" in message) == (1, True)


@pytest.mark.parametrize("inside", [
    "", "<g/>", '<path d="" fill="var(--pine)"/>', '<path d="M3 3" fill="var(--pine)"/>', '<rect fill="var(--pine)"/>',
    '<circle cx="9" cy="9" fill="var(--pine)" r="0"/>', f'<g display="none">{GOOD}</g>', f"<defs>{GOOD}</defs>",
    '<rect width="9" height="9" fill="none"/>', '<rect x="99" width="9" height="9" fill="var(--pine)"/>',
    f'<g transform="translate(-99 0)">{GOOD}</g>', f'<g visibility="hidden">{GOOD}</g>', "<title>A hill</title>"])
def test_a_drawing_that_shows_nothing_is_told(inside):
    [(_, message)] = told(f"{HEAD}{inside}</svg>")
    assert message.startswith("the drawing is empty")


LAUGHS = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))


@pytest.mark.parametrize(("drawing", "words"), [
    (f"<!DOCTYPE svg [{LAUGHS}]><svg><g>&a11;</g></svg>", "entities"),
    ("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>", "entities"),
    ("<!DOCTYPE svg [<!ENTITY % x SYSTEM 'http://evil.example/x'> %x;]><svg/>", "entities"),
    ("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x'>]><svg/>", "entities"),
    ('<!DOCTYPE svg SYSTEM "http://evil.example/x.dtd"><svg viewBox="0 0 9 9&x;"/>', "entity"),
    ("<svg>" + "<g>" * 5000, "64 deep"), ("<svg>" + "<g/>" * 20_001 + "</svg>", "20000 elements"),
    ("<svg>" + " " * 2_000_000 + "</svg>", "2.0 MB"), ("<svg", "well-formed"), ("", "well-formed"),
    ("<html/>", "no drawing"),
    ("<x:svg xmlns:x='http://x.example/'/>", "no drawing"), ("<svg><x:g/></svg>", "well-formed"),
    ('<?xml version="1.0" encoding="rot13"?><svg/>', "encoding"),
    ('<?xml version="1.0" encoding="no-such"?><svg/>', "encoding"),
    (f"{HEAD}<path d='M0 0 {'L1 1 ' * 60_000}' fill='none'/></svg>", "50000 pieces"),
    (f"{HEAD}<polygon points='{'1 ' * 200_002}' fill='none'/></svg>", "200000 numbers"),
    (f"{HEAD}<g style='fill:{'(' * 2000}'/></svg>", "style that nobody can read"),
    (f"{HEAD}<g style='{'fill:red;' * 9000}'/></svg>", "style that nobody can read"),
    (f"{HEAD}<style>{'.a,' * 90_000}</style></svg>", "270000 characters"),
    (f"{HEAD}<style>{'(' * 9000}</style></svg>", "rule"),
    (f"{HEAD}<style>.a{{fill:{'(' * 9000}</style></svg>", "rule"),
    (HEAD + '<g transform="' + "rotate(1)" * 2000 + '"/></svg>', "1000 transforms"),
    (HEAD + '<g transform="scale(1000)">' * 3 + GOOD + "</g>" * 3 + "</svg>", "nothing to see"),
    (f"{HEAD}<path d='M0 0 L{'9' * 400} 1' fill='none'/></svg>", "too large"),
])
def test_bombs_and_what_is_no_drawing_are_told_within_bounds(drawing, words):
    [(_, message)] = told(drawing)
    assert words in message


def test_many_transforms_are_written_as_one():
    drawing = HEAD + '<g transform="' + "rotate(1 9 9) " * 140 + '"><path d="M0 0h9v9z" fill="red"/></g></svg>'
    assert 'transform="matrix(-0.7660444431 0.6427876097' in read(drawing.encode(), TOKENS, is_logo=True).text


def test_a_drawing_of_faults_alone_is_told_in_bounds():
    assert len(told(f"{HEAD}{'<use/>' * 9000}</svg>")) == 40


# --- what passes, and looks the same ---


@pytest.mark.parametrize(("drawing", "shapes"), [(INKSCAPE, 6), (ILLUSTRATOR, 4)], ids=["inkscape", "illustrator"])
def test_exports_of_drawing_programs_pass_as_logos_and_look_the_same(drawing, shapes):
    found = read(drawing.encode(), TOKENS, is_logo=True)
    assert found.faults == ()
    harmless(found.text)
    assert found.text.count("<") == shapes + 2
    assert distance(pixels(drawing), pixels(found.text)) < 0.5


def distance(first: Image.Image, second: Image.Image) -> float:
    assert first.size == second.size
    histogram = ImageChops.difference(first, second).convert("L").histogram()
    return sum(index * count for index, count in enumerate(histogram)) / sum(histogram)


def test_a_logo_may_have_colours_of_its_own_and_a_figure_may_not():
    drawing = HEAD + '<path d="M0 0h9v9z" style="fill:rgb(27, 77, 62);stroke:Red"/><rect width="9" height="9"/></svg>'
    text = read(drawing.encode(), TOKENS, is_logo=True).text
    assert 'fill="#1b4d3e" stroke="#ff0000"' in text
    assert '<rect width="9" height="9" fill="#000000"/>' in text
    assert [message.split(" is ")[0] for _, message in told(drawing)] == [
        "fill “rgb(27, 77, 62)”", "stroke “Red”", "<rect> has no fill"]


@pytest.mark.parametrize(("data", "plain"), [
    ("m1 2 3 4zm1 1 2 2", "M1 2 L4 6 Z M2 3 L4 5"), ("M1 2 3 4 5 6", "M1 2 L3 4 L5 6"),
    ("M1.5.5-1-1", "M1.5 0.5 L-1 -1"),
    ("M0,0H5V6h-1v-1", "M0 0 L5 0 L5 6 L4 6 L4 5"), ("M0 0c0 0 1 1 2 2s3 3 4 4", "M0 0 C0 0 1 1 2 2 C3 3 5 5 6 6"),
    ("M0 0Q3 3 6 0t6 0", "M0 0 C2 2 4 2 6 0 C8 -2 10 -2 12 0"), ("M0 0h3t3 3", "M0 0 L3 0 C3 0 4 1 6 3"),
    ("M9 9a0 5 0 0 1 1 1", "M9 9 L10 10"), ("M9 9a5 5 0 0 1 0 0", "M9 9"), ("M1e1 1E-1", "M10 0.1"), ("", ""),
    ("M10 0A10 10 0 01 0 10", "M10 0 C10 5.522847 5.522847 10 0 10"),
    ("M10 0a10 10 0 0110 10", "M10 0 C15.522847 0 20 4.477153 20 10"),
])
def test_paths_become_moves_lines_and_curves(data, plain):
    assert as_data(segments(data)) == plain


def test_what_no_product_needs_is_left_out_without_a_word():
    drawing = (f'<?xml version="1.0"?><!-- by me --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">{HEAD}'
               '<title>T</title><desc>D</desc><metadata><r:RDF xmlns:r="r:"><r:script/></r:RDF></metadata>'
               '<defs><linearGradient id="a"/><filter id="f"/></defs><g id="b" data-name="x" aria-label="y">'
               f'{GOOD}</g><?editor x?></svg>')
    found = read(drawing.encode(), TOKENS)
    assert (found.faults, found.text) == ((), HEAD.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
                                          + f"  {GOOD}\n</svg>\n")


def test_the_size_in_pixels_stands_in_for_a_viewbox():
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="48px">{GOOD}</svg>'
    assert 'viewBox="0 0 96 48"' in read(drawing.encode(), TOKENS).text


def test_transforms_of_groups_reach_their_shapes_and_paints_are_inherited():
    drawing = (f'{HEAD}<g transform="translate(10,5) scale(2)" fill="var(--sand)" stroke="none">'
               '<g transform="rotate(9 1 1)"><circle r="3"/></g></g></svg>')
    assert ('<circle r="3" fill="var(--sand)" transform="translate(10 5) scale(2) rotate(9 1 1)"/>'
            in read(drawing.encode(), TOKENS).text)
