"""Writes what the book trade and libraries keep of an e-book: a message of ONIX for Books 3.0, with reference names."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from pipeline.model import media_type
from pipeline.model.accessibility import onix_codes
from pipeline.model.language_codes import alpha_3
from pipeline.model.manuscript import Described, Edition
from pipeline.model.publication import Identity

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
#: Kind of file -> code of list 175; a kind without one is a digital file, and no more is said.
_FORMS = {media_type.EPUB: "E101", media_type.PDF: "E107", media_type.HTML: "E105", media_type.WORD: "E104"}
#: Authority of a subject -> code of list 27.
_SCHEMES = {"BISAC": "10", "Thema": "93", "https://id.nlm.nih.gov/mesh/": "06"}
#: Whom it is for -> code of list 28.
_AUDIENCES = {"general": "01", "professional": "06"}
#: A guide that is reviewed is active and its record confirmed; another is forthcoming, and its record early (64, 1).
_REVIEWED, _UNREVIEWED = ("04", "03"), ("02", "01")
_PROPRIETARY, _DOWNLOAD, _ALTERNATIVE_FORMAT = "01", "ED", "06"


def message(edition: Edition) -> str:
    """Return the message about the first product that the record describes; the others are named as forms of it."""
    sent = f"{edition.identity.published:%Y%m%d}"
    header = _el("Header", _el("Sender", _text("SenderName", edition.identity.publisher)), _text("SentDateTime", sent))
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<ONIXMessage release="3.0" xmlns="{NAMESPACE}">\n'
            f"{header}{_product(edition)}</ONIXMessage>\n")


def _product(edition: Edition) -> str:
    described, *others = edition.described
    identity, (status, notification) = edition.identity, _status(edition)
    publishing = _el(
        "PublishingDetail",
        _el("Publisher", _text("PublishingRole", "01"), _text("PublisherName", identity.publisher)),
        _text("PublishingStatus", status),
        _el("PublishingDate", _text("PublishingDateRole", "01"),
            f'<Date dateformat="00">{identity.published:%Y%m%d}</Date>\n'))
    related = _el("RelatedMaterial", *(_related(each, identity) for each in others)) if others else ""
    return _el("Product", _text("RecordReference", f"{identity.identifier}/{described.document}"),
               _text("NotificationType", notification), _identifier(described, identity),
               _descriptive(edition, described), _collateral(edition), publishing, related)


def _status(edition: Edition) -> tuple[str, str]:
    return _REVIEWED if edition.standing.is_approved and not edition.is_draft else _UNREVIEWED


def _identifier(described: Described, identity: Identity) -> str:
    """Return the publisher's own name of a product; it has no other until somebody assigns one."""
    return _el("ProductIdentifier", _text("ProductIDType", _PROPRIETARY), _text("IDTypeName", identity.publisher),
               _text("IDValue", f"{identity.identifier}/{described.document}"))


def _descriptive(edition: Edition, described: Described) -> str:
    identity, labels = edition.identity, edition.language.labels
    title = _el("TitleElement", _text("TitleElementLevel", "01"), _text("TitleText", labels["title"]),
                _text("Subtitle", labels["subtitle"]))
    return _el(
        "DescriptiveDetail", _text("ProductComposition", "00"), *_form(described), *_features(edition, described),
        _text("EpubTechnicalProtection", "00"),
        _el("EpubLicense", _text("EpubLicenseName", identity.licence.name),
            _el("EpubLicenseExpression", _text("EpubLicenseExpressionType", "01"),
                _text("EpubLicenseExpressionLink", identity.licence.url))),
        _el("TitleDetail", _text("TitleType", "01"), title),
        _el("Contributor", _text("SequenceNumber", "1"), _text("ContributorRole", "A01"),
            _text("CorporateName", identity.publisher)),
        _text("EditionStatement", edition.version),
        _el("Language", _text("LanguageRole", "01"), _text("LanguageCode", alpha_3(edition.language.tag))),
        *_subjects(identity),
        _el("Audience", _text("AudienceCodeType", "01"), _text("AudienceCodeValue", _AUDIENCES[identity.audience])))


def _form(described: Described) -> Iterator[str]:
    yield _text("ProductForm", _DOWNLOAD)
    if described.media_type in _FORMS:
        yield _text("ProductFormDetail", _FORMS[described.media_type])


def _features(edition: Edition, described: Described) -> Iterator[str]:
    """Yield what readers who need access are told (list 196); of books alone, since the others have no list here."""
    if described.media_type != media_type.EPUB:
        return
    conformance = edition.identity.conformance
    summary = _text("ProductFormFeatureDescription", edition.language.labels["accessibility-summary"])
    codes = onix_codes(lists_pages=described.lists_pages, claim=conformance.standard if conformance else "")
    told = [("00", summary), *((code, "") for code in codes)]
    if conformance:
        told += [("90", _text("ProductFormFeatureDescription", conformance.by)),
                 ("91", _text("ProductFormFeatureDescription", f"{conformance.on:%Y%m%d}"))]
    yield from (_el("ProductFormFeature", _text("ProductFormFeatureType", "09"),
                    _text("ProductFormFeatureValue", code), words) for code, words in told)


def _subjects(identity: Identity) -> Iterator[str]:
    """Yield the subjects; of a list that ONIX has no code for, its own name goes with the term (24: proprietary)."""
    for number, each in enumerate(identity.subjects):
        known = _SCHEMES.get(each.authority)
        scheme = (_text("SubjectSchemeIdentifier", known) if known else
                  _text("SubjectSchemeIdentifier", "24") + _text("SubjectSchemeName", each.authority))
        yield _el("Subject", "" if number else "<MainSubject/>\n", scheme, _text("SubjectCode", each.code),
                  _text("SubjectHeadingText", each.words))


def _collateral(edition: Edition) -> str:
    return _el("CollateralDetail", _el("TextContent", _text("TextType", "03"), _text("ContentAudience", "00"),
                                       _text("Text", edition.description)))


def _related(described: Described, identity: Identity) -> str:
    return _el("RelatedProduct", _text("ProductRelationCode", _ALTERNATIVE_FORMAT), _identifier(described, identity),
               *_form(described))


def _el(name: str, *parts: str) -> str:
    return f"<{name}>\n{''.join(parts)}</{name}>\n"


def _text(name: str, words: str) -> str:
    return f"<{name}>{escape(words)}</{name}>\n"
