"""The files of `source/`, tokens and sheets as read: bytes, text, YAML data with its places, and what did not fit."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from pipeline.model.characters import decoded
from pipeline.model.finding import Place

#: The path of a value inside a YAML document: keys and list positions, outermost first.
Location = tuple[str | int, ...]


@dataclass(frozen=True)
class SourceFile:
    """One file; `text` is None where the bytes are not UTF-8."""

    path: str
    content: bytes
    text: str | None

    def place(self, offset: int = 0) -> Place:
        """Return where a character of the text stands."""
        before = (self.text or "")[:offset]
        return Place(self.path, before.count("\n") + 1, offset - before.rfind("\n"))


@dataclass(frozen=True)
class Misfit:
    """Something a YAML document holds that its model does not take; `kind` is the rule it breaks."""

    location: Location
    kind: str
    message: str
    known: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return the key that does not fit, or the list it stands in; empty for a whole document."""
        return next((step for step in reversed(self.location) if isinstance(step, str)), "")


@dataclass(frozen=True)
class YamlDocument:
    """A YAML file: its data (None if it cannot be parsed), the place of each value, its misfits."""

    path: str
    data: Any
    places: dict[Location, tuple[int, int]]
    misfits: tuple[Misfit, ...] = ()

    def place(self, location: Location = ()) -> Place:
        """Return where a value stands; the nearest enclosing one if that value is missing."""
        while location not in self.places and location:
            location = location[:-1]
        line, column = self.places.get(location, (1, 1))
        return Place(self.path, line, column)

    def words(self, *, with_keys: bool) -> Iterator[tuple[Location, str]]:
        """Yield all that its values say, and its keys, each with where it stands."""
        return _words(self.data, (), with_keys)


def _words(data: Any, location: Location, with_keys: bool) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        yield location, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if with_keys:
                yield (*location, str(key)), str(key)
            yield from _words(value, (*location, str(key)), with_keys)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _words(value, (*location, number), with_keys)


@dataclass(frozen=True)
class SourceTree:
    """All files below `source/`, then tokens and sheets of `styles/`, by path from the project's root, sorted.

    `colours` holds the names of the colours that styles/tokens.yaml gives, which drawings use; empty if there is none.
    `others` holds the paths of what else lies below `styles/` and is not read here: fonts, profiles.
    `links` holds the paths of symbolic links that are not followed, and where each leads.
    `no_files` holds the paths of what is no file where one is read, and what it is instead.
    `repertoires` holds the code points that all faces of a family of styles/tokens.yaml show, by the family's key; none
    for what is no font.
    """

    files: dict[str, SourceFile]
    documents: dict[str, YamlDocument] = field(default_factory=dict)
    colours: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)
    repertoires: Mapping[str, frozenset[int]] = field(default_factory=dict)
    no_files: Mapping[str, str] = field(default_factory=dict)

    def place(self, path: str, location: Location = ()) -> Place:
        """Return where a value of a YAML file stands."""
        document = self.documents.get(path)
        return document.place(location) if document else Place(path)

    def entry_place(self, path: str, name: str, identifier: str, *rest: str | int) -> Place:
        """Return where the entry with an id stands in the list `name` of a YAML file, or a value inside it."""
        entries = self.documents[path].data[name]
        index = next((number for number, entry in enumerate(entries) if entry["id"] == identifier), 0)
        return self.place(path, (name, index, *rest))

    def documents_in(self, folder: str) -> list[YamlDocument]:
        """Return the YAML documents below a folder of source/, in order."""
        return [document for path, document in self.documents.items() if path.startswith(f"source/{folder}/")]

    def without(self, paths: Collection[str]) -> "SourceTree":
        """Return the tree without some of its files."""
        return replace(self, files={path: each for path, each in self.files.items() if path not in paths},
                       documents={path: each for path, each in self.documents.items() if path not in paths})

    def misfits(self, kind: str) -> Iterator[tuple[Place, Misfit]]:
        """Yield what breaks one rule of form in any YAML document, with its place."""
        for document in self.documents.values():
            for misfit in document.misfits:
                if misfit.kind == kind:
                    yield document.place(misfit.location), misfit

    def texts(self) -> Iterator[SourceFile]:
        """Yield the files that hold text, in order."""
        return (file for file in self.files.values() if file.text is not None)

    def read_as(self) -> Iterator[tuple[str, Callable[[int], Place]]]:
        """Yield each text as its reader takes it, and what tells where a character of it was written.

        A text of YAML is given as it stands, and once more each of its words in which an escape stands for a character.
        """
        for file in self.texts():
            text, places = _decoded(file)
            yield text, partial(_place, file, places)
            if file.path in self.documents and not {"\\", "&"}.isdisjoint(text):
                document = self.documents[file.path]
                yield from ((decoded(words)[0], partial(_same, document.place(location)))
                            for location, words in document.words(with_keys=True) if words not in text or "&" in words)


def _decoded(file: SourceFile) -> tuple[str, Sequence[int]]:
    text = file.text or ""
    return decoded(text) if file.path.endswith((".md", ".svg")) else (text, range(len(text)))


def _place(file: SourceFile, places: Sequence[int], offset: int) -> Place:
    return file.place(places[offset])


def _same(place: Place, _: int) -> Place:
    return place
