"""The record that the book trade and libraries read: ONIX for Books 3.0."""

from pipeline.markup import onix
from pipeline.model import media_type
from pipeline.model.artifact import Design, Rendering
from pipeline.model.contract import Contract, Manner
from pipeline.model.manuscript import Manuscript

CONTRACT = Contract(media_type.ONIX, reader="onix", manner=Manner(opens_with_title=True), needs=("describes",),
                    describes_itself=True)


def render(manuscript: Manuscript, _design: Design) -> Rendering:
    """Return the message; it tells of a product, whose words it does not hold."""
    return Rendering(onix.message(manuscript.edition).encode())
