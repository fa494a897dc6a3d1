"""The record that catalogues of libraries take in: MARC 21."""

from pipeline.markup import marc
from pipeline.model import media_type
from pipeline.model.artifact import Design, Rendering
from pipeline.model.contract import Contract, Manner
from pipeline.model.manuscript import Manuscript
from pipeline.tools.packaging import marc_writer

CONTRACT = Contract(media_type.MARC, reader="marc", manner=Manner(opens_with_title=True), needs=("describes",),
                    describes_itself=True)


def render(manuscript: Manuscript, _design: Design) -> Rendering:
    """Return the record; it tells of products, whose words it does not hold."""
    return Rendering(marc_writer.write(marc.LEADER, marc.fields(manuscript.edition)))
