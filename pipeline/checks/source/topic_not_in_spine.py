"""A topic's file is not named in the spine.

No product prints it. Add its id to `spine` in publication.yaml, at the place where it belongs, or delete the file.
"""

from pipeline.model.finding import Findings, Place, warning
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for language in source.publication.languages.values():
        for topic in language.topics.values():
            if topic.id not in source.publication.identity.spine:
                yield warning(Place(topic.path), f"the topic “{topic.id}” is not in the spine",
                              why="no product prints it",
                              fix=f"add “- {topic.id}” to the spine of source/publication.yaml, or delete the file")
