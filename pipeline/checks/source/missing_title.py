"""A topic has no title, or more than one.

The heading of level 1 (`# Side effects`) is the topic's title in the text, the contents and the bookmarks. A topic has
exactly one; its sections are of level 2 (`##`).
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import topics
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for topic in topics(source):
        titles = [each for each in topic.branches if each["t"] == "Header" and each["c"][0] == 1]
        if not titles:
            yield error(topic.place, "the topic has no title",
                        why="the contents and the bookmarks name a topic by its title",
                        fix="write one line that starts with “# ” at the top")
        for title in titles[1:]:
            yield error(topic.place_of(title), "the topic has a second title",
                        why="the contents name a topic by its one title", fix="begin the line with “## ”")
