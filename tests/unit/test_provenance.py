"""Of each fact people learn what it rests on, and of one fact every place that changes with it."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pipeline.model.alignment import places
from pipeline.model.parity import Heard, Sentence, words_of
from pipeline.model.publication import Source
from pipeline.model.whereabouts import grouped
from pipeline.stages import load, whereabouts
from tests.conftest import ROOT, Edit, pipeline

ABOUT_REMISSION = """\
remission
    Up to 50 percent of patients reach a long-term remission after a transplant.
    ledger      source/facts.yaml:10:5
    figure      50 percent; of 100; population: children who had a transplant; time frame: none given
    qualifiers  up-to
    source      bcu-jmml-treatment, Stem cell transplantation
    checked     2026-11-22 by authors, look again by 2027-11-22
    stated      source/en/topics/transplant.md:5:3: Up to 50 of every 100 children reach a long-term remission.
    stated      source/en/topics/transplant.md:10:1: As many as 50 percent of children reach a long-term remission.
"""


@pytest.fixture
def built_minimal(minimal: Path) -> Path:
    """Return a copy of the minimal publication with its products."""
    ran = pipeline(minimal, "build")
    assert ran.code == 0, ran.err
    return minimal


def about(root: Path, fact: str) -> dict[str, Any]:
    """Return what the pipeline tells programs of one fact."""
    ran = pipeline(root, "facts", fact, "--format", "json")
    assert ran.code == 0, ran.err
    [found] = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


@lru_cache(maxsize=2)
def about_built(root: Path, fact: str) -> dict[str, Any]:
    """Return what is told of a fact in the real products, of which each is read."""
    return about(root, fact)


def where(told: dict[str, Any]) -> dict[str, list[str]]:
    """Return by file the places at which a fact is stated."""
    return {file["path"]: [each for section in file["sections"] for each in section["where"]]
            for file in told["products"]}


def lines_with(path: Path, words: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [f"line {number}" for number, line in enumerate(text.splitlines(), 1) if re.search(words, line)]


# --- a miniature publication ---


def test_people_read_what_a_fact_rests_on_and_on_which_lines_it_stands(built_minimal: Path) -> None:
    ran = pipeline(built_minimal, "facts", "remission")

    first, second = (line.removeprefix("line ") for line in
                     lines_with(built_minimal / "build/en/handout.txt", "long-term remission"))
    [only] = lines_with(built_minimal / "build/en/leaflet-transplant.txt", "long-term remission")
    assert ran.out == (f"{ABOUT_REMISSION}    product     build/en/handout.txt: lines {first}, {second}: Transplant\n"
                       f"    product     build/en/leaflet-transplant.txt: {only}: Transplant\n")
    assert (ran.code, ran.err) == (0, "")


def test_all_facts_are_told_with_the_products_that_state_them(built_minimal: Path) -> None:
    ran = pipeline(built_minimal, "facts")

    assert re.findall(r"^[\w-]+$", ran.out, re.MULTILINE) == ["only-cure", "remission", "waiting-time"]
    assert (f"{ABOUT_REMISSION}    product     build/en/handout.txt\n"
            "    product     build/en/leaflet-transplant.txt\n\nwaiting-time\n") in ran.out


def test_programs_are_given_what_people_read(built_minimal: Path) -> None:
    told = about(built_minimal, "waiting-time")

    assert told["checked"] == {"by": "authors", "date": "2026-11-22", "look_again": "2027-11-22"}
    assert [(each["value"], each["denominator"], each["time_frame"]) for each in told["numbers"]] == [
        ("1", None, None), ("2", None, None)]
    assert told["stated"][0] == {"path": "source/en/topics/waiting.md", "line": 4, "column": 3,
                                 "words": "It takes 1 to 2 months to arrange a transplant."}
    handout = built_minimal / "build/en/handout.txt"
    assert where(told)["build/en/handout.txt"] == lines_with(handout, "1 to 2 months|one and two months")
    assert {file["path"] for file in told["products"]} == {"build/en/handout.txt", "build/en/leaflet-waiting.txt"}


def test_a_product_that_is_not_there_is_told_as_such(minimal: Path) -> None:
    out = pipeline(minimal, "facts", "remission").out

    assert "    product     build/en/handout.txt (not built): Transplant\n" in out


def test_a_product_of_an_older_source_is_told_as_such(built_minimal: Path, edit: Edit) -> None:
    edit(built_minimal / "source/en/topics/transplant.md", "[As many as 50 percent", "[Maybe up to 50 percent")

    states = {file["path"]: file["state"] for file in about(built_minimal, "remission")["products"]}
    assert states == {"build/en/handout.txt": "not up to date", "build/en/leaflet-transplant.txt": "built"}


def test_whoever_has_changed_a_figure_still_learns_where_it_is_stated(built_minimal: Path, edit: Edit) -> None:
    edit(built_minimal / "source/facts.yaml", 'value: "50"', 'value: "54"')

    told = about(built_minimal, "remission")
    assert [each["line"] for each in told["stated"]] == [5, 10]
    assert told["products"] is None
    assert "cannot be told while the source has errors; see: check" in pipeline(built_minimal, "facts", "remission").out


def test_a_ledger_that_cannot_be_read_is_told_in_one_line(minimal: Path, edit: Edit) -> None:
    edit(minimal / "source/facts.yaml", 'value: "50"', 'valu: "50"')

    ran = pipeline(minimal, "facts")
    assert (ran.code, ran.err) == (2, "error: source/ has errors, so its facts cannot be told; see: check\n")


def test_a_wrong_name_is_answered_with_the_nearest(minimal: Path) -> None:
    ran = pipeline(minimal, "facts", "remision")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: the ledger has no fact “remision”; did you mean “remission”?; see: list facts\n"


# --- the real publication ---


@pytest.mark.slow
def test_the_pages_told_are_those_that_show_the_words(built: Path) -> None:
    found = where(about_built(built, "transplant-relapse"))

    shown = {path: pages_with(built / path, SHARE) for path in found
             if path.endswith(".pdf") and not path.endswith(("-imposed.pdf", "-proof.pdf", ".job.pdf"))}
    parted = {path: pages_of_parted(built / path) for path in shown}
    assert len(shown) >= 6
    for path, pages in shown.items():  # a sentence that a page turn parts has begun on the page before
        assert set(pages) <= set(found[path]), path
        begun = {f"page {int(page.removeprefix('page ')) - 1}" for page in pages}
        begun |= parted[path]
        assert set(found[path]) - set(pages) <= begun, path
    assert sum(set(found[path]) - parted[path] == set(pages) - parted[path] for path, pages in shown.items()
               ) >= len(shown) - 1
    assert all(found[path] == ["page 2"] for path in shown if "brochure" in path)
    booklet = {int(page.removeprefix("page ")) for page in shown["build/en/jmml-booklet-half-letter-press.pdf"]}
    in_print = [re.fullmatch(r"EPUB/text/[a-z-]+\.xhtml, page (\d+) in print", each)
                for each in found["build/en/jmml.epub"]]
    # the e-book marks whole blocks, so a sentence that a page turn parts from the start of its block is a page early
    assert all(each and {int(each[1]), int(each[1]) + 1} & booklet for each in in_print)


@pytest.mark.slow
def test_every_fact_is_found_in_every_product_that_states_it(built: Path) -> None:
    for fact in ("transplant-relapse", "side-effects"):
        for file in about_built(built, fact)["products"]:
            assert file["state"] == "built"
            assert ".job." in file["path"] or all(section["where"] for section in file["sections"]), file


#: The words of a fact, and how those begin that a page turn parts.
SHARE, BEGUN = r"35\s+to\s+40\s+of\s+every\s+100", r"(?m)35\s+to(?:\s+40(?:\s+of(?:\s+every)?)?)?\s*$"


def pages_with(path: Path, words: str, without: str = "(?!)") -> list[str]:
    """Return the pages that show words, once other words are taken out."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [f"page {number}" for number, page in enumerate(pdf, 1)
                if re.search(words, re.sub(without, "", page.get_textpage().get_text_range()))]


def pages_of_parted(path: Path) -> set[str]:
    """Return both pages of the words that a page turn parts: they end a line, and go on nowhere on their page."""
    begun = pages_with(path, BEGUN, without=SHARE)
    return {*begun, *(f"page {int(page.removeprefix('page ')) + 1}" for page in begun)}


# --- pieces ---


def test_the_caption_of_a_drawing_is_told_once_and_without_its_legend(tmp_path: Path) -> None:
    tree = load.read_tree(ROOT)
    source = Source(tree, load.build_publication(tree, tmp_path, with_places=True))

    for statements in whereabouts.statements(source).values():
        at = [str(one.place) for one in statements]
        assert len(at) == len(set(at))
    drawn = [one.words for one in whereabouts.statements(source)["transplant-remission"]
             if one.place.path == "source/en/figures.yaml"]
    assert drawn[0] == "Long-term remission after a transplant: up to 50 of every 100 children"
    assert len(drawn) == len(["caption", "picture"])


def test_places_are_every_page_that_a_sentence_reaches() -> None:
    texts = ("Stay near the clinic.", "Call at any hour of the night.", "Nobody printed this sentence.")
    told = [Sentence(text, words_of(text), "topic") for text in texts]
    heard = [Heard(word, "page 1") for word in words_of("Guide Stay near the clinic. Call at any")]
    heard += [Heard(word, "page 2") for word in words_of("2 hour of the night.")]

    assert places(told, heard, {"page 1": [("guide",)], "page 2": [("2",)]}) == [
        ("page 1",), ("page 1", "page 2"), ()]


@pytest.mark.parametrize(("where", "words"), [
    ((), ""), (("page 3",), "page 3"), (("page 7", "page 8", "page 20"), "pages 7-8, 20"),
    (("line 2", "line 1"), "lines 1-2"), (("side 7, right", "side 8, left"), "side 7, right; side 8, left"),
    (("EPUB/text/a.xhtml",), "EPUB/text/a.xhtml"),
])
def test_places_are_told_in_few_words(where: tuple[str, ...], words: str) -> None:
    assert grouped(where) == words
