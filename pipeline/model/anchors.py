"""Names the sections of a text, so that links can lead to them: what a name is depends on that text alone."""

from unicodedata import category

from pipeline.model.tree import Elements, attributes, branches, plain_text

#: Kinds of characters that a name keeps (Unicode): letters, figures, marks on letters, joining signs such as `_`.
_KEPT = ("L", "N", "M", "Pc")


def name_sections(text: Elements) -> None:
    """Give each heading without a name of its author's its words as its name; one that is taken gets a number.

    Names are as GitHub makes them: small letters, figures and hyphens, then `-1`, `-2` where they stand again.
    """
    headings = [each for each in branches(text) if each["t"] == "Header"]
    taken = {attributes(each)[0] for each in headings} - {""}
    for heading in headings:
        if not attributes(heading)[0]:
            words = _hyphened(plain_text(heading["c"][2])) or "section"
            numbered = (f"{words}-{number}" for number in range(1, len(headings) + len(taken) + 1))
            name = words if words not in taken else next(each for each in numbered if each not in taken)
            heading["c"][1][0] = name
            taken.add(name)


def _hyphened(words: str) -> str:
    return "".join("-" if each in " -\n" else each for each in words.lower()
                   if each in " -\n" or category(each).startswith(_KEPT))
