"""A sentence has more words than `longest_sentence` in wording.yaml allows.

A tired reader loses the beginning before the end. Make two sentences of it. GOV.UK allows 25 words, and so does
wording.yaml in English. All prose and labels are examined; headings, and items and cells without a full
stop, as well. A web address, a number or a word with hyphens is one word; of Chinese and Japanese each sign is, and
Thai is parted by a dictionary.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.letters import is_running
from pipeline.model.publication import Source
from pipeline.model.sentences import WORD, Text, texts
from pipeline.tools.words import word_breaks


def check(source: Source) -> Findings:
    for text in texts(source):
        most = text.passage.language.wording.longest_sentence
        for sentence in text.sentences if most else ():
            # Two signs of Chinese are two words; else a word and what parts it from the next are two characters.
            if most and len(sentence.words) > most and (count := _count(sentence.words, text)) > most:
                yield warning(text.place(sentence.start), f"this sentence has {count} words; {most} are allowed",
                              why="a tired reader loses the beginning before the end",
                              fix="make two sentences of it")


def _count(words: str, text: Text) -> int:
    if not words.isascii() and any(map(is_running, words)):
        return word_breaks.count(words, text.passage.language.tag)
    return len(WORD.findall(words))
