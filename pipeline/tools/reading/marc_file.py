"""Opens a MARC 21 record again with pymarc, whoever wrote it."""

from pipeline.tools.packaging.marc_writer import Field


def fields(content: bytes) -> list[Field] | None:
    """Return the fields of the first record in their order; None where the bytes are no record of ISO 2709."""
    import pymarc

    record = next(iter(pymarc.MARCReader(content, permissive=True)), None)
    if record is None:
        return None
    return [Field(each.tag, words=each.data or "") if each.is_control_field() else
            Field(each.tag, "".join(each.indicators), tuple((part.code, part.value) for part in each.subfields))
            for each in record.fields]
