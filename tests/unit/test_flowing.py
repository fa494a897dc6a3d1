"""A text to paste has one paragraph a line, no drawing, and no sign that a portal mangles."""

from functools import partial
from textwrap import dedent

import pytest

from pipeline.markup.plain import FlowingWriter
from pipeline.model import tree
from pipeline.model.ascii_form import ascii_signs, spelling
from pipeline.model.channel import TextLayout
from pipeline.model.manuscript import Section
from pipeline.model.tree import Elements, words
from pipeline.tools.words import pandoc
from tests.unit.test_plain import LABELS, LOOK


def printed(markdown: str | Elements) -> str:
    blocks = pandoc.read_markdown(dedent(markdown)) if isinstance(markdown, str) else markdown
    writer = FlowingWriter(LOOK, LABELS, partial(ascii_signs, labels=LABELS))
    return writer.write([Section("here", "topic", words("Genes"), blocks)])


def test_a_paragraph_is_one_line_and_a_heading_stands_right_above_it() -> None:
    said, plain = (f"One “quoted” sentence{dash} with more words than a line of forty cells could ever hold."
                   for dash in (" —", " --"))
    plain = plain.translate(dict.fromkeys(map(ord, "“”"), '"'))
    assert printed(f"## Why\n\n{said}\n\n- {said}\n- two\n  - three\n") == (
        f"Genes\n\nWhy\n{plain}\n\n- {plain}\n- two\n  - three\n")


def test_an_item_that_begins_with_a_list_keeps_its_mark() -> None:
    assert printed("5) c) one\n   d) two\n6) three\n\n- - four\n") == (
        "Genes\n\n5)\n  c) one\n  d) two\n6) three\n\n-\n  - four\n")


def test_boxes_checklists_and_lines_to_write_on_are_words_alone() -> None:
    title = tree.header(2, words("Key points"), "", "box-title")
    item = [tree.bullet_list([[tree.plain(words("one"))]])]
    blocks = [tree.div([title, *item], "", "key-points"), tree.div(item, "", "checklist"),
              tree.div([tree.para(words("Room to write"))], "", "room-to-write", lines="6"),
              tree.div([tree.div([tree.para(words("Phone:"))], "", "field", "blank")], "", "imprint")]
    assert printed(blocks) == "Genes\n\nKey points\n- one\n\n- one\n\nRoom to write\n\nPhone:\n"


def test_a_table_becomes_records_without_indent() -> None:
    table = pandoc.read_markdown("| Gene | Means |\n|---|---|\n| NF1 | A transplant |\n| NRAS | A drug |\n")
    assert printed(table) == "Genes\n\nGene: NF1\nMeans: A transplant\n\nGene: NRAS\nMeans: A drug\n"


@pytest.mark.parametrize(("typographic", "plain"), [
    ("the child’s “only” — 35–40 …", "the child's \"only\" -- 35-40 ..."),
    ("¿Qué año? Ångström, 白血病, عربي", "¿Qué año? Ångström, 白血病, عربي"),
    ("10⁹, 2½, 5 µg, • ×", "10^9, 2\u00a01/2, 5 mcg, * x"),
])
def test_signs_become_ascii_and_letters_stay(typographic: str, plain: str) -> None:
    assert ascii_signs(typographic, {}) == plain


def test_a_channel_says_how_its_text_is_spelled() -> None:
    assert spelling(None, {})("a “b”") == "a “b”"
    assert spelling(TextLayout(charset="utf-8"), {})("é “b”") == "é “b”"
    assert spelling(TextLayout(charset="utf-8", signs="ascii"), {})("é “b”") == 'é "b"'
    assert spelling(TextLayout(charset="ascii"), {})("é “b”") == 'e "b"'
