"""Each element of a manuscript has one plain form, shown here as it is printed."""

from textwrap import dedent

import pytest

from pipeline.markup.plain import Writer
from pipeline.model import tree
from pipeline.model.manuscript import Section, with_numbered_notes
from pipeline.model.tokens import PlainText
from pipeline.model.tree import Elements, words
from pipeline.tools.words import pandoc

LOOK = PlainText(columns=40, indent=4, rule_heading="=", rule_section="-", rule_sub=".", box_edge="|", box_corner="+",
            bullet="-", checkbox="[ ]", write_on="_")
LABELS = {"table": "Table", "figure-picture": "Picture", "note": "Note", "notes-title": "Notes", "link": "Link",
          "links-title": "Web links"}


def printed(markdown: str | Elements) -> str:
    """Return what a section without a title prints."""
    blocks = pandoc.read_markdown(dedent(markdown)) if isinstance(markdown, str) else markdown
    return Writer(LOOK, LABELS).write(with_numbered_notes((Section("here", "topic", [], blocks),)))


def expect(written: str) -> str:
    return dedent(written).lstrip("\n")


def test_headings_are_underlined_as_wide_as_they_are() -> None:
    assert printed("# Genes\n\n## Why 遺伝子 matter\n\n### More\n\nText.") == expect("""
        Genes
        =====

        Why 遺伝子 matter
        -----------------

        More
        ....

        Text.
        """)


def test_paragraphs_are_filled_and_never_part_a_figure_from_its_unit() -> None:
    text = printed("One sentence with some more words 12\u00a0months long.")
    assert text == "One sentence with some more words\n12 months long.\n"


def test_a_word_with_hyphens_stays_whole() -> None:
    assert printed("Call the specialists at this: 1-800-955-4572.") == expect("""
        Call the specialists at this:
        1-800-955-4572.
        """)


def test_short_items_stand_close_and_lists_nest() -> None:
    assert printed("- one\n  - two\n- three") == "- one\n  - two\n- three\n"


def test_long_items_stand_apart() -> None:
    item = "This item is longer than one line is wide."
    assert printed(f"- {item}\n- {item}\n- short") == expect("""
        - This item is longer than one line is
          wide.

        - This item is longer than one line is
          wide.

        - short
        """)


def test_ordered_lists_are_numbered_in_a_column() -> None:
    text = printed("9. nine\n10. ten, with enough words to fill more than a line")
    assert text == expect("""
         9. nine
        10. ten, with enough words to fill more
            than a line
        """)


def test_a_box_is_closed_and_an_urgent_one_has_heavy_rules() -> None:
    def box(name: str) -> Elements:
        title = tree.header(2, words("Key points"), "", "box-title")
        return [tree.div([title, *pandoc.read_markdown("- one\n- 白血病 two")], "", name)]

    light = printed(box("key-points")).splitlines()
    assert light == ["+" + "-" * 38 + "+", "| Key points" + " " * 27 + "|", "+" + "-" * 38 + "+",
                     "| - one" + " " * 32 + "|", "| - 白血病 two" + " " * 25 + "|", "+" + "-" * 38 + "+"]
    assert printed(box("call-your-team")).startswith("+" + "=" * 38 + "+\n")


def test_a_table_becomes_records_that_name_each_column() -> None:
    table = pandoc.read_markdown("| Gene | What it means |\n|---|---|\n| NF1 | A transplant |\n| NRAS | A drug |\n")
    table[0]["c"][1] = [None, [tree.plain(words("Genes"))]]
    assert printed(table) == expect("""
        Table: Genes

        Gene: NF1
            What it means: A transplant

        Gene: NRAS
            What it means: A drug
        """)


def test_web_links_are_numbered_once_and_listed_at_the_end() -> None:
    text = printed("See [us](https://a.org), [them](https://b.org/é) and [us again](https://a.org), [here](#topic).")
    assert text == expect("""
        See us [Link 1], them [Link 2] and us
        again [Link 1], here.


        Web links
        =========

        Link 1: https://a.org
        Link 2: https://b.org/%C3%A9
        """)


def test_an_address_that_stands_in_the_text_gets_no_number() -> None:
    text = printed("<https://a.org> [a@b.org](mailto:a@b.org) [Ward 3](tel:555-0100)")
    assert text == "https://a.org a@b.org Ward 3 (555-0100)\n"


def test_notes_stand_at_the_end_and_may_hold_links() -> None:
    text = printed("Word[^1].\n\n[^1]: See [us](https://a.org).\n")
    assert text == expect("""
        Word [Note 1].


        Notes
        =====

        Note 1:
            See us [Link 1].


        Web links
        =========

        Link 1: https://a.org
        """)


def test_a_definition_is_indented_below_its_term() -> None:
    entries = [(words("CBL"), [tree.para(words("A gene."))]), (words("NF1"), [tree.para(words("Another."))])]
    assert printed([tree.definition_list(entries)]) == "CBL\n    A gene.\n\nNF1\n    Another.\n"


def test_a_figure_is_told_and_its_caption_stands_below() -> None:
    image = {"t": "Image", "c": [tree.attribute(), words("Two hands"), ["figures/x.svg", ""]]}
    figure = {"t": "Figure", "c": [tree.attribute(), [None, [tree.plain(words("Care"))]], [tree.plain([image])]]}
    assert printed([figure]) == "[Picture: Two hands]\nCare\n"


def test_blank_fields_and_room_to_write_are_ruled() -> None:
    field = tree.div([tree.para(words("Name:"))], "", "field", "blank")
    long_field = tree.div([tree.para(words("Phone at night and on weekends:"))], "", "field", "blank")
    room = tree.div([tree.para(words("Room"))], "", "room-to-write", lines="2")
    rule = "_" * 40
    assert printed([field, long_field, room]).splitlines() == [
        "Name: " + "_" * 34, "", "Phone at night and on weekends:", "", rule, "", "Room", "", rule, "", rule]


def test_questions_have_boxes_to_tick() -> None:
    assert printed([tree.div(pandoc.read_markdown("- Why?\n- When?"), "", "checklist")]) == "[ ] Why?\n[ ] When?\n"


def test_a_raised_figure_does_not_sink_into_its_number() -> None:
    assert printed("10^9^ cells, the 1^st^ of H~2~O") == "10^9 cells, the 1st of H2O\n"


def test_the_cover_is_a_title_block_and_the_contents_name_the_sections() -> None:
    cover = [tree.div([tree.para(words("A guide"))], "", "subtitle"), tree.para(words("A picture"))]
    sections = [Section("cover", "cover", [], cover), Section("contents", "contents", words("Contents"), []),
                Section("genes", "topic", words("Genes"), [tree.para(words("Text."))])]
    rule = "=" * 40
    assert Writer(LOOK, LABELS).write(sections) == "\n".join([
        rule, "A guide", rule, "", "A picture", "", "", "Contents", "========", "", "- Genes", "", "",
        "Genes", "=====", "", "Text.", ""])


def test_a_word_wider_than_its_line_stays_whole_and_is_remembered() -> None:
    writer = Writer(LOOK, LABELS)
    word = "a" * 48
    assert word in writer.write([Section("here", "topic", [], [tree.para(words(f"See {word} now"))])])
    assert writer.long_words == [word]


@pytest.mark.parametrize("markdown", ["```\ncode\n```", "Some `code`."])
def test_an_element_without_a_form_is_refused(markdown: str) -> None:
    with pytest.raises(ValueError, match="plain text has no form"):
        printed(markdown)
