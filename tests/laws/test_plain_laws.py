"""What holds for every plain text, whatever the manuscript says."""

from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.markup.braille import BrailleWriter
from pipeline.markup.braille_pages import pages
from pipeline.markup.cells import cells
from pipeline.markup.plain import Writer
from pipeline.model import tree
from pipeline.model.ascii_form import ascii_form
from pipeline.model.manuscript import Section
from pipeline.model.parity import words_of
from pipeline.model.tokens import PlainText
from pipeline.model.tree import Element, Elements, walk
from pipeline.tools.words import liblouis

LOOK = PlainText(columns=72, indent=4, rule_heading="=", rule_section="-", rule_sub=".", box_edge="|", box_corner="+",
            bullet="-", checkbox="[ ]", write_on="_")
LABELS = {"table": "Table", "figure-picture": "Picture", "note": "Note", "notes-title": "Notes", "link": "Link",
          "links-title": "Web links", "ascii-≥": "at least", "ascii-°": "degrees"}

#: Words as books hold them, short enough for the narrowest line of a nested list; drawn whole, for speed.
WORDS = ("a", "JMML", "child’s", "hematologist-oncologist", "1-800-955-4572", "12\u00a0months", "≥5", "38\u00a0°C",
         "café", "35–40", "(some", "words),", "e\u0301")
strings = st.sampled_from([{"t": "Str", "c": text} for text in WORDS])
WIDE_WORDS = ("白血病", "治療の。" * 12, "（約100人）", "か゚", "病。")
wide_strings = st.sampled_from([{"t": "Str", "c": text} for text in WIDE_WORDS])


def spaced(elements: list[Element]) -> Elements:
    return [piece for element in elements for piece in (element, {"t": "Space"})][:-1]


def lines_of(words: st.SearchStrategy[Element]) -> st.SearchStrategy[Elements]:
    run = st.lists(words, min_size=1, max_size=9).map(spaced)
    marked = st.one_of(
        run.map(lambda inlines: {"t": "Strong", "c": inlines}),
        run.map(lambda inlines: tree.span(inlines, fact="a-fact")),
        run.map(lambda inlines: tree.link(inlines, "#topic")),
        run.map(lambda inlines: tree.link(inlines, "https://example.org")),
        run.map(lambda inlines: {"t": "Quoted", "c": [{"t": "DoubleQuote"}, inlines]}))
    return st.lists(st.one_of(words, marked), min_size=1, max_size=4).map(spaced)


def manuscripts(words: st.SearchStrategy[Element]) -> st.SearchStrategy[Elements]:
    inlines = lines_of(words)
    leaves = st.one_of(inlines.map(tree.para), inlines.map(lambda each: tree.header(3, each)))

    def around(block: st.SearchStrategy[Element]) -> st.SearchStrategy[Element]:
        blocks = st.lists(block, min_size=1, max_size=3)
        return st.one_of(
            st.lists(blocks, min_size=1, max_size=3).map(tree.bullet_list),
            st.lists(blocks, min_size=1, max_size=3).map(
                lambda items: {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}),
            st.lists(st.tuples(inlines, blocks), min_size=1, max_size=3).map(tree.definition_list),
            st.builds(lambda title, rest: tree.div([tree.header(2, title), *rest], "", "key-points"), inlines, blocks))

    return st.lists(st.recursive(leaves, around, max_leaves=4), min_size=1, max_size=3)


def printed(blocks: Elements, writer: Writer) -> str:
    return writer.write([Section("topic", "topic", [{"t": "Str", "c": "Title"}], blocks)])


def ascii_writer() -> Writer:
    return Writer(LOOK, LABELS, partial(ascii_form, labels=LABELS))


@given(manuscripts(strings))
@settings(max_examples=40)
def test_no_line_is_wider_than_the_page_or_ends_in_a_space(blocks: Elements) -> None:
    for writer in (Writer(LOOK, LABELS), ascii_writer()):
        text = printed(blocks, writer)
        assert not writer.long_words
        assert all(cells(line) <= LOOK.columns and line == line.rstrip() for line in text.splitlines())
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


@given(manuscripts(wide_strings))
@settings(max_examples=30)
def test_wide_characters_count_twice_in_every_line(blocks: Elements) -> None:
    writer = Writer(LOOK, LABELS)
    assert all(cells(line) <= LOOK.columns for line in printed(blocks, writer).splitlines())
    assert not writer.long_words


@given(manuscripts(strings))
@settings(max_examples=40)
def test_the_ascii_form_is_ascii(blocks: Elements) -> None:
    text = printed(blocks, ascii_writer())
    assert text.isascii()
    assert "?" not in text


@given(manuscripts(strings))
@settings(max_examples=40)
def test_every_word_is_printed_and_in_order(blocks: Elements) -> None:
    said = iter(printed(blocks, Writer(LOOK, LABELS)).replace("|", " ").split())
    for wanted in (word for element in walk(blocks) if element["t"] == "Str" for word in element["c"].split()):
        assert any(wanted in found for found in said), wanted


@given(manuscripts(strings))
@settings(max_examples=40)
def test_braille_keeps_to_its_page_and_says_every_word_in_order(blocks: Elements) -> None:
    writer = BrailleWriter(40, LABELS, str)
    paged = pages(writer.write([Section("topic", "topic", [], blocks)]), cells=40, lines=25)
    assert not writer.long_words
    assert all(len(page) == 25 and len(line) <= 40 for page in paged for line in page)
    said = iter(word for page in paged for line in page[:-1] for word in line.split())
    for wanted in (word for element in walk(blocks) if element["t"] == "Str" for word in element["c"].split()):
        assert any(wanted in found for found in said), wanted


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join))
@settings(max_examples=60)
def test_every_figure_and_word_is_read_back_from_braille(text: str) -> None:
    cells = liblouis.translate(text, "en-ueb-g2.ctb").replace("\u00a0", " ")
    assert not set(cells) - set(map(chr, range(0x20, 0x60)))
    assert words_of(liblouis.back_translate(cells, "en-ueb-g2.ctb")) == words_of(text)


@given(st.text("αβω☃√ñ年 ", min_size=1, max_size=20))
def test_a_character_without_a_form_is_never_lost(text: str) -> None:
    assert ascii_form(text, LABELS) == text
