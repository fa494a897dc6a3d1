"""A card filled in for one language: who answered what, what is open, how it scores.

A machine answers by what the checks found, or by counting what the source holds.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.finding import Finding
from pipeline.model.publication import Language, Publication, Topic
from pipeline.model.review import Answer, Card, Item, Judgement, Measure
from pipeline.model.risk_figure import TARGET
from pipeline.model.tree import Element, Elements, is_div, plain_text

#: The measures that ask the checks: they agree while none of these has found anything in the language.
RULES: dict[Measure, tuple[str, ...]] = {
    "denominators": ("one-denominator", "share-without-population"),
    "everyday-words": ("avoid-word", "long-sentence", "reading-level"),
    "key-points-first": ("key-points-first",),
    "no-passive": ("passive-voice",),
}
#: A list of more is not remembered (CDC Clear Communication Index, item 8).
_LONGEST_LIST = 7
#: About half a page of the handout; a section of more is a wall to a tired reader.
_WORDS_A_SECTION = 150
_FEWEST_SECTIONS, _MOST_COLUMNS, _WORDS_A_HEAD = 2, 4, 5
#: Boxes that tell the reader what to do.
_ACTIONS = ("ask-your-team", "call-your-team")
_ASIDE = (*_ACTIONS, "table")


@dataclass(frozen=True)
class Reply:
    """The answer to one question (None while nobody answered), by whom, and what a measure saw."""

    item: Item
    answer: Answer | None
    by: str


@dataclass(frozen=True)
class FilledCard:
    """A card with its replies in one language."""

    card: Card
    language: str
    replies: tuple[Reply, ...]

    @property
    def open(self) -> tuple[Item, ...]:
        """Return the questions that wait for a person."""
        return tuple(reply.item for reply in self.replies if reply.answer is None)

    @property
    def score(self) -> int | None:
        """Return the percent of agreement among the items that apply; None while questions are open."""
        counted = [reply.answer for reply in self.replies if reply.answer != "not-applicable"]
        if self.open or not counted:
            return None
        return 100 * counted.count("agree") // len(counted)


def filled(publication: Publication, tag: str, findings: Iterable[Finding]) -> tuple[FilledCard, ...]:
    """Return every card of the review, filled in for one language; `findings` are those of the source."""
    known = list(findings)
    return tuple(FilledCard(card, tag, tuple(_reply(item, publication, tag, known) for item in card.items))
                 for card in publication.review.cards)


def _reply(item: Item, publication: Publication, tag: str, findings: list[Finding]) -> Reply:
    if item.measure:
        found = measured(item.measure, publication, tag, findings)
        return Reply(item, found.answer, f"machine: {found.saw}")
    given = item.answers.get(tag, Judgement())
    if None not in (given.answer, given.name, given.date):
        return Reply(item, given.answer, f"{given.name}, {given.date}")
    return Reply(item, None, "")


# --- what a machine answers ---


@dataclass(frozen=True)
class Measured:
    """The answer of a measure, and what it saw."""

    answer: Answer
    saw: str


def measured(measure: Measure, publication: Publication, tag: str, findings: Iterable[Finding]) -> Measured:
    """Return what a measure answers for one language; `findings` are those of the checks of the source."""
    if measure in RULES:
        return _by_rules(RULES[measure], tag, findings)
    return _COUNTS[measure](publication, publication.languages[tag])


def _by_rules(rules: Sequence[str], tag: str, findings: Iterable[Finding]) -> Measured:
    shared = ("source/facts.yaml", "source/publication.yaml")
    met = [each for each in findings
           if each.check in rules and (each.place.path in shared or each.place.path.startswith(f"source/{tag}/"))]
    if met:
        return Measured("disagree", f"{met[0].place}: {met[0].message}")
    return Measured("agree", f"nothing found by {', '.join(rules)}")


def _all(faults: Iterator[str], otherwise: str) -> Measured:
    """Return that all is well, or the first thing that is not."""
    fault = next(faults, "")
    return Measured("disagree", fault) if fault else Measured("agree", otherwise)


# --- counts ---


def _actions(_publication: Publication, language: Language) -> Measured:
    without = (f"{topic.path} tells nothing to ask or to do" for topic in language.topics.values()
               if not any(is_div(each, name) for each in topic.blocks for name in _ACTIONS))
    return _all(without, "every topic tells what to ask, or when to call whom")


def _captions(_publication: Publication, language: Language) -> Measured:
    # the drawing of a fact has its caption in figures.yaml, and cannot be without
    images = [(topic.path, image) for topic in language.topics.values() for image in _images(topic)]
    if not images:
        return Measured("not-applicable", "no topic has a picture")
    bare = (f"{path}: the picture {image['c'][2][0]} has no caption" for path, image in images
            if not image["c"][2][1].strip() and not image["c"][2][0].startswith(TARGET))
    return _all(bare, f"every picture has a caption ({len(images)})")


def _chunks(_publication: Publication, language: Language) -> Measured:
    def faults() -> Iterator[str]:
        for topic in language.topics.values():
            lengths = [len(plain_text(section).split()) for section in _sections(topic.blocks)]
            if len(lengths) < _FEWEST_SECTIONS:
                yield f"{topic.path} has fewer than {_FEWEST_SECTIONS} headings"
            if lengths and max(lengths) > _WORDS_A_SECTION:
                yield f"{topic.path} has {max(lengths)} words below one heading, more than {_WORDS_A_SECTION}"

    return _all(faults(), f"every topic has headings, and at most {_WORDS_A_SECTION} words below each")


def _lists(_publication: Publication, language: Language) -> Measured:
    def faults() -> Iterator[str]:
        for topic in language.topics.values():
            lengths = [len(each["c"]) if each["t"] == "BulletList" else len(each["c"][1])
                       for each in topic.branches if each["t"] in ("BulletList", "OrderedList")]
            if not lengths:
                yield f"{topic.path} has no list"
            elif max(lengths) > _LONGEST_LIST:
                yield f"{topic.path} has a list of {max(lengths)} items, more than {_LONGEST_LIST}"

    return _all(faults(), f"every topic has lists, and none has more than {_LONGEST_LIST} items")


def _pictures(_publication: Publication, language: Language) -> Measured:
    shown = sum(1 for topic in language.topics.values() for _ in _images(topic))
    return Measured("agree", f"{shown} in the topics") if shown else Measured("disagree", "no topic shows a picture")


def _simple_tables(_publication: Publication, language: Language) -> Measured:
    tables = [(topic.path, each) for topic in language.topics.values() for each in topic.branches
              if each["t"] == "Table"]
    if not tables:
        return Measured("not-applicable", "no topic has a table")
    return _all((f"{path}: {fault}" for path, table in tables for fault in _faults_of(table)),
                f"every table has short heads and at most {_MOST_COLUMNS} columns ({len(tables)})")


def _take_along(publication: Publication, language: Language) -> Measured:
    is_printed = any("questions" in channel.all_parts() for channel in publication.channels)
    lists = sum(is_div(each, "ask-your-team") for topic in language.topics.values() for each in topic.blocks)
    if is_printed and lists:
        return Measured("agree", f"questions to tick off from {lists} topics")
    return Measured("disagree", "no product has the questions to ask as a list to tick off")


_COUNTS: dict[Measure, Callable[[Publication, Language], Measured]] = {
    "actions": _actions, "captions": _captions, "chunks": _chunks, "lists": _lists, "pictures": _pictures,
    "simple-tables": _simple_tables, "take-along-list": _take_along,
}


# --- what a topic is made of ---


def _images(topic: Topic) -> Iterator[Element]:
    return (each for each in topic.branches if each["t"] == "Image")


def _sections(blocks: Elements) -> Iterator[Elements]:
    """Yield what stands below each heading, without boxes and tables, which the eye takes in otherwise."""
    below: Elements | None = None
    for block in blocks:
        if block["t"] == "Header":
            if below is not None:
                yield below
            below = []
        elif below is not None and not any(is_div(block, name) for name in _ASIDE):
            below.append(block)
    if below is not None:
        yield below


def _faults_of(table: Element) -> Iterator[str]:
    rows = table["c"][3][1]
    heads = [plain_text(cell[4]) for cell in rows[0][1]] if rows else []
    if not any(heads):
        yield "a table has no heads of columns"
    if len(heads) > _MOST_COLUMNS:
        yield f"a table has {len(heads)} columns, more than {_MOST_COLUMNS}"
    yield from (f"“{head}” is long for the head of a column" for head in heads if len(head.split()) > _WORDS_A_HEAD)
