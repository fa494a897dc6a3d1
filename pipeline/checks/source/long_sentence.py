"""A sentence has more words than `longest_sentence` in wording.yaml allows.

A tired reader loses the beginning before the end. Make two sentences of it. GOV.UK allows 25 words, and so does
wording.yaml in English. All prose and labels are examined; headings, and items and cells without a full
stop, as well. A web address, a number or a word with hyphens is one word.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.publication import Source
from pipeline.model.sentences import WORD, texts


def check(source: Source) -> Findings:
    for text in texts(source):
        most = text.passage.language.wording.longest_sentence
        for sentence in text.sentences if most else ():
            # A word and what parts it from the next are two characters at least.
            if most and len(sentence.words) > 2 * most and (count := len(WORD.findall(sentence.words))) > most:
                yield warning(text.place(sentence.start), f"this sentence has {count} words; {most} are allowed",
                              why="a tired reader loses the beginning before the end",
                              fix="make two sentences of it")
