"""A channel uses a format that breaks its contract, or whose files nobody can read back.

A product that nobody reads back could drop a sentence, or say 60 for 50, unseen. The module in `pipeline/formats`
states its contract (`pipeline/model/contract.py`); what it promises has to be there: its reader in
`pipeline/readback/readers`, who counts its drawings and reads its description.
"""

from collections.abc import Iterator

from pipeline import formats
from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source
from pipeline.readback import readers


def check(source: Source) -> Findings:
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        for fault in _faults(channel.format) if channel.format in formats.names() else ():
            yield error(document.place(("format",)), f"the format “{channel.format}” cannot be used: {fault}",
                        why="what nobody can read back may say anything",
                        fix=f"mend pipeline/formats/{channel.format.replace('-', '_')}.py, or take another format")


def _faults(name: str) -> Iterator[str]:
    yield from formats.faults(name)
    contract = formats.contract(name)
    yield from readers.faults(contract) if contract else ()
