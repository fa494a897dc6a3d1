"""A language lists no words for figures, so that figures in words are looked for in none of its texts.

“Fifty” states a figure as 50 does. List the words under `numbers` in the language's wording.yaml: fifty: "50". Digits
of any script, and the numerals of Chinese and Japanese, are known without.
"""

from pipeline.model.finding import Findings, note
from pipeline.model.publication import Source

#: Scripts whose numerals need no list.
_KNOWN = ("Hans", "Hant", "Jpan")


def check(source: Source) -> Findings:
    for tag, language in source.publication.languages.items():
        path = f"source/{tag}/wording.yaml"
        if path in source.tree.documents and not language.wording.numbers and language.writing.script not in _KNOWN:
            yield note(source.tree.place(path, ("numbers",)), "no words for figures are listed",
                       why="a wrong figure in words would be seen by nobody but its readers",
                       fix='list them under `numbers`: fifty: "50"')
