"""A term of the glossary is spelled another way than there: anaemia, stem-cell, followup visits, Mri.

One thing has one name, or a reader takes it for two (Federal Plain Language Guidelines, “Use the same term
consistently”). The spellings are those of `term` and `also` in glossary.yaml. Known as the same term are other
capitals, hyphens and spaces, and British letters for American ones and the other way round (ae, oe, our, ise, yse, tre,
lled), in the whole term or in one of its words. `spellings` in wording.yaml adds words that are no terms. All prose
and labels are examined. To allow a second spelling, add it under `also`.
"""

from pipeline.model.finding import Finding, Findings, error
from pipeline.model.publication import Language, Source
from pipeline.model.sentences import WORD, TermUse, Text, texts
from pipeline.model.spelling import bare, is_right, spelled_otherwise, spellings_by_form


def check(source: Source) -> Findings:
    for tag, language in source.publication.languages.items():
        own = [text for text in texts(source) if text.passage.language.tag == tag]
        by_form = spellings_by_form(_wordings(language))
        names = [*language.wording.spellings, *_wordings(language)]
        names = [*(word for name in names for word in name.split()), *names]
        other = spelled_otherwise({word for text in own for word in text.vocabulary}, names)
        for text in own:
            yield from _in_text(text, by_form, other)


def _in_text(text: Text, by_form: dict[str, list[str]], other: dict[str, str]) -> Findings:
    """Yield what is wrong with uses of whole terms, then with single words elsewhere."""
    wrong = [use for use in text.uses if not is_right(_written(text, use), by_form[use.wording])]
    for use in wrong:
        yield _finding(text, use.start, _written(text, use), by_form[use.wording][0])
    for match in WORD.finditer(text.words) if other else ():
        word, start = match.group(), match.start()
        if word in other and not any(use.start <= start < use.end for use in wrong):
            yield _finding(text, start, bare(word), other[word])


def _written(text: Text, use: TermUse) -> str:
    """Return how a term is written, without the letter of a plural."""
    return " ".join(text.words[use.start:use.start + len(use.wording)].split())


def _finding(text: Text, start: int, written: str, name: str) -> Finding:
    return error(text.place(start), f"“{written}” is spelled “{name}” in this guide",
                 why="a reader would take two spellings for two things", fix=f"write {name}")


def _wordings(language: Language) -> list[str]:
    return [wording for term in language.terms for wording in (term.term, *term.also)]
