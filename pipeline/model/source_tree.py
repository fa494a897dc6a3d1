"""The files of `source/` as read: bytes, text, YAML data with the place of each value, and what did not fit."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.model.finding import Place

#: The path of a value inside a YAML document: keys and list positions, outermost first.
Location = tuple[str | int, ...]


@dataclass(frozen=True)
class SourceFile:
    """One file; `text` is None where the bytes are not UTF-8."""

    path: str
    content: bytes
    text: str | None


@dataclass(frozen=True)
class Misfit:
    """Something a YAML document holds that its model does not take; `kind` is the rule it breaks."""

    location: Location
    kind: str
    message: str
    known: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class SourceTree:
    """All files below `source/`, by path from the project's root, sorted."""

    files: dict[str, SourceFile]
    documents: dict[str, YamlDocument] = field(default_factory=dict)

    def place(self, path: str, location: Location = ()) -> Place:
        """Return where a value of a YAML file stands."""
        document = self.documents.get(path)
        return document.place(location) if document else Place(path)
