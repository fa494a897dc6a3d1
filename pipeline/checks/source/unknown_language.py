"""A language is none that anybody knows, or a product is to be made in one that the publication does not have.

Direction, script and signs of a language come from Unicode's CLDR, by its tag (BCP 47): fr, ar, zh-Hans, pt-BR.
`languages` in a channel's file lists tags of `languages` in `source/publication.yaml`; without it a product is made in
all of them. `beside` is one that is no draft. `drafts` lists some of them, too, but never the first, from which the
others are translated. `close_in` may name other languages, too, so that a channel serves several publications, but
each by a tag that CLDR knows and as the publication writes it; what does not fit for want of it is told in its panel.
"""

from pipeline.model.finding import Finding, Findings, Place, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source
from pipeline.tools.words import locales


def check(source: Source) -> Findings:
    known = list(source.publication.identity.languages)
    for index, tag in enumerate(known):
        if locales.writing(tag) is None:
            yield error(source.tree.place("source/publication.yaml", ("languages", index)),
                        f"“{tag}” is no language that CLDR knows",
                        why="nobody could tell in which direction and in which script it is written",
                        fix="take its tag from BCP 47: fr, ar, zh-Hans, pt-BR")
    for index, tag in enumerate(source.publication.identity.drafts):
        if tag not in known[1:]:
            yield error(source.tree.place("source/publication.yaml", ("drafts", index)),
                        f"“{tag}” is no language that is translated", why="only a translation can be a draft",
                        fix=advice(tag, known[1:]))
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        for index, tag in enumerate(channel.languages):
            if tag not in known:
                yield _no_language(tag, known, document.place(("languages", index)),
                                   why="the product would not be made in it")
        for index, tag in enumerate(channel.close_in):
            if tag not in known and (locales.writing(tag) is None or tag.lower() in map(str.lower, known)):
                yield _no_language(tag, known, document.place(("close_in", index)),
                                   why="no lines would be closer for it")
        finished = [tag for tag in known if tag not in source.publication.identity.drafts]
        if channel.beside and channel.beside not in finished:
            yield error(document.place(("beside",)), f"no finished language is “{channel.beside}”",
                        why="nothing could stand beside the others", fix=advice(channel.beside, finished))


def _no_language(tag: str, known: list[str], place: Place, *, why: str) -> Finding:
    return error(place, f"there is no language “{tag}”", why=why, fix=advice(tag, known))
