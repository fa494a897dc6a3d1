"""Writes a MARC 21 record with pymarc, as ISO 2709 in Unicode."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """A field: its tag, its two indicators, and its subfields (code, words); a control field has `words` alone."""

    tag: str
    indicators: str = "  "
    subfields: tuple[tuple[str, str], ...] = ()
    words: str = ""


def write(leader: str, fields: Iterable[Field]) -> bytes:
    """Return the record; pymarc counts the lengths of the leader (positions 0-4 and 12-16)."""
    import pymarc

    record: Any = pymarc.Record(leader=leader)
    for field in fields:
        record.add_field(pymarc.Field(field.tag, data=field.words) if field.words else pymarc.Field(
            field.tag, pymarc.Indicators(*field.indicators),
            [pymarc.Subfield(code, words) for code, words in field.subfields]))
    content: bytes = record.as_marc()
    return content
