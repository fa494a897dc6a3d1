"""Nobody's change of a word goes unnoticed: each opens its unit at its line, and what is no change opens nothing.

All words of the real source are confirmed here by the test, whatever its own files say.
"""

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.markup import parsing
from pipeline.model import confirmable, confirmation
from pipeline.model.confirmation import Confirmed, Open
from pipeline.model.publication import Language, Publication, Topic
from pipeline.model.source_tree import SourceTree
from pipeline.stages import load
from tests.conftest import ROOT

#: Changes of each line of prose.
TIMES = 8
#: A word of prose, in no address, mark or name of a box.
WORD = re.compile(r"(?<![\w/.@#=\-{(])[A-Za-z0-9][\w’'-]*(?![\w/@=-]|\.\w)")
#: A line of a paragraph of running words.
PARAGRAPH = re.compile(r"[A-Za-z“\[](?!\^)")
UNPROSE = re.compile(
    r"\{[^}]*\}|\]\([^)]*\)|^:::[^\n]*|^\[\^?[^\]]*\]:|<!--[\s\S]*?-->|^\|[-:| ]+\|$|\[\^[^\]]*\]"
    r"|^ *\d+[.)](?= )", re.MULTILINE)


@lru_cache(maxsize=1)
def real() -> tuple[SourceTree, Publication]:
    """Return the real source, all of it confirmed as it stands."""
    tree = load.read_tree(ROOT)
    publication = load.build_publication(tree, ROOT / "build" / ".cache", with_places=True)
    held = {tag: Confirmed(confirmed=(confirmation.look("authors", "author", publication.identity.published,
                                                        confirmable.units(publication, tag)),))
            for tag in ("", *publication.languages)}
    return tree, replace(publication, confirmed=held)


def opened(**changes: Any) -> tuple[Open, ...]:
    """Return what is open in a publication with other content."""
    return confirmable.open_units(replace(real()[1], **changes))


def with_language(**changes: Any) -> tuple[Open, ...]:
    return opened(languages=real()[1].languages | {"en": replace(english(), **changes)})


def english() -> Language:
    return real()[1].languages["en"]


def read(texts: dict[str, str], cache: Path) -> dict[str, Any]:
    """Return topics of other texts, by their id."""
    parsed = parsing.read_together(texts, cache, with_places=True)
    return {path: Topic.read(path, blocks) for path, blocks in parsed.items()}


def texts() -> dict[str, str]:
    tree, _ = real()
    return {path: file.text or "" for path, file in tree.files.items() if path.startswith("source/en/topics/")}


def prose(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the words of each line of prose, as matches in the whole text."""
    bare = UNPROSE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    by_line: dict[int, list[re.Match[str]]] = {}
    for found in WORD.finditer(bare):
        by_line.setdefault(bare.count("\n", 0, found.start()), []).append(found)
    yield from by_line.values()


def other(word: str, die: random.Random) -> str:
    """Return another word in a word's place: another figure, a negation, a letter more or less."""
    if word.isdecimal():
        return str(int(word) + die.randint(1, 9))
    return die.choice([f"not {word}", f"{word}x", word[1:] or "zz", f"{word[:-1]}q", "never"])


def changed(text: str, die: random.Random) -> tuple[str, list[int]]:
    """Return the text with one word of each line of prose changed, and these lines."""
    lines, pieces, last = [], [], 0
    for words in prose(text):
        found = die.choice(words)
        pieces += [text[last:found.start()], other(found[0], die)]
        last = found.end()
        lines.append(text.count("\n", 0, found.start()) + 1)
    return "".join(pieces) + text[last:], lines


def told_lines(found: tuple[Open, ...]) -> set[int]:
    return {int(each.unit.at.rsplit(":", 2)[1]) for each in found if each.unit}


def test_nothing_is_open_where_all_is_confirmed() -> None:
    assert opened() == ()


@pytest.mark.parametrize("round_", range(TIMES))
def test_every_change_of_a_word_figure_or_negation_is_told_at_its_line(round_: int, tmp_path: Path) -> None:
    die, count = random.Random(round_), 0
    doctored = {path: changed(text, die) for path, text in texts().items()}
    topics = read({path: text for path, (text, _) in doctored.items()}, tmp_path)
    for path, topic in topics.items():
        found = with_language(topics=english().topics | {topic.id: topic})
        every = replace(real()[1], languages={"en": replace(english(), topics={topic.id: topic})})
        starts = sorted({int(each.at.rsplit(":", 2)[1]) for each in confirmable.units(every, "en") if each.at})
        told = told_lines(found)
        for line in doctored[path][1]:
            assert starts[bisect_right(starts, line) - 1] in told, f"{path}:{line}"
            count += 1
    assert count > 350


def grow(value: Any) -> Any:
    """Return a value of the wording with one more of what it holds."""
    if isinstance(value, dict):
        last = next(reversed(value))
        is_open = isinstance(value[last], str | int)
        return {**value, "new": value[last]} if is_open else {**value, last: grow(value[last])}
    if isinstance(value, tuple):
        return (*value, ("new",) if isinstance(value[0], tuple) else "new")
    return value + 1


def entries() -> list[tuple[str, Callable[[], tuple[Open, ...]], str]]:
    """Return a change of each entry of the language's YAML files, and the file that has to be named."""
    language, found = english(), []
    for key, label in language.labels.items():
        found.append((f"label {key}", lambda key=key, label=label: with_language(
            labels={**language.labels, key: f"{label} not"}), "en/labels.yaml"))
    for number, term in enumerate(language.terms):
        other_term = term.model_copy(update={"definition": f"{term.definition} Never."})
        found.append((f"term {term.id}", lambda number=number, each=other_term: with_language(
            terms=(*language.terms[:number], each, *language.terms[number + 1:])), "en/glossary.yaml"))
    for name, figure in language.figures.items():
        for key, said in figure.model_dump(exclude={"id"}).items():
            words = figure.model_copy(update={key: f"{said} not"})
            found.append((f"figure {name} {key}", lambda name=name, words=words: with_language(
                figures={**language.figures, name: words}), "en/figures.yaml"))
    held = language.wording.model_dump(exclude_defaults=True, exclude={"decimal"})  # a sign, and no words
    for key, value in held.items():
        grown = grow(value)
        wording = type(language.wording).model_validate({**language.wording.model_dump(), key: grown})
        found.append((f"wording {key}", lambda wording=wording: with_language(wording=wording), "en/wording.yaml"))
    return found


@pytest.mark.parametrize(("change", "path"), [pytest.param(change, path, id=name) for name, change, path in entries()])
def test_every_change_of_an_entry_is_told_in_its_file(change: Callable[[], tuple[Open, ...]], path: str) -> None:
    found = change()
    assert {each.path for each in found} == {path}
    assert all(each.unit and each.unit.entry for each in found)


def test_a_changed_fact_opens_its_entry_and_each_text_that_states_it() -> None:
    facts = real()[1].facts
    stating = [each for tag in real()[1].languages for each in confirmable.units(real()[1], tag)]
    for name, fact in facts.items():
        changes = {"statement": f"{fact.statement} Never.", "qualifiers": (*fact.qualifiers, "may"),
                   "numbers": fact.numbers[1:] or ({"value": "7", "unit": "percent"},),
                   "sources": fact.sources[1:]}
        for key, value in changes.items():
            held = type(fact).model_validate({**fact.model_dump(), key: value})
            if held == fact:
                continue
            found = opened(facts={**facts, name: held})
            told = {(each.unit.path, each.unit.words) for each in found if each.unit}
            assert told == {("facts.yaml", confirmation.even(held.statement)),
                            *((each.path, each.words) for each in stating if name in each.facts)}, (name, key)


def test_a_reference_is_told() -> None:
    first, *others = real()[1].references
    found = opened(references=({**first, "title": "Another title"}, *others))
    assert ("references.yaml", "Another title") in {(each.path, each.unit.words) for each in found if each.unit}


def test_who_looked_at_a_fact_is_no_change_of_it() -> None:
    facts = real()[1].facts
    name, fact = next(iter(facts.items()))
    assert opened(facts={**facts, name: fact.model_copy(update={"note": "Looked at again."})}) == ()


def rewrapped(text: str) -> str:
    """Return a text in which each paragraph of running words stands in one line."""
    lines: list[str] = []
    for line in text.splitlines():
        is_same = lines and PARAGRAPH.match(lines[-1]) and PARAGRAPH.match(line)
        lines[-1:] = [f"{lines[-1]} {line}"] if is_same else [*lines[-1:], line]
    return "\n".join(lines)


def requoted(text: str) -> str:
    """Return a text with quotation marks curled as an editor curls them, but for those of a picture's caption."""
    bare = re.sub(r'(?<![\w=])(?<!\.svg )"(?=[\w“])', "“", text)
    return re.sub(r'(?<=[\w.,!?])"(?!\))', "”", bare).replace("'", "’")


def moved(text: str) -> str:
    """Return a text whose first paragraph of prose, if it has one, stands at its end."""
    paragraphs = text.split("\n\n")
    number = next((index for index, each in enumerate(paragraphs)
                   if each[:1].isalpha() and not any(mark in each for mark in ("[^", ":::"))), None)
    if number is None:
        return text
    return "\n\n".join([*paragraphs[:number], *paragraphs[number + 1:], paragraphs[number].strip(), ""])


@pytest.mark.parametrize("change", [rewrapped, requoted, moved])
def test_what_is_no_change_is_not_told(change: Callable[[str], str], tmp_path: Path) -> None:
    doctored = {path: change(text) for path, text in texts().items()}
    assert any(doctored[path] != text for path, text in texts().items())
    topics = read(doctored, tmp_path)
    assert with_language(topics={each.id: each for each in topics.values()}) == ()


def test_a_sentence_that_is_gone_is_told(tmp_path: Path) -> None:
    path, text = next(iter(texts().items()))
    topics = read({path: text.replace("Some may not show up for years.", "").replace(
        "Care for your child does not stop on the last day of treatment.\n", "")}, tmp_path)
    found = with_language(topics=english().topics | {each.id: each for each in topics.values()})
    assert "Care for your child does not stop on the last day of treatment." in {
        each.before for each in found if each.unit is None}


def test_a_fact_or_an_address_behind_the_words_is_told(tmp_path: Path) -> None:
    path, text = next((path, text) for path, text in texts().items() if "{fact=support}" in text)
    topics = read({path: text.replace("{fact=support}", "{fact=contact}")}, tmp_path)
    found = with_language(topics=english().topics | {each.id: each for each in topics.values()})
    assert found
    assert all(each.unit and each.before == each.unit.words for each in found)
