"""All that an edition tells, taken together, asks its readers for too many years of school.

A brochure prints the key points alone, and a handout adds the explanations of terms: each reads at a level of its own.
The lines are those of `reading-level`: above grade 6 is a warning, above grade 8 an error, by Flesch-Kincaid or by
SMOG, with the terms of the glossary counted as their explanations. The topics count as the edition tells them, and the
glossary if it prints one. The colophon, the references and the form for the clinic do not: studies of patient material
leave such matter out. An edition that is one whole topic is examined as that topic.
"""

from functools import lru_cache

from pipeline.model.finding import Findings, Place
from pipeline.model.manuscript import Edition, Manuscript
from pipeline.model.prose import Passage
from pipeline.model.publication import Language, Topic
from pipeline.model.readability import Load, explanations_of, hard_to_read, reading_load
from pipeline.model.sentences import text_of
from pipeline.model.tree import Elements, is_div


def check(manuscript: Manuscript) -> Findings:
    edition = manuscript.edition
    if edition.language.wording.syllables is None or _is_one_whole_topic(edition):
        return
    load = sum((_of_topic(edition.language, topic) for topic in edition.topics), Load())
    if "glossary" in edition.parts:
        load += _of_glossary(edition.language)
    yield from hard_to_read(Place(f"build/{edition.output}"), "this edition", load)


def _is_one_whole_topic(edition: Edition) -> bool:
    if len(edition.topics) != 1:
        return False
    whole = edition.language.topics[edition.topics[0].id].blocks
    return edition.topics[0].blocks == [block for block in whole if not is_div(block, "sms")]


@lru_cache(maxsize=512)  # what many editions tell is read once
def _of_topic(language: Language, topic: Topic) -> Load:
    return _load(language, topic.path, topic.blocks)


@lru_cache(maxsize=8)
def _of_glossary(language: Language) -> Load:
    return sum((_load(language, term, blocks) for term, blocks in language.definitions.items()), Load())


def _load(language: Language, name: str, blocks: Elements) -> Load:
    return reading_load(text_of(Passage(language, Place(name), blocks)), _explained(language))


@lru_cache(maxsize=8)
def _explained(language: Language) -> dict[str, Load]:
    return explanations_of(language)
