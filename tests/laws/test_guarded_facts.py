"""No figure and no qualifier of the real prose can change without a finding at its line."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.model.finding import Finding
from pipeline.model.publication import Publication, Source
from pipeline.model.source_tree import SourceTree
from pipeline.model.wording import figures_with_offsets
from pipeline.stages import load
from tests.conftest import ROOT

FACT_RULES = {"fact-number-mismatch", "fact-number-lost", "qualifier-lost", "number-without-fact"}
_BRACES = re.compile(r"\{[^}]*\}")
#: The number of an item of a list.
_MARK = re.compile(r"^ *\d+[.)](?= )", re.MULTILINE)


@pytest.fixture(scope="module")
def tree() -> SourceTree:
    return load.read_tree(ROOT)


@pytest.fixture(scope="module")
def publication(tree: SourceTree, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    return load.build_publication(tree, tmp_path_factory.mktemp("parsed"))


@pytest.mark.slow
def test_no_figure_changes_unnoticed(tree: SourceTree, publication: Publication, tmp_path: Path) -> None:
    changed, lines = {}, set()
    for path, text in topics(tree):
        words = _BRACES.sub(lambda braces: " " * len(braces.group()), text)
        words = _MARK.sub(lambda mark: " " * len(mark.group()), words)  # list-read-otherwise holds these
        spots = [(start, written)
                 for _, written, start in figures_with_offsets(words, publication.languages["en"].wording)]
        lines |= {(path, text.count("\n", 0, start) + 1) for start, _ in spots}
        for start, written in reversed(spots):
            text = f"{text[:start]}77{text[start + len(written):]}"
        changed[path] = text

    assert len({path for path, _ in lines}) > 5
    assert lines <= {(found.place.path, found.place.line) for found in found_in(tree, changed, tmp_path)
                     if found.check in FACT_RULES and "“77”" in found.message}


@pytest.mark.slow
def test_no_qualifier_is_dropped_unnoticed(tree: SourceTree, publication: Publication, tmp_path: Path) -> None:
    wordings = publication.languages["en"].wording.qualifiers
    needed = {qualifier for fact in publication.facts.values() for qualifier in fact.qualifiers}
    changed, lost = {}, Counter[str]()
    for path, text in topics(tree):
        for fact in re.findall(r"\{[^{}]*\bfact=([\w-]+)\}", text):
            lost[path] += len(publication.facts[fact].qualifiers)
        for wording in sorted((each for one in needed for each in wordings[one]), key=len, reverse=True):
            text = re.sub(rf"(?<![\w-]){re.escape(wording)}(?![\w-])", "~", text, flags=re.IGNORECASE)
        changed[path] = text

    assert len(+lost) > 9
    assert +lost == Counter(found.place.path for found in found_in(tree, changed, tmp_path)
                            if found.check == "qualifier-lost")


def topics(tree: SourceTree) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each English topic."""
    return ((path, file.text or "") for path, file in tree.files.items() if path.startswith("source/en/topics/"))


def found_in(tree: SourceTree, texts: Mapping[str, str], cache: Path) -> list[Finding]:
    """Return what the source's checks find in topics when these say other texts, by path."""
    files = {**tree.files, **{path: replace(tree.files[path], text=text) for path, text in texts.items()}}
    changed = SourceTree(files, tree.documents)
    publication = load.build_publication(changed, cache, with_places=True)
    found = checks.examine("source", Source(changed, publication))
    return [finding for finding in found if finding.place.path in texts]
