"""Cuts a publication into the units that a person confirms (see model/confirmation.py)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.model.confirmation import Confirmed, Open, Spot, Unit, digest_of, even, opened, unit
from pipeline.model.ledger import BOOKKEEPING, Fact
from pipeline.model.list_marks import marks
from pipeline.model.parity import sentences_of
from pipeline.model.publication import Language, Publication
from pipeline.model.tree import BREAKS, QUOTES, Element, Elements, attributes, fact_of, table

_FACTS, _REFERENCES, _PUBLICATION = "facts.yaml", "references.yaml", "publication.yaml"


def open_units(publication: Publication) -> tuple[Open, ...]:
    """Return what nobody has confirmed, of the ledger and of each finished language that has been confirmed at all."""
    return tuple(each for tag, confirmed in publication.confirmed.items() if tag not in publication.identity.drafts
                 for each in opened(units(publication, tag), confirmed))


def unconfirmed(publication: Publication) -> dict[str, tuple[Open, ...]]:
    """Return what is open by language, "" for what all share; of what has never been confirmed, each unit."""
    nothing = Confirmed(confirmed=())
    return {tag: opened(units(publication, tag), publication.confirmed.get(tag, nothing))
            for tag in ("", *publication.languages)}


def units(publication: Publication, tag: str) -> list[Unit]:
    """Return the units of a language; of "" those that all share: the ledger and the references."""
    if not tag:
        return list(_of_all(publication))
    ledger = {name: digest_of(_entry(fact)) for name, fact in publication.facts.items()}
    return list(_of_language(publication.languages[tag], ledger))


def _entry(fact: Fact) -> str:
    return _data(fact.model_dump(mode="json", exclude=BOOKKEEPING, exclude_defaults=True))


def _data(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _of_all(publication: Publication) -> Iterator[Unit]:
    for number, fact in enumerate(publication.facts.values()):
        yield unit(_FACTS, fact.id, fact.statement, {}, more=_entry(fact), entry=("facts", number))
    for number, entry in enumerate(publication.references):
        yield unit(_REFERENCES, str(entry["id"]), str(entry.get("title") or entry["id"]), {}, more=_data(entry),
                   entry=("references", number))
    for tag, stated in publication.identity.statements.items():
        for key, said in stated.model_dump(exclude_none=True).items():
            yield unit(_PUBLICATION, tag, f"{tag}, {key}: {said}", {}, entry=("statements", tag, key))


def _of_language(language: Language, ledger: Mapping[str, str]) -> Iterator[Unit]:
    for topic in language.topics.values():
        cutter = _Cutter(topic.path.removeprefix("source/"), topic.id, ledger)
        yield from cutter.texts(topic.title)
        yield from cutter.blocks(topic.blocks)
    yield from _of_glossary(language)
    base = language.tag
    for key, label in ((key, label) for key, label in language.labels.items() if label.strip()):
        yield unit(f"{base}/labels.yaml", key, f"{key}: {label}", {}, entry=(key,))
    yield from _of_wording(language)
    for number, words in enumerate(language.figures.values()):
        for key, said in words.model_dump(exclude={"id"}).items():
            if isinstance(said, str) and said:
                yield unit(f"{base}/figures.yaml", words.id, f"{words.id}, {key}: {said}", ledger, facts=(words.id,),
                           entry=("figures", number, key))


def _of_glossary(language: Language) -> Iterator[Unit]:
    for number, term in enumerate(language.terms):
        said = f"{', '.join((term.term, *term.also))}: {term.definition}"
        yield unit(f"{language.tag}/glossary.yaml", term.id, said, {}, entry=("terms", number))


def _of_wording(language: Language) -> Iterator[Unit]:
    path = f"{language.tag}/wording.yaml"
    said = language.wording.model_dump(mode="json", exclude_defaults=True, exclude={"decimal"})  # a sign, and no words
    for key, value in said.items():
        for name, inner in (value.items() if isinstance(value, dict) else (("", value),)):
            entry = (key, name) if name else (key,)
            words = ", ".join(map(str, inner)) if isinstance(inner, list) else _data(inner)
            yield unit(path, key, f"{' '.join(entry)}: {words}", {}, entry=entry)


@dataclass
class _Piece:
    """Words with their place and the facts that they state; `mark` says what else belongs to them: an address."""

    text: str
    at: str = ""
    mark: str = ""
    facts: tuple[str, ...] = ()


@dataclass
class _Cutter:
    """Cuts the prose of one topic."""

    path: str
    subject: str
    ledger: Mapping[str, str]
    notes: list[Elements] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    block_number: int = 0

    def blocks(self, blocks: Elements, facts: tuple[str, ...] = (), mark: str = "") -> Iterator[Unit]:
        """Yield the units of blocks; `facts` are those of the marks around them, `mark` stands before the first."""
        for block in blocks:
            self.inside.append(" ".join([block["t"], *attributes(block)[1]]))
            yield from self._block(block, facts, mark)
            self.inside.pop()
            mark = ""

    def _block(self, block: Element, facts: tuple[str, ...], mark: str) -> Iterator[Unit]:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in ("Para", "Plain"):
            yield from self.texts(content, facts, mark)
        elif kind == "Header":
            yield from self.texts(content[2], facts)
        elif kind == "BulletList":
            yield from (each for item in content for each in self.blocks(item, facts))
        elif kind == "OrderedList":
            for number, item in zip(marks(content[0], len(content[1])), content[1], strict=True):
                yield from self.blocks(item, facts, f"{number} ")
        elif kind == "BlockQuote":
            yield from self.blocks(content, facts)
        elif kind == "DefinitionList":
            for term, meanings in content:
                said = [*term, {"t": "Str", "c": ":"}, {"t": "Space"}]
                yield from self.row([said, *meanings], facts)
        elif kind == "Div":
            fact = fact_of(block)
            yield from self.blocks(content[1], (*facts, fact) if fact else facts)
        elif kind == "Figure":
            yield from self.blocks([*content[2], *content[1][1]], facts)
        elif kind == "Table":
            caption, names, rows = table(block)
            yield from self.blocks(caption, facts)
            yield from (each for row in [names, *rows] for each in self.row(row, facts))

    def row(self, cells: list[Any], facts: tuple[str, ...]) -> Iterator[Unit]:
        """Yield what stands side by side as one unit: a figure moved to another row is another one."""
        pieces: list[_Piece] = []
        self.block_number += 1
        for cell in cells:
            pieces += [*self._inlines(cell, facts), _Piece(" | ")]
        yield from self._unit(pieces[:-1], facts)
        yield from self._noted(facts)

    def texts(self, inlines: Elements, facts: tuple[str, ...] = (), mark: str = "") -> Iterator[Unit]:
        """Yield the units of a paragraph or heading: its sentences, the first with its mark, then its notes."""
        pieces = [*self._inlines(inlines, facts)]
        text = "".join(each.text for each in pieces)
        self.block_number += 1
        for begin, end in sentences_of(text):
            yield from self._unit([*([_Piece(mark)] if mark else []), *_between(pieces, begin, end)], facts)
            mark = ""
        yield from self._noted(facts)

    def _noted(self, facts: tuple[str, ...]) -> Iterator[Unit]:
        notes, self.notes = self.notes, []
        for each in notes:
            yield from self.blocks(each, facts)

    def _unit(self, pieces: list[_Piece], facts: tuple[str, ...]) -> Iterator[Unit]:
        words = "".join(each.text for each in pieces)
        if words.strip():
            stated = tuple(dict.fromkeys([*facts, *(fact for each in pieces for fact in each.facts)]))
            more = "".join(f"{each.mark}{each.text}" for each in pieces) if any(each.mark for each in pieces) else ""
            at = next((each.at for each in pieces if each.at), "")
            marks = frozenset(_mark_anywhere(each.mark) for each in pieces if len(each.mark) > 1)
            yield unit(self.path, self.subject, words, self.ledger, facts=stated, more=even(more), at=at,
                       spot=Spot(tuple(self.inside), self.block_number, marks))

    def _inlines(self, content: Any, facts: tuple[str, ...]) -> Iterator[_Piece]:
        for each in content:
            yield from self._inline(each, facts) if isinstance(each, dict) else self._inlines(each, facts)

    def _inline(self, inline: Element, facts: tuple[str, ...]) -> Iterator[_Piece]:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str" or kind in BREAKS:
            yield _Piece(content if kind == "Str" else " ", inline.get("at", ""), facts=facts)
        elif kind == "Span":
            _, classes, pairs = attributes(inline)
            named = " ".join([*classes, *(f"{key}={value}" for key, value in sorted(pairs.items()))])
            fact = fact_of(inline)
            inner = (*facts, fact) if fact else facts
            yield from self._marked(named, content[1], inner, inline.get("at", ""))
        elif kind in ("Link", "Image"):
            yield from self._marked(f"{kind} {' '.join(content[2])}", content[1], facts)
        elif kind in ("Superscript", "Subscript"):
            yield from self._marked(kind, content, facts)
        elif kind == "Quoted":
            opening, closing = QUOTES[content[0]["t"]]
            yield from (_Piece(opening), *self._inlines(content[1], facts), _Piece(closing))
        elif kind == "Note":
            self.notes.append(content)
        elif isinstance(content, list):
            yield from self._inlines(content, facts)

    def _marked(self, name: str, inner: Elements, facts: tuple[str, ...], at: str = "") -> Iterator[_Piece]:
        yield _Piece("", at, f"⟨{name} " if name else "")
        yield from self._inlines(inner, facts)
        yield _Piece("", mark="⟩" if name else "")


def _mark_anywhere(mark: str) -> str:
    """Return what a mark is in any language: a link or picture without its title, and without the name of a section."""
    name = " ".join(mark.strip("⟨ ").split()[:2]) if mark.startswith(("⟨Link ", "⟨Image ")) else mark.strip("⟨ ")
    return name.partition("--")[0]


def _between(pieces: list[_Piece], begin: int, end: int) -> list[_Piece]:
    """Return what stands between two offsets; a mark of no words belongs where it stands."""
    found, offset = [], 0
    for piece in pieces:
        start, stop = max(begin - offset, 0), min(end - offset, len(piece.text))
        if (piece.text and stop > start) or (not piece.text and begin <= offset < end):
            found.append(replace(piece, text=piece.text[start:stop]))
        offset += len(piece.text)
    return found
