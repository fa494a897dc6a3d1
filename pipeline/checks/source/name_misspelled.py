"""A name is not written in its only spelling: azacytidine, K-RAS, Blood cancer united.

A reader who looks the name up would not find it, and a slip in the name of a drug can do harm (ISMP, safe medication
guidelines). The names of drugs, genes and organisations are those of `names` in wording.yaml. Capitals count, but for
the first letter of a name that begins with a small one; so do hyphens. A name of one word is also known by one wrong
letter, or by two from ten letters on. Capitals and hyphens of a name that is a term of the glossary too are left to
`term-spelled-otherwise`. All prose and labels are examined.
"""

from collections.abc import Iterator

from pipeline.model.finding import Finding, Findings, error
from pipeline.model.occurrences import occurrences, plain_form
from pipeline.model.publication import Source
from pipeline.model.sentences import WORD, Text, term_wordings, texts
from pipeline.model.spelling import Name, bare, is_right, known_by_slips, near_name, spellings_by_form


def check(source: Source) -> Findings:
    for tag, language in source.publication.languages.items():
        own = [text for text in texts(source) if text.passage.language.tag == tag]
        terms, names = term_wordings(language), known_by_slips(language.wording.names)
        spellings = spellings_by_form(name for name in language.wording.names if plain_form(name) not in terms)
        words = {word for text in own for word in text.vocabulary}
        meant = {word: name for word in words if (name := _meant(bare(word), spellings, names))}
        for text in own:
            for start, written, name in _phrases(text, spellings):
                yield _finding(text, start, written, name)
            for match in WORD.finditer(text.words) if meant else ():
                if match.group() in meant:
                    yield _finding(text, match.start(), bare(match.group()), meant[match.group()])


def _finding(text: Text, start: int, written: str, name: str) -> Finding:
    return error(text.place(start), f"“{written}” is not how “{name}” is spelled",
                 why="a reader who looks the name up would not find it", fix=f"write {name}")


def _phrases(text: Text, spellings: dict[str, list[str]]) -> Iterator[tuple[int, str, str]]:
    """Yield where a name of several words is spelled another way: its start, what is written, what is meant."""
    several = tuple(form for form in spellings if " " in form)
    for form, start, end in occurrences(text.words, several) if several else ():
        written = " ".join(text.words[start:end].split())
        if not is_right(written[:len(form)], spellings[form]):
            yield start, written, spellings[form][0]


def _meant(written: str, spellings: dict[str, list[str]], names: list[Name]) -> str | None:
    """Return the name of one word that is meant by a word that does not spell it; None where all is well."""
    form = written.lower().replace("-", "")
    if form in spellings:
        return None if is_right(written, spellings[form]) else spellings[form][0]
    return near_name(form, names)
