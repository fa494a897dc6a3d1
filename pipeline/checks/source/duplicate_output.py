"""Two products would be written to the same file, or a file's name cannot be worked out.

The later product would replace the earlier one without a word. `output` may hold `{language}` and, in a channel with
`per_topic: true`, has to hold `{topic}`; with several languages it has to hold `{language}`.
"""

from collections.abc import Iterator

from pipeline.model.channel import Channel
from pipeline.model.finding import Finding, error
from pipeline.model.publication import Publication, Source


def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for each channel whose files another product writes too, or whose braces do not fit."""
    taken: dict[str, str] = {}
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        place = document.place(("output",))
        try:
            outputs = list(_outputs(channel, source.publication))
        except (LookupError, ValueError, AttributeError):
            yield error(place, f"the braces of “{channel.output}” do not fit",
                        why="the file's name cannot be worked out", fix="write {language} or {topic}")
            continue
        clash = next((each for index, each in enumerate(outputs) if each in taken or each in outputs[:index]), "")
        if clash:
            yield error(place, f"{taken.get(clash, channel.id)} writes build/{clash} too",
                        why="one product would replace the other",
                        fix="give the file a name of its own; {language} and {topic} tell products apart")
        taken |= dict.fromkeys(outputs, channel.id)


def _outputs(channel: Channel, publication: Publication) -> Iterator[str]:
    for tag in publication.languages:
        for topic in publication.identity.spine if channel.per_topic else (None,):
            yield channel.output.format(language=tag, topic=topic)
