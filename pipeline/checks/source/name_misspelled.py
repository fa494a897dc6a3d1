"""A name is not written in its only spelling: Jmml, azacytidine, K-RAS, Blood cancer united.

A reader who looks the name up would not find it, and a slip in the name of a drug can do harm. The names are those of
`names` in wording.yaml and the terms of the glossary with their other spellings. Capitals count, but for the first
letter of a name that begins with a small one; so do hyphens. A name of one word in `names` is also known by one wrong
letter, or by two from ten letters on. To allow a second spelling of a term, add it under `also` in glossary.yaml.
"""

from collections.abc import Iterator

from pipeline.model.finding import Finding, error
from pipeline.model.nearest import slips
from pipeline.model.publication import Language, Source
from pipeline.model.sentences import WORD, Text, occurrences, plain_form, texts

_LETTERS_FOR_ONE_SLIP, _LETTERS_FOR_TWO_SLIPS = 6, 10


def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for each name that is spelled another way, in topics and explanations."""
    for tag, language in source.publication.languages.items():
        spellings, own = _spellings(language), [text for text in texts(source) if text.passage.language.tag == tag]
        names = _with_slips(language.wording.names)
        words = {word for text in own for word in WORD.findall(text.words)}
        meant = {word: name for word in words if (name := _meant(_bare(word), spellings, names))}
        for text in own:
            for start, written, name in _phrases(text, spellings):
                yield _finding(text, start, written, name)
            for match in WORD.finditer(text.words) if meant else ():
                if match.group() in meant:
                    yield _finding(text, match.start(), _bare(match.group()), meant[match.group()])


def _bare(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return word.removesuffix("'s").removesuffix("’s")


def _finding(text: Text, start: int, written: str, name: str) -> Finding:
    return error(text.place(start), f"“{written}” is not how “{name}” is spelled",
                 why="a reader who looks the name up would not find it", fix=f"write {name}")


def _spellings(language: Language) -> dict[str, list[str]]:
    """Return plain form -> the spellings that are right."""
    names = [*language.wording.names, *(each for term in language.terms for each in (term.term, *term.also))]
    right: dict[str, list[str]] = {}
    for name in names:
        if name.strip():
            right.setdefault(plain_form(name), []).append(name)
    return right


def _phrases(text: Text, spellings: dict[str, list[str]]) -> Iterator[tuple[int, str, str]]:
    """Yield where a name of several words is spelled another way: its start, what is written, what is meant."""
    several = tuple(form for form in spellings if " " in form)
    for form, start, end in occurrences(text.words, several) if several else ():
        written = " ".join(text.words[start:end].split())
        if not _is_right(written[:len(form)], spellings[form]):
            yield start, written, spellings[form][0]


def _meant(written: str, spellings: dict[str, list[str]], names: list[tuple[str, int]]) -> str | None:
    """Return the name of one word that is meant by a word that does not spell it; None where all is well."""
    form = written.lower().replace("-", "")
    if form in spellings:
        return None if _is_right(written, spellings[form]) else spellings[form][0]
    for name, most in names:
        if abs(len(form) - len(name)) <= most and slips(form, name.lower(), most=most) <= most:
            return name
    return None


def _with_slips(names: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return the names of one word that are long enough to be known by slips, and by how many."""
    one = [name for name in names if " " not in name and len(name) >= _LETTERS_FOR_ONE_SLIP]
    return [(name, 2 if len(name) >= _LETTERS_FOR_TWO_SLIPS else 1) for name in one]


def _is_right(written: str, spellings: list[str]) -> bool:
    return any(written == name or (name[0].islower() and written[0].lower() + written[1:] == name)
               for name in spellings)
