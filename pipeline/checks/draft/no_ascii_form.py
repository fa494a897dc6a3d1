"""A text in plain ASCII holds a character that nobody has given an ASCII form.

Patient portals and old systems show such a character as “?” or drop it, and with it a sign such as “at least”.
Give the language its words: a line `ascii-≥: at least` in `source/<language>/labels.yaml`; or reword the sentence.
"""

from unicodedata import name

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, error


def check(draft: Draft) -> Findings:
    edition = draft.manuscript.edition
    if edition.channel.text is None or edition.channel.text.charset != "ascii":
        return
    text = draft.rendering.content.decode("utf-8")
    for character in sorted({each for each in text if not each.isascii()}):
        yield error(draft.manuscript.place_of(character),
                    f"“{character}” ({name(character, 'a character without a name')}) has no form in plain ASCII",
                    why="an old system would print “?” or nothing in its place",
                    fix=f"reword, or add ascii-{character} and its words to source/{edition.language.tag}/labels.yaml",
                    about=character)
