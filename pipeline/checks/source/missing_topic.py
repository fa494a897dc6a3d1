"""The spine names a topic that a language has no file for, or `calls` one that is not in the spine.

The topic would be missing from every product of that language. Add the file, or take the topic out of the spine.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    calls, spine = source.publication.identity.calls, source.publication.identity.spine
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
