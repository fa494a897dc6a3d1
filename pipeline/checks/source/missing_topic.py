"""The spine names a topic that a language has no file for.

The topic would be missing from every product of that language. Add the file, or take the topic out of the spine.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for language in source.publication.languages.values():
        for index, topic in enumerate(source.publication.identity.spine):
            if topic not in language.topics:
                yield error(source.tree.place("source/publication.yaml", ("spine", index)),
                            f"there is no file source/{language.tag}/topics/{topic}.md",
                            why="the topic would be missing from every product in that language",
                            fix=f"{advice(topic, language.topics)}, or add the file")
