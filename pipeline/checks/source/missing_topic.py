"""The spine names a topic that a language has no file for, `calls` one that is not in it, or `opens` not its first.

The topic would be missing from every product of that language. Add the file, or take the topic out of the spine.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    identity = source.publication.identity
    calls, spine = identity.calls, identity.spine
    if identity.opens not in (None, *spine[:1]):
        yield error(source.tree.place("source/publication.yaml", ("opens",)),
                    f"“{identity.opens}” is not the first topic of the spine",
                    why="readers who read one page alone would not meet the main message",
                    fix=f"put “- {identity.opens}” first in the spine, or take out `opens`")
    if calls is not None and calls not in spine:
        yield error(source.tree.place("source/publication.yaml", ("calls",)), f"the spine has no topic “{calls}”",
                    why="no sheet could tell when to call", fix=f"{advice(calls, spine)}, or add it to the spine")
    for language in source.publication.languages.values():
        for index, topic in enumerate(spine):
            if topic not in language.topics:
                yield error(source.tree.place("source/publication.yaml", ("spine", index)),
                            f"there is no file source/{language.tag}/topics/{topic}.md",
                            why="the topic would be missing from every product in that language",
                            fix=f"{advice(topic, language.topics)}, or add the file")
