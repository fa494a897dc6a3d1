"""A language is read in a font of each reader’s own device in e-book and web page: they carry none of its script.

A family that a package brings (`family` under `scripts` in `styles/tokens.yaml`) is set in PDFs alone: a Chinese one
would add megabytes to each file, under a licence of its own. Devices that are sold where the script is written have a
font for it; others show boxes, and nobody can know here. A script without a family of its own is carried, with the
letters that its words use.
"""

from pipeline import formats
from pipeline.model import media_type
from pipeline.model.finding import Findings, note
from pipeline.model.publication import Source
from pipeline.model.source_files import script_fonts
from pipeline.tools.typesetting import fonts

_CARRYING = (media_type.EPUB, media_type.HTML)


def check(source: Source) -> Findings:
    named = script_fonts(source.tree)
    contracts = ((each, formats.contract(each.format)) for each in source.publication.channels)
    carrying = [channel for channel, contract in contracts if contract and contract.media_type in _CARRYING]
    for tag, language in source.publication.languages.items():
        script = language.writing.script
        has_family = script not in fonts.IN_WEB_FONT and named.get(script, {}).get("family")
        if has_family and any(each.is_in(tag) for each in carrying):
            yield note(source.tree.place(f"source/{tag}/labels.yaml", ("title",)),
                       f"“{tag}” is read in a font of the reader’s own device in e-book and web page",
                       why="they carry none for its script; a device that has none either shows boxes for letters",
                       fix="look at both on devices that its readers have; a PDF carries its font")
