"""When two spellings are one name: capitals, hyphens, spaces, and the letters in which British English differs."""

import re
from collections.abc import Iterable

from pipeline.model.occurrences import plain_form

#: Leukaemia, oestrogen; tumour, but not four; organise, analyse; centre; labelled.
_BRITISH = ((re.compile(r"[ao]e"), "e"), (re.compile(r"(?<=\w{3})our"), "or"), (re.compile(r"(?<=[iy])s(?=[ei])"), "z"),
            (re.compile(r"(?<=t)re(?=s?$)", re.MULTILINE), "er"), (re.compile(r"ll(?=ed|ing|er)"), "l"))
_JOINTS = re.compile(r"[-’' \u00a0]")


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
    for word, form in zip(known, folded("\n".join(map(bare, known))).split("\n"), strict=True):
        name = right.get(form) or right.get(form.removesuffix("s"))
        if name and bare(word).lower() not in (name.lower(), f"{name.lower()}s"):
            meant[word] = name
    return meant
