"""An approval covers what readers get: one changed word ends it, and nothing that readers do not get does."""

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.model.publication import Language, Publication, Source
from pipeline.model.standing import content_digest, slug_words, standing, told
from pipeline.stages import load
from tests import reviewed
from tests.conftest import Edit


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewed.miniature(tmp_path_factory.mktemp("reviewed") / "original")


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "project"))


def publication(root: Path, *, with_places: bool = False) -> Publication:
    return load.build_publication(load.read_tree(root), root / "cache", with_places=with_places)


@pytest.mark.parametrize(("name", "old", "new"), [
    ("source/en/topics/waiting.md", "If something worries you", "If anything worries you"),
    ("source/en/topics/waiting.md", "## How long it takes", "## How long this takes"),
    ("source/en/topics/transplant.md", "# Transplant", "# Transplants"),
    ("source/en/topics/transplant.md", "(#waiting)", "(#transplant)"),
    ("source/en/glossary.yaml", "gives cells to another", "gives blood to another"),
    ("source/en/labels.yaml", "contents: Contents", "contents: What is inside"),
    ("source/facts.yaml", "Up to 50 percent", "About 50 percent"),
    ("source/facts.yaml", 'value: "50"', 'value: "51"'),
    ("source/references.yaml", 'volume: "5"', 'volume: "6"'),
    ("source/figures/cover.svg", "</svg>", "<path d='M0 0h1'/></svg>"),
    ("source/channels/leaflet.yaml", "depth: key-points", "depth: full"),
    ("source/channels/leaflet.yaml", "parts: [topics, notes]", "parts: [topics]"),
    ("source/publication.yaml", "next_review: 2027-11-22", "next_review: 2028-11-22"),
], ids=lambda text: text.removeprefix("source/")[:28])
def test_one_change_of_what_readers_get_ends_an_approval(
    project: Path, edit: Edit, name: str, old: str, new: str
) -> None:
    reviewed.approve(project)
    assert standing(publication(project), "en").is_approved

    edit(project / name, old, new)
    held = standing(publication(project), "en")

    assert [role.id for role in held.missing] == list(reviewed.REQUIRED)
    assert held.approvals == ()


def test_what_readers_do_not_get_ends_no_approval(project: Path, edit: Edit) -> None:
    before = reviewed.digest_of(project)

    edit(project / "source/publication.yaml", 'version: "1.0.0"', 'version: "1.1.0"')
    edit(project / "source/publication.yaml", "published: 2026-11-22", "published: 2026-12-22")
    edit(project / "source/en/topics/transplant.md", "[As many as 50 percent of", "[As many\nas 50 percent of")
    edit(project / "source/channels/handout.yaml", "name: Handout", "name: Handout for the ward")
    (project / "source/facts.yaml").write_text(
        (project / "source/facts.yaml").read_text().replace("by: authors, date: 2026-11-22",
                                                            "by: authors, date: 2026-11-23"))
    tokens = project / "styles/tokens.yaml"
    tokens.write_text(tokens.read_text().replace("#0b4a50", "#0b4a51"))

    assert reviewed.digest_of(project) == before


def test_a_product_with_the_same_choice_of_content_ends_no_approval(project: Path) -> None:
    before = reviewed.digest_of(project)
    text = (project / "source/channels/handout-a4.yaml").read_text()

    (project / "source/channels/handout-letter.yaml").write_text(
        text.replace("handout-a4", "handout-letter").replace("size: a4", "size: letter"))

    assert reviewed.digest_of(project) == before


def test_the_digest_knows_all_that_a_language_holds() -> None:
    """A new field of a language is read by readers, or stands here with the reason why not."""
    digested = {"tag", "labels", "terms", "topics", "definitions", "references", "figures"}
    unread = {"wording", "writing"}  # tell the checks how a language words things, and what CLDR says of its tag

    assert {field.name for field in fields(Language)} == digested | unread


def test_places_in_the_source_are_in_no_digest(project: Path) -> None:
    assert content_digest(publication(project, with_places=True), "en") == reviewed.digest_of(project)


def test_the_products_say_who_approved_and_whose_word_is_missing(project: Path) -> None:
    def state() -> tuple[str, str]:
        held = standing(publication(project), "en")
        return told(held, publication(project).languages["en"].labels), slug_words(held)

    assert state()[1] == "DRAFT, NOT REVIEWED"
    assert "Test Person" not in state()[0]

    reviewed.approve(project, "clinician")
    assert state()[0].endswith("A review is still missing: plain-language editor.")
    assert "Test Person, clinician (clinician)" in state()[0]
    assert state()[1] == "DRAFT, NOT FULLY REVIEWED"

    reviewed.approve(project)
    assert "Test Person, plain-language-editor (plain-language editor)" in state()[0]
    assert "missing" not in state()[0]
    assert state()[1] == "reviewed"


def test_an_approval_that_holds_or_was_given_anew_is_not_called_ended(project: Path, edit: Edit) -> None:
    def ended() -> list[str]:
        tree = load.read_tree(project)
        source = Source(tree, load.build_publication(tree, project / "cache"))
        return [each.check for each in checks.examine("source", source) if each.check == "approval-ended"]

    reviewed.approve(project)
    assert ended() == []

    edit(project / "source/en/glossary.yaml", "gives cells to another", "gives blood to another")
    assert ended() == ["approval-ended"] * 2

    kept = (project / "source/review.yaml").read_text()
    reviewed.approve(project)
    new = (project / "source/review.yaml").read_text()
    former = [line for line in kept.splitlines() if line.startswith("  - {language")]
    (project / "source/review.yaml").write_text(new.replace("approvals:\n", "\n".join(["approvals:", *former, ""])))
    assert ended() == []
