"""A brand name stands in a topic before the generic name of the drug (`brands` in wording.yaml).

Brands differ between countries, and one drug may be sold under several. Name the generic first, the brand in brackets:
azacitidine (brand name Vidaza). The generic may stand anywhere before the brand, or in the same sentence.
A generic that stands there with a slip of a letter is there; `name-misspelled` speaks of the slip.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.occurrences import occurrences, plain_form
from pipeline.model.publication import Source
from pipeline.model.sentences import WORD, topic_texts
from pipeline.model.spelling import bare, known_by_slips, near_name


def check(source: Source) -> Findings:
    for text in topic_texts(source):
        generics = {plain_form(brand): generic for brand, generic in text.passage.language.wording.brands.items()}
        for brand, start, end in occurrences(text.words, generics) if generics else ():
            generic = generics[brand]
            if not _is_there(generic, text.words[:text.sentence_at(start).end], text.passage.language.wording.names):
                yield error(text.place(start), f"“{text.words[start:end]}” is a brand name, and its generic is missing",
                            why="families may know the drug by its generic name, or by another brand",
                            fix=f"write: {generic} (brand name {text.words[start:end]})")


def _is_there(generic: str, words: str, names: tuple[str, ...]) -> bool:
    """Tell whether a generic stands among words, be it with a slip that another check tells."""
    if generic.lower() in words.lower():
        return True
    known = known_by_slips([generic] if generic in names else ())
    return any(near_name(bare(word.group()).lower().replace("-", ""), known) for word in WORD.finditer(words))
