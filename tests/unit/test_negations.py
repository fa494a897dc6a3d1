"""What the editions say of a fact negates as often as the fact does."""

import re

import pytest

from pipeline.model.publication import Negation
from pipeline.model.tree import branches, fact_of, plain_text
from pipeline.model.wording import negations_in
from pipeline.stages import compose
from tests import real_source

ENGLISH = Negation(words=("not", "no", "without", "untreated"), endings=("n't",), optional={"cure": ("no other way",)})


@pytest.mark.parametrize(("text", "words"), [
    ("It is Not treated.", ["Not"]),
    ("It isn’t treated, nor\nuntreated", ["isn't", "untreated"]),
    ("Noonan syndrome is a note, until the united unit knows", []),
    ("There is no\nother way, and no cure", ["no"]),
])
def test_negating_words_are_whole_words_outside_phrases_that_do_not_count(text: str, words: list[str]) -> None:
    assert negations_in(text, ENGLISH, "cure") == words


def test_a_phrase_counts_in_the_text_of_another_fact() -> None:
    assert negations_in("no other way", ENGLISH, "relapse") == ["no"]


@pytest.mark.slow
def test_the_marked_text_of_every_edition_negates_as_its_facts_do() -> None:
    publication = real_source.publication()
    said = {(element_fact, re.sub(r"\s+", " ", plain_text(element["c"][1])), manuscript.edition.language.tag)
            for manuscript in map(compose.compose, real_source.editions())
            for section in manuscript.sections for element in branches(section.blocks)
            if (element_fact := fact_of(element)) is not None and "risk-figure" not in element["c"][0][1]}

    assert len(said) > len(publication.facts)
    for fact, text, tag in said:
        negation = publication.languages[tag].wording.negation
        assert negation is not None
        assert len(negations_in(text, negation, fact)) == len(
            negations_in(publication.facts[fact].statement, negation, fact)), text
