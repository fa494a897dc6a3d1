"""When two spellings are one name: capitals, hyphens, spaces, the letters of British English, and slips."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.nearest import slips
from pipeline.model.occurrences import plain_form
from pipeline.model.publication import Language

#: Anaemia, oestrogen; tumour, but not four; organise, analyse; centre; labelled.
_BRITISH = ((re.compile(r"[ao]e"), "e"), (re.compile(r"(?<=\w{3})our"), "or"), (re.compile(r"(?<=[iy])s(?=[ei])"), "z"),
            (re.compile(r"(?<=t)re(?=s?$)", re.MULTILINE), "er"), (re.compile(r"ll(?=ed|ing|er)"), "l"))
#: A word in capitals, as genes are written.
_CAPITALS = re.compile(r"[0-9]*[A-Z][A-Z0-9]+")
_JOINTS = re.compile(r"[-’' \u00a0]")
_LETTERS_FOR_ONE_SLIP, _LETTERS_FOR_TWO_SLIPS = 6, 10


@dataclass(frozen=True)
class Name:
    """A name of one word, its form and letters in lower case, and how many slips still mean it."""

    spelling: str
    form: str
    letters: frozenset[str]
    slips: int


def spellings_by_form(names: Iterable[str]) -> dict[str, list[str]]:
    """Return plain form -> the spellings that are right."""
    right: dict[str, list[str]] = {}
    for name in names:
        if name.strip():
            right.setdefault(plain_form(name), []).append(name)
    return right


def is_right(written: str, spellings: Iterable[str]) -> bool:
    """Tell whether words are one of the spellings; one that begins with a small letter may begin with a capital."""
    return any(written == name or (name[0].islower() and written[0].lower() + written[1:] == name)
               for name in spellings)


def bare(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return word.removesuffix("'s").removesuffix("’s")


def folded(words: str) -> str:
    """Return a form that is the same for all spellings of a name: haematologist oncologist, Hematologist-Oncologist.

    Several names, one a line, are folded together as fast as one.
    """
    form = _JOINTS.sub("", words.lower())
    for letters, instead in _BRITISH:
        form = letters.sub(instead, form)
    return form


def spelled_otherwise(words: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """Return word -> name for each word that is a name, or the plural of one, in another spelling than the given."""
    right = {folded(name): name for name in names}
    known = sorted(words)
    meant = {}
    forms = folded("\n".join(map(bare, known))).split("\n") if known else []
    for word, form in zip(known, forms, strict=True):
        name = right.get(form) or right.get(form.removesuffix("s"))
        if name and bare(word).lower() not in (name.lower(), f"{name.lower()}s"):
            meant[word] = name
    return meant


def known_by_slips(names: Iterable[str]) -> list[Name]:
    """Return the names of one word that are long enough to be known by slips, and by how many."""
    return [Name(name, name.lower(), frozenset(name.lower()), 2 if len(name) >= _LETTERS_FOR_TWO_SLIPS else 1)
            for name in names if " " not in name and len(name) >= _LETTERS_FOR_ONE_SLIP]


def near_name(form: str, names: Iterable[Name]) -> str | None:
    """Return the name that a word in lower case misses by slips alone; None where it is right or means none."""
    for name in names:
        is_near = abs(len(form) - len(name.form)) <= name.slips and len(name.letters.difference(form)) <= name.slips
        if is_near and 0 < slips(form, name.form, most=name.slips) <= name.slips:
            return name.spelling
    return None


def names_of_genes_and_drugs(language: Language) -> Iterator[str]:
    """Yield the names of genes and drugs, each with what else it is called left out."""
    yield from (term.term for term in language.terms if _CAPITALS.fullmatch(term.term))
    yield from language.wording.names
