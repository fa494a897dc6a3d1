"""What a machine can judge of a product on a card: by what the checks found, or by counting what the product holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.model.finding import Finding
from pipeline.model.manuscript import Edition, Manuscript
from pipeline.model.publication import BOXES, Topic, Wording
from pipeline.model.review import Answer, Measure
from pipeline.model.risk_figure import TARGET
from pipeline.model.tree import Element, Elements, is_div, plain_text

#: The measures that ask the checks: they agree while none of these has found anything in the product's words.
RULES: dict[Measure, tuple[str, ...]] = {
    "denominators": ("one-denominator", "share-without-population"),
    "everyday-words": ("avoid-word", "long-sentence", "reading-level", "edition-reading-level"),
    "key-points-first": ("key-points-first",),
    "no-passive": ("passive-voice",),
}
#: What a language has to state so that the checks find anything at all.
_STATED: dict[Measure, Callable[[Wording], object]] = {
    "everyday-words": lambda wording: wording.avoid,
    "no-passive": lambda wording: wording.passive,
}
#: A list of more is not remembered (CDC Clear Communication Index, item 8).
_LONGEST_LIST = 7
#: About half a page of the handout; a section of more is a wall to a tired reader.
_WORDS_A_SECTION = 150
_FEWEST_SECTIONS, _MOST_COLUMNS, _WORDS_A_HEAD = 2, 4, 5
#: Boxes that tell the reader what to do.
_ACTIONS = ("ask-your-team", "call-your-team")
#: Files of the source that every product rests on.
_SHARED = ("source/facts.yaml", "source/publication.yaml")


@dataclass(frozen=True)
class Product:
    """A channel in one language: its files written out, and what the checks found of their words."""

    channel: str
    language: str
    manuscripts: tuple[Manuscript, ...]
    findings: tuple[Finding, ...]

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Return what each file is made from."""
        return tuple(each.edition for each in self.manuscripts)

    def topics(self) -> Iterator[tuple[Edition, Topic]]:
        """Yield the topics of each file, as much of them as it tells."""
        return ((edition, topic) for edition in self.editions for topic in edition.topics)


@dataclass(frozen=True)
class Measured:
    """The answer of a measure, None where it cannot tell, and what it saw."""

    answer: Answer | None
    saw: str


def products(
    manuscripts: tuple[Manuscript, ...], of_source: list[Finding], of_editions: list[Finding]
) -> tuple[Product, ...]:
    """Return the products that cards are filled in for: no record, and no text message, which is a sentence."""
    by_channel: dict[tuple[str, str], list[Manuscript]] = {}
    for each in manuscripts:
        if each.edition.channel.depth != "sms" and not each.edition.described:
            by_channel.setdefault((each.edition.channel.id, each.edition.language.tag), []).append(each)
    return tuple(
        Product(channel, tag, tuple(made), tuple(_about(made, tag, [*of_source, *of_editions])))
        for (channel, tag), made in by_channel.items())


def _about(made: list[Manuscript], tag: str, findings: list[Finding]) -> Iterator[Finding]:
    """Yield what was found of the words of these files."""
    paths = {*_SHARED, *(f"build/{each.edition.output}" for each in made),
             *(topic.path for each in made for topic in each.edition.told_topics)}
    if any("glossary" in each.edition.parts for each in made):
        paths.add(f"source/{tag}/glossary.yaml")
    return (each for each in findings if each.place.path in paths)


def measured(measure: Measure, product: Product) -> Measured:
    """Return what a measure answers of a product."""
    if measure not in RULES:
        return _COUNTS[measure](product)
    wording = product.editions[0].language.wording
    if measure in _STATED and not _STATED[measure](wording):
        return Measured(None, f"{product.language}/wording.yaml does not say how to tell")
    met = [each for each in product.findings if each.check in RULES[measure]]
    if met:
        return Measured("disagree", f"{met[0].place}: {met[0].message}")
    return Measured("agree", f"nothing found by {', '.join(RULES[measure])}")


def _file(edition: Edition) -> str:
    """Return which file of a product is meant."""
    return edition.output if edition.channel.per_topic else "it"


def _all(faults: Iterator[str], otherwise: str) -> Measured:
    """Return that all is well, or the first thing that is not."""
    fault = next(faults, "")
    return Measured("disagree", fault) if fault else Measured("agree", otherwise)


# --- counts ---


def _actions(product: Product) -> Measured:
    def faults() -> Iterator[str]:
        for edition in product.editions:
            if edition.channel.depth == "key-points":
                if edition.identity.calls not in {each.id for each in edition.told_topics}:
                    yield f"{_file(edition)} does not say when to call"
                continue
            yield from (f"{topic.path} tells nothing to ask or to do" for topic in edition.topics
                        if not any(is_div(each, name) for each in topic.blocks for name in _ACTIONS))

    return _all(faults(), "it tells what to ask, or when to call whom")


def _captions(product: Product) -> Measured:
    # the drawing of a fact has its caption in figures.yaml, and cannot be without
    images = [(topic.path, image) for _, topic in product.topics() for image in _images(topic)]
    if not images:
        return Measured("not-applicable", "it has no picture")
    bare = (f"{path}: the picture {image['c'][2][0]} has no caption" for path, image in images
            if not image["c"][2][1].strip() and not image["c"][2][0].startswith(TARGET))
    return _all(bare, f"every picture has a caption ({len(images)})")


def _chunks(product: Product) -> Measured:
    def faults() -> Iterator[str]:
        for edition, topic in product.topics():
            lengths = [len(plain_text(section).split()) for section in _sections(topic.blocks)]
            headings = sum(each["t"] == "Header" for each in topic.blocks)
            if edition.channel.depth == "full" and headings < _FEWEST_SECTIONS:
                yield f"{topic.path} has fewer than {_FEWEST_SECTIONS} headings"
            if max(lengths, default=0) > _WORDS_A_SECTION:
                yield f"{topic.path} has {max(lengths)} words below one heading, more than {_WORDS_A_SECTION}"

    return _all(faults(), f"every topic has headings, and at most {_WORDS_A_SECTION} words below each")


def _lists(product: Product) -> Measured:
    def faults() -> Iterator[str]:
        for _, topic in product.topics():
            lengths = [len(each["c"]) if each["t"] == "BulletList" else len(each["c"][1])
                       for each in topic.branches if each["t"] in ("BulletList", "OrderedList")]
            if not lengths:
                yield f"{topic.path} has no list"
            elif max(lengths) > _LONGEST_LIST:
                yield f"{topic.path} has a list of {max(lengths)} items, more than {_LONGEST_LIST}"

    return _all(faults(), f"every topic has lists, and none has more than {_LONGEST_LIST} items")


def _opens(product: Product) -> Measured:
    """Tell whether the main message comes first: the topic that opens all, or a sheet's own key points."""
    without = (f"{_file(edition)} does not open with its main message" for edition in product.editions
               if not edition.channel.per_topic
               and [edition.identity.opens] != [each.id for each in edition.topics[:1]])
    return _all(without, "the main message comes first")


def _pictures(product: Product) -> Measured:
    shown = sum(1 for edition, topic in product.topics() for _ in _images(topic) if edition.can_draw)
    return Measured("agree", f"{shown} in the topics") if shown else Measured("disagree", "no topic shows a picture")


def _simple_tables(product: Product) -> Measured:
    tables = [(topic.path, each) for _, topic in product.topics() for each in topic.branches if each["t"] == "Table"]
    if not tables:
        return Measured("not-applicable", "it has no table")
    return _all((f"{path}: {fault}" for path, table in tables for fault in _faults_of(table)),
                f"every table has short heads and at most {_MOST_COLUMNS} columns ({len(tables)})")


def _take_along(product: Product) -> Measured:
    without = (f"{_file(edition)} has no questions to take along" for edition in product.editions
               if not any(is_div(each, "ask-your-team") for topic in edition.topics for each in topic.blocks))
    return _all(without, "questions to ask, as a list to take along")


_COUNTS: dict[Measure, Callable[[Product], Measured]] = {
    "actions": _actions, "captions": _captions, "chunks": _chunks, "lists": _lists, "main-message-first": _opens,
    "pictures": _pictures, "simple-tables": _simple_tables, "take-along-list": _take_along,
}


# --- what a topic is made of ---


def _images(topic: Topic) -> Iterator[Element]:
    return (each for each in topic.branches if each["t"] == "Image")


def _sections(blocks: Elements) -> Iterator[Elements]:
    """Yield what stands below each heading, without boxes of their own heading and tables, and then each such box."""
    boxes = [block for block in blocks if any(is_div(block, name) for name in BOXES)]
    below: list[Elements] = [[]]
    for block in blocks:
        if block["t"] == "Header":
            below.append([])
        elif block not in boxes and not is_div(block, "table"):
            below[-1].append(block)
    yield from below[1:] if below[0] == [] else below
    yield from ([box] for box in boxes)


def _faults_of(table: Element) -> Iterator[str]:
    rows = table["c"][3][1]
    heads = [plain_text(cell[4]) for cell in rows[0][1]] if rows else []
    if not any(heads):
        yield "a table has no heads of columns"
    if len(heads) > _MOST_COLUMNS:
        yield f"a table has {len(heads)} columns, more than {_MOST_COLUMNS}"
    yield from (f"“{head}” is long for the head of a column" for head in heads if len(head.split()) > _WORDS_A_HEAD)
