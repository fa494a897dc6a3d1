"""Says in MARC 21 fields what a catalogue keeps of a guide: one record, whichever of its files a reader takes."""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.accessibility import MODES, features_for
from pipeline.model.language_codes import alpha_3
from pipeline.model.manuscript import Edition
from pipeline.model.standing import told
from pipeline.tools.packaging.marc_writer import Field

#: New record, language material, monograph, Unicode, described by ISBD punctuation left out; pymarc fills in the rest.
LEADER = "00000nam a22000003c 4500"
#: Electronic resource, remote; text online.
_MATERIAL, _FORM = "m     o  d        ", "cr |n|||||||||"
#: Kind of file -> how RDA calls it (rdaft holds no names of formats, so these are our own words).
_NAMES = {media_type.EPUB: "EPUB", media_type.PDF: "PDF", media_type.HTML: "HTML", media_type.WORD: "DOCX",
          media_type.TEXT: "TXT", media_type.BRAILLE: "BRF"}
#: Authority of a subject -> code of the Library of Congress' list of subject sources.
_SOURCES = {"BISAC": "bisacsh", "Thema": "thema"}
_MESH = "https://id.nlm.nih.gov/mesh/"
#: Whom it is for, at position 22 of field 008.
_AUDIENCES = {"general": "g", "professional": "f"}


def fields(edition: Edition) -> Iterator[Field]:
    """Yield the fields in the order of their tags."""
    identity, labels = edition.identity, edition.language.labels
    first = edition.described[0]
    yield Field("001", words=f"{identity.identifier}/{first.document}")
    yield Field("005", words=f"{identity.published:%Y%m%d}000000.0")
    yield Field("006", words=_MATERIAL)
    yield Field("007", words=_FORM)
    yield Field("008", words=_fixed(edition))
    yield _field("040", "  ", ("b", "eng"), ("e", "rda"))
    yield from (_field("072", " 7", ("a", each.code), ("2", _SOURCES[each.authority]))
                for each in identity.subjects if each.authority in _SOURCES)
    yield _field("245", "00", ("a", labels["title"]), ("b", labels["subtitle"]))
    yield _field("250", "  ", ("a", edition.version))
    yield _field("264", " 1", ("a", "[Place of publication not identified]"), ("b", identity.publisher),
                 ("c", str(identity.published.year)))
    yield _field("300", "  ", ("a", "1 online resource"))
    yield _field("336", "  ", ("a", "text"), ("b", "txt"), ("2", "rdacontent"))
    yield _field("337", "  ", ("a", "computer"), ("b", "c"), ("2", "rdamedia"))
    yield _field("338", "  ", ("a", "online resource"), ("b", "cr"), ("2", "rdacarrier"))
    yield from (_field("341", "0 ", ("a", mode), *(("b", each) for each in features_for(mode)), ("2", "sapdv"))
                for mode in MODES)
    yield from (_field("347", "  ", ("a", "text file"), ("b", name)) for name in _files(edition))
    yield _field("500", "  ", ("a", told(edition.standing, labels)))
    yield _field("520", "  ", ("a", edition.description))
    yield _field("532", "8 ", ("a", labels["accessibility-summary"]))
    yield _field("540", "  ", ("a", identity.licence.name), ("f", identity.licence.id), ("u", identity.licence.url))
    yield from _subjects(edition)
    yield _field("710", "2 ", ("a", identity.publisher), ("e", "author"), ("e", "publisher"))


def _fixed(edition: Edition) -> str:
    """Return field 008 of a book (positions 00 to 39): dates, place unknown, online, audience, language."""
    identity = edition.identity
    audience = _AUDIENCES[identity.audience]
    return (f"{identity.published:%y%m%d}s{identity.published.year}    xx     {audience}o    |||| ||"
            f"{alpha_3(edition.language.tag)} d")


def _files(edition: Edition) -> Iterator[str]:
    """Yield each kind of file that readers can choose, once."""
    yield from dict.fromkeys(_NAMES[each.media_type] for each in edition.described if each.media_type in _NAMES)


def _subjects(edition: Edition) -> Iterator[Field]:
    """Yield what it is about in the words of each list; MeSH has an indicator of its own."""
    for each in edition.identity.subjects:
        if each.authority == _MESH:
            yield _field("650", "12", ("a", each.words), ("0", f"{_MESH}{each.code}"))
        elif each.authority in _SOURCES:
            yield _field("650", " 7", ("a", each.words), ("2", _SOURCES[each.authority]))
        else:
            yield _field("653", "  ", ("a", each.words), ("0", f"{each.authority}{each.code}"))


def _field(tag: str, indicators: str, *subfields: tuple[str, str]) -> Field:
    return Field(tag, indicators, subfields)
