"""A product says which one it is, and of the publication itself what `publication.yaml` states, nothing else."""

from pathlib import Path

import pytest

from pipeline import sound
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import plain_text, walk
from tests import reviewed
from tests.conftest import Edit, pipeline

WEB, FEEDBACK = "https://example.org/guide", "guide@example.org"
LONG = f"https://example.org/{'x' * 3000}"
STATED = f"""licence:
web: {WEB}
feedback: {FEEDBACK}
statements:
  en: {{changes: It says when to call., funding: A foundation paid for it., interests: Nobody sells what it names.}}
"""
PRINTED = {"changes": "New in this version: It says when to call.", "funding": "A foundation paid for it.",
           "interests": "Nobody sells what it names.", "web": f"This guide on the web: {WEB}",
           "feedback": f"Tell us what is wrong: {FEEDBACK}"}


def stating(root: Path, edit: Edit) -> Path:
    edit(root / "source/publication.yaml", "licence:", STATED.partition("\n")[2] + "licence:")
    return root


def colophons(root: Path) -> dict[str, tuple[Manuscript, list[str], list[str]]]:
    """Return by channel the manuscript, the words of its colophon, and the targets of its links and pictures."""
    source, findings = sound.read_source(root)
    assert source is not None, findings
    found = {}
    for each in sound.composed(source.publication):
        for section in (section for section in each.sections if section.kind == "colophon"):
            leads = [element["c"][2][0] for element in walk(section.blocks) if element["t"] in ("Link", "Image")]
            found[each.edition.channel.id] = (each, [plain_text(block) for block in section.blocks], leads)
    return found


def test_what_is_left_out_is_told_nowhere(minimal: Path) -> None:
    for manuscript, said, leads in colophons(minimal).values():
        assert not leads
        assert all(said)
        assert not any(each.split(":")[0] in " ".join(said) for each in PRINTED.values())
        assert manuscript.edition.id in said[0]


def test_what_is_stated_is_told_and_paper_shows_the_code_of_the_page(tmp_path: Path, edit: Edit) -> None:
    found = colophons(stating(reviewed.miniature(tmp_path / "pressed"), edit))
    assert set(PRINTED.values()) <= set(found["handout"][1])
    assert found["handout"][2] == [f"mailto:{FEEDBACK}", WEB]
    assert found["handout-a4"][2] == [f"mailto:{FEEDBACK}", WEB, f"qr:{WEB}"]


def test_a_short_product_says_where_to_find_and_to_tell_more_and_no_more(minimal: Path, edit: Edit) -> None:
    edit(minimal / "source/channels/leaflet.yaml", "notes]", "notes, colophon]")
    said = colophons(stating(minimal, edit))["leaflet"][1]
    assert {PRINTED["web"], PRINTED["feedback"]} <= set(said)
    assert set(said).isdisjoint({PRINTED["changes"], PRINTED["funding"], PRINTED["interests"]})


@pytest.mark.parametrize(("key", "said"), [
    ("web", "example.org"), ("web", LONG), ("feedback", "call us"), ("feedback", "a@b")])
def test_an_address_that_leads_nowhere_is_told_at_its_line(minimal: Path, edit: Edit, key: str, said: str) -> None:
    edit(minimal / "source/publication.yaml", "licence:", f"{key}: {said}\nlicence:")
    told = pipeline(minimal, "build")
    assert told.code == 1
    assert f"source/publication.yaml:7:1: error: the value of “{key}” does not fit: " in told.err


@pytest.mark.slow
def test_products_with_all_of_it_are_built_and_read_back_right(tmp_path: Path, edit: Edit) -> None:
    built = pipeline(stating(reviewed.miniature(tmp_path / "pressed"), edit), "build")
    assert built.code == 0, built.err
    assert "error" not in built.last


def test_a_statement_is_a_unit_to_confirm_and_part_of_what_is_approved(minimal: Path, edit: Edit) -> None:
    from pipeline.model.confirmable import units
    from pipeline.model.standing import content_digest

    before, _ = sound.read_source(minimal)
    after, _ = sound.read_source(stating(minimal, edit))
    assert before is not None
    assert after is not None
    new = {each.words for each in units(after.publication, "")} - {each.words for each in units(before.publication, "")}
    assert "en, funding: A foundation paid for it." in new
    assert content_digest(before.publication, "en") != content_digest(after.publication, "en")
