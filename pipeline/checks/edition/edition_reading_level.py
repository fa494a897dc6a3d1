"""All that an edition tells, taken together, reads less easily than a text for everybody.

A brochure prints the key points alone, and a handout adds the explanations of terms: each reads at a level of its own.
The lines are those of `reading-level`: Flesch-Kincaid above grade 6 is a warning, either measure above grade 8 an
error. A term counts as its explanation only where the edition prints one: in its glossary, or in words that are marked
so (`[the heart pumps too weakly]{explains=congestive-heart-failure}`). The topics count as the edition tells them, and
the glossary if it prints one. The colophon, the references and the form for the clinic do not: studies of patient
material leave such matter out.
"""

from functools import lru_cache

from pipeline.model.finding import Findings, Place
from pipeline.model.manuscript import Edition, Manuscript
from pipeline.model.prose import Passage
from pipeline.model.publication import Language, Topic
from pipeline.model.readability import Load, explanations_of, hard_to_read, reading_load
from pipeline.model.sentences import text_of
from pipeline.model.tree import Elements, attributes


def check(manuscript: Manuscript) -> Findings:
    edition = manuscript.edition
    for each in filter(None, (edition.beside, edition)):
        wording = each.language.wording
        if wording.is_measured and edition.channel.depth != "sms":
            yield from hard_to_read(Place(f"build/{edition.output}"), "this edition", load_of_edition(each), wording)


def load_of_edition(edition: Edition) -> Load:
    """Return what the topics of an edition, and its glossary, ask of their readers."""
    told = edition.told_topics
    has_glossary = "glossary" in edition.parts
    explained = None if has_glossary else frozenset(term for topic in told for term in _explained_in(topic))
    load = sum((_of_topic(edition.language, topic, explained) for topic in told), Load())
    return load + _of_glossary(edition.language) if has_glossary else load


@lru_cache(maxsize=512)
def _explained_in(topic: Topic) -> tuple[str, ...]:
    return tuple(filter(None, (attributes(each)[2].get("explains") for each in topic.branches if each["t"] == "Span")))


@lru_cache(maxsize=512)  # what many editions tell is read once
def _of_topic(language: Language, topic: Topic, explained: frozenset[str] | None) -> Load:
    return _load(language, topic.path, topic.blocks, explained)


@lru_cache(maxsize=8)
def _of_glossary(language: Language) -> Load:
    return sum((_load(language, term, blocks, None) for term, blocks in language.definitions.items()), Load())


def _load(language: Language, name: str, blocks: Elements, explained: frozenset[str] | None) -> Load:
    known = {name: load for name, load in _explanations(language).items() if explained is None or name in explained}
    return reading_load(text_of(Passage(language, Place(name), blocks)), known)


@lru_cache(maxsize=8)
def _explanations(language: Language) -> dict[str, Load]:
    return explanations_of(language)
