"""A word stands on the list of words to avoid (`avoid` in wording.yaml).

Some readers do not know it, and a plain word says the same. Write the plain form that the list gives, or, where the
word is needed, explain it in the glossary and take it off the list. All prose and labels are examined.
The list follows the CDC's Everyday Words for Public Health Communication and plainlanguage.gov's simple words.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.occurrences import occurrences, plain_form
from pipeline.model.publication import Source
from pipeline.model.sentences import texts


def check(source: Source) -> Findings:
    forms = {tag: {plain_form(word): form for word, form in language.wording.avoid.items()}
             for tag, language in source.publication.languages.items()}
    for text in texts(source):
        plain = forms[text.passage.language.tag]
        for word, start, end in occurrences(text.words, plain) if plain else ():
            yield warning(text.place(start), f"“{text.words[start:end]}” is not plain",
                          why="some readers do not know this word", fix=f"write: {plain[word]}")
