"""The web page: whole in one file, with landmarks, headings that skip no level, colours for light, dark and paper."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from pipeline.checks.artifact import parity_extra, parity_number, parity_sentence
from pipeline.formats import web_page
from pipeline.model import tree
from pipeline.tools.reading.markup_file import XHTML
from tests.clinic_files import PAGE, artifact, content, project, with_blocks


@pytest.fixture(scope="module")
def root() -> ElementTree.Element:
    return ElementTree.fromstring(content(PAGE))


def rendered(*blocks: tree.Element) -> bytes:
    """Return the page with blocks added to its first topic."""
    return web_page.render(with_blocks(PAGE, *blocks), project()[1]).content


def test_the_same_source_gives_the_same_bytes() -> None:
    manuscripts, design = project()
    assert web_page.render(manuscripts[PAGE], design).content == content(PAGE)


def test_each_landmark_stands_once_and_the_skip_link_comes_first(root: ElementTree.Element) -> None:
    body = root.find(f"{XHTML}body")
    assert body is not None
    assert [each.tag.removeprefix(XHTML) for each in body] == ["a", "header", "nav", "main", "footer"]
    assert body[0].get("href") == f"#{body[3].get('id')}"


def test_the_head_names_the_other_formats_and_leads_nowhere_but_into_the_page(root: ElementTree.Element) -> None:
    head = root.find(f"{XHTML}body/{XHTML}header")
    assert head is not None
    assert "large print, e-book" in "".join(head.itertext())
    assert [each.get("href") for each in head.iter(f"{XHTML}a")] == []


def test_there_is_one_title_and_no_level_of_headings_is_skipped(root: ElementTree.Element) -> None:
    levels = [int(each.tag[-1]) for each in root.iter() if re.fullmatch(rf"{re.escape(XHTML)}h\d", each.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_terms_lead_to_the_glossary_and_back(root: ElementTree.Element) -> None:
    link = next(each for each in root.iter(f"{XHTML}a") if each.get("class") == "term")
    target = link.get("href", "")[1:]
    explained = next(each for each in root.iter() if each.get("id") == target)
    assert explained.tag == f"{XHTML}dfn"
    ways_back = [each.get("href") for each in root.iter(f"{XHTML}a") if each.get("role") == "doc-backlink"]
    assert f"#{link.get('id')}" in ways_back


def test_the_page_says_what_it_is_and_that_nobody_has_reviewed_it(root: ElementTree.Element) -> None:
    said = {each.get("name"): each.get("content", "") for each in root.iter(f"{XHTML}meta")}
    labels = project()[0][PAGE].edition.language.labels
    assert labels["colophon-unreviewed"] in said["description"]
    assert said["viewport"] == "width=device-width, initial-scale=1"
    assert (root.get("lang"), root.findtext(f"{XHTML}head/{XHTML}title")) == (
        "en", f"{labels['title']}: {labels['subtitle']}")


def test_a_browser_is_forbidden_to_load_anything() -> None:
    policy = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', content(PAGE))
    assert policy is not None
    assert policy[1].startswith(b"default-src 'none'")
    assert b"http" not in policy[1]


def test_dark_colours_are_for_screens_alone_and_tokens_alone_state_them() -> None:
    css = web_page.css(project()[1])
    assert "@media screen and (prefers-color-scheme: dark)" in css
    assert "@media print" in css
    sheets = css[css.index("/* What every product shares"):css.rindex("@media screen and (prefers")]
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b", sheets)
    assert not re.findall(r"font-size: *[\d.]+(?:px|pt|mm)", sheets), "the reader's own size counts"
    assert "!important" not in css


def test_a_note_stands_below_its_topic_and_is_told_like_it() -> None:
    note = {"t": "Note", "c": [tree.para(tree.words("A remark of two sentences. It has a figure: 12."))], "number": 1}
    blocks = [tree.para([*tree.words("Words with a note."), note])]
    manuscript = with_blocks(PAGE, *blocks)
    made = replace(artifact(PAGE, rendered(*blocks)), manuscript=manuscript)
    assert b'<aside id="main-point--note-1" class="note" role="doc-footnote"' in made.content
    assert [each for check in (parity_sentence, parity_extra, parity_number) for each in check.check(made)] == []


def test_a_long_description_unfolds_and_is_told() -> None:
    blocks = [tree.div([tree.para(tree.words("What it shows."))], "", "long-description")]
    made = replace(artifact(PAGE, rendered(*blocks)), manuscript=with_blocks(PAGE, *blocks))
    assert b'<details class="long-description"><summary>What the picture shows</summary>' in made.content
    assert [each.message for check in (parity_sentence, parity_extra) for each in check.check(made)] == []
