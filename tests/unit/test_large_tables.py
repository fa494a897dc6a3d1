"""A table longer than a page keeps its caption, repeats its head, and parts only rows taller than one."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pipeline import checks, formats
from pipeline.model import tree
from pipeline.model.artifact import Artifact, Draft
from pipeline.model.layout import Layout
from pipeline.model.tree import Element, Elements
from pipeline.readback.parity import differences
from pipeline.tools.reading import pdf_text
from pipeline.tools.typesetting import fonts, page_breaks, typesetter
from tests import real_source

PRODUCTS = ("jmml-handout-letter", "jmml-handout-large-print-a4", "jmml-booklet-a5-press")
BESIDE = "Words that go on and on until they need a second line of the table to be shown whole."
ROWS, TALL = 40, 60
_PLAIN: list[Any] = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
_NAMELESS: list[Any] = ["", [], []]


def row(*cells: Elements) -> list[Any]:
    return [_NAMELESS, [[_NAMELESS, _PLAIN[0], 1, 1, each] for each in cells]]


def line(text: str) -> Elements:
    return [tree.plain(tree.words(text))]


def _letters(number: int) -> str:
    return f"{'bcdfghklmn'[number // 10]}{'aeiou'[number % 5]}{'rs'[number % 10 // 5]}"


def table() -> Element:
    """Return a table of many short rows and one that is taller than a page."""
    rows = [row(line(f"name {_letters(number)}"), line(BESIDE)) for number in range(ROWS)]
    items = [line(f"item {_letters(number)}") for number in range(TALL)]
    rows.insert(ROWS // 2, row(line("tall"), [tree.bullet_list(items)]))
    return {"t": "Table", "c": [_NAMELESS, [None, line("A long table")], [_PLAIN] * 2,
                                [_NAMELESS, [row(line("Name"), line("Says"))]],
                                [[_NAMELESS, 0, [], rows]], [_NAMELESS, []]]}


@lru_cache(maxsize=2 * len(PRODUCTS))
def draft(product: str, looks: str = "") -> Draft:
    """Return a product whose first topic holds the table below a few paragraphs, and nothing else."""
    manuscript, design = real_source.manuscript(product), real_source.design()
    first = next(each for each in manuscript.sections if each.kind == "topic")
    before = [tree.para(tree.words(f"A {hue} line before it.")) for hue in ("red", "blue", "green", "grey")]
    topic = replace(first, blocks=[*before, table(), tree.para(tree.words("Behind."))])
    kept = tuple(topic if each is first else each for each in manuscript.sections
                 if each is first or each.kind in ("cover", "contact", "colophon"))
    short = replace(manuscript, sections=kept)
    changed = replace(design, css={**design.css, "pages": design.css["pages"] + looks})
    return Draft(short, formats.find(short.edition.channel.format).render(short, changed))


def pages(product: str) -> list[str]:
    """Return the text of each page on which the table stands."""
    found = [" ".join(" ".join(each.text for each in page.lines).split())
             for page in pdf_text.pages(draft(product).rendering.content)]
    return [text for text in found if "Name Says" in text]


@pytest.mark.parametrize("product", PRODUCTS)
def test_the_head_stands_on_each_page_and_the_caption_on_the_first(product: str) -> None:
    shown = pages(product)
    assert len(shown) > 2
    assert [text.count("A long table") for text in shown] == [1] + [0] * (len(shown) - 1)
    said = " ".join(shown)
    assert (said.count("shown whole."), said.count("item ")) == (ROWS, TALL)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_short_row_stays_whole_and_a_tall_one_begins_where_it_stands(product: str) -> None:
    shown = pages(product)
    assert all(text.count("Words that go on") == text.count("shown whole.") for text in shown)
    (begins,) = [text for text in shown if "tall" in text]
    assert "shown whole." in begins.split("tall")[0]
    assert sum("item " in text for text in shown) > 1


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_row_that_goes_on_overleaf_is_as_far_below_the_head_as_any_row(product: str) -> None:
    assert min(below_head(product, "•", "item")) >= min(below_head(product, "name")) - 1
    assert min(below_head(product, "•", "item", looks=" .tall td { box-decoration-break: slice }")) < min(
        below_head(product, "name")) - 2


def below_head(product: str, *begins: str, looks: str = "") -> list[float]:
    """Return how far the first row on each page that begins so stands below the head, in points."""
    found = []
    for page in pdf_text.pages(draft(product, looks).rendering.content):
        head = next((each for each in page.lines if each.text.strip() in ("Says", "Name Says")), None)
        rows = [each for each in page.lines if head and each.foot < head.foot - 1]
        first = max(rows, key=lambda each: each.foot, default=None)
        if head and first and first.text.startswith(begins):
            found.append(head.foot - first.foot)
    return found


@pytest.mark.parametrize("product", PRODUCTS)
def test_what_is_repeated_is_no_fault_and_what_is_shown_is_what_was_written(product: str) -> None:
    made = draft(product)
    found = [each for each in checks.examine("draft", made) if each.check in (
        "heading-at-foot", "widow-or-orphan", "panel-overflow", "lost-text", "short-last-line")]
    assert found == []
    file = Artifact(Path(product), product, "application/pdf", made.rendering.content, made.manuscript)
    assert differences(file) == ()


def test_a_head_alone_at_a_foot_is_told() -> None:
    html = "<table><thead><tr><th>Name</th><th>Says</th></tr></thead></table><p>Overleaf.</p>"
    css, design = "@page { size: a5 } p { break-before: page }", real_source.design()
    laid_out = typesetter.lay_out(html, css, fonts.faces(design), cache=design.cache, variant="pdf/a-2a")
    made = draft(PRODUCTS[0])
    layout = Layout(flow=page_breaks.measure_flow(laid_out.document))
    found = checks.examine("draft", replace(made, rendering=replace(made.rendering, layout=layout)))
    assert [each.message for each in found if each.check == "heading-at-foot"] == [
        "page 1 of jmml-handout-letter ends in the heading “Says”"]
