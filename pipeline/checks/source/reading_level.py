"""A topic asks its readers for too many years of school, or reads less easily than a text for everybody.

English: above grade 6 by Flesch-Kincaid (US Navy, 1975) is a warning, above grade 8 by it or SMOG (McLaughlin, 1969)
an error: the AAFP and the NIH ask for grade 6 and never more than 8. SMOG foretells full understanding, Flesch-Kincaid
three quarters of it, so SMOG reads higher: in 148 leaflets of a hospital by three grades, and one alone was at 6 or
below (Grabeel and others, J Med Libr Assoc 106(1), 2018).
Any other language is held against the formulas and lines of its wording.yaml (`reading`); Spanish below 65 by INFLESZ
is a warning, below 55 an error. A language with neither `syllables` nor `reading` is not measured; `review` says so.
Shorten the sentences, and say long words plainly. Whole sentences count; headings, and items and cells without a full
stop, do not. A term of the glossary, or what is marked as one, counts as its explanation: each of its words as heavy as
the mean word there. Topics under a hundred words are too short to tell.
"""

from pipeline.model.finding import Findings
from pipeline.model.publication import Source
from pipeline.model.readability import explanations_of, hard_to_read, reading_load
from pipeline.model.sentences import topic_texts


def check(source: Source) -> Findings:
    languages = source.publication.languages.values()
    explained = {each.tag: explanations_of(each) for each in languages if each.wording.is_measured}
    for text in topic_texts(source):
        if (tag := text.passage.language.tag) in explained:
            wording = text.passage.language.wording
            yield from hard_to_read(text.passage.place, "this topic", reading_load(text, explained[tag]), wording)
