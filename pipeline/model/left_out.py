"""Which products cannot be made in a language, whatever its words are, and why."""

from collections.abc import Iterable, Iterator

from pipeline.model.channel import Channel
from pipeline.model.finding import Finding, note
from pipeline.model.publication import Source
from pipeline.model.writing import Writing


def reason(channel: Channel, writing: Writing) -> str:
    """Return why a product is not made in languages that are written so; empty where it is made."""
    if writing.is_right_to_left and channel.beside:
        return "the language beside it is read from the other side"
    if channel.text and channel.text.charset == "ascii" and writing.script != "Latn":
        return f"the script {writing.script} has no letters in ASCII"
    return ""


def told(source: Source, tags: Iterable[str]) -> Iterator[Finding]:
    """Yield a note for each product that is not made in one of these languages."""
    drafts, languages = source.publication.identity.drafts, source.publication.languages
    for tag in (each for each in tags if each in languages):
        for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
            why = reason(channel, languages[tag].writing)
            if not why and channel.braille and tag in drafts and tag not in channel.braille.tables:
                why = "no table of braille is named for it"
            if why and channel.is_in(tag):
                yield note(document.place(("id",)), f"“{channel.id}” is not made in “{tag}”", why=why,
                           fix="hand out another product in this language, or name the others under `languages`")
