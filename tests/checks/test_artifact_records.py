"""Records for libraries say what the publication says of itself, in a form that catalogues take in."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline import checks
from pipeline.checks.artifact import marc_not_valid, onix_not_valid, record_incomplete, review_state_untold
from pipeline.formats import onix
from pipeline.markup.marc import LEADER
from pipeline.model.accessibility import onix_codes
from pipeline.model.language_codes import alpha_3
from pipeline.model.publication import Conformance
from pipeline.readback.readers import marc as marc_reader
from pipeline.tools.packaging import marc_writer
from pipeline.tools.reading import marc_file
from tests.checks.test_artifact_parity import product, project, rendering

RECORDS = ("jmml-onix", "jmml-marc")
CLAIM = {"standard": "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "by": "A tester", "on": "2026-11-29"}


def messages(check, channel: str, content: bytes) -> list[str]:
    return [f"{each.place.inside}: {each.message}" for each in check(product(channel, content))]


@pytest.mark.parametrize("channel", RECORDS)
def test_a_record_passes_every_check(channel: str) -> None:
    assert checks.examine("artifact", product(channel), "full") == []


def test_codes_and_order_that_the_schema_of_onix_does_not_allow_are_found_at_their_line() -> None:
    content = rendering("jmml-onix").content
    wrong = content.replace(b"<LanguageCode>eng<", b"<LanguageCode>xxx<", 1)
    (found,) = [each for each in messages(onix_not_valid.check, "jmml-onix", wrong) if "LanguageCode" in each][:1]
    assert re.match(r"line \d+: ", found)
    late = content.replace(b"<ProductComposition>00</ProductComposition>\n", b"", 1)
    assert any("ProductForm" in each for each in messages(onix_not_valid.check, "jmml-onix", late))


def test_words_for_pictures_help_with_what_is_seen_all_else_with_what_is_read() -> None:
    """The Library of Congress asks for one field for each way in which content is taken in (MARC 21, field 341)."""
    fields = marc_file.fields(rendering("jmml-marc").content) or []
    assert [each.subfields for each in fields if each.tag == "341"] == [
        (("a", "textual"), ("b", "displayTransformability"), ("b", "readingOrder"), ("b", "structuralNavigation"),
         ("b", "tableOfContents"), ("2", "sapdv")),
        (("a", "visual"), ("b", "alternativeText"), ("2", "sapdv"))]


def changed(changing: str, **new: str) -> bytes:
    """Return the record for libraries with each field of a tag changed."""
    fields = marc_file.fields(rendering("jmml-marc").content) or []
    return marc_writer.write(LEADER, [replace(each, **new) if each.tag == changing else each for each in fields])


@pytest.mark.parametrize(("content", "told"), [
    (lambda: rendering("jmml-marc").content[:-9], "it is no record of ISO 2709 as long as its leader says"),
    (lambda: b"no record", "it is no record of ISO 2709 as long as its leader says"),
    (lambda: changed("245", tag="246"), "it needs one field 245"),
    (lambda: changed("008", words="261129s2026"), "field 008 has 11 characters; it needs 40"),
    (lambda: changed("006", words="m"), "field 006 has 1 characters; it needs 18")])
def test_what_makes_no_record_of_marc_is_found(content: Callable[[], bytes], told: str) -> None:
    assert messages(marc_not_valid.check, "jmml-marc", content()) == [f": {told}"]


@pytest.mark.parametrize("channel", RECORDS)
@pytest.mark.parametrize(("said", "name"), [
    (b"JMML Family Guide project", "the publisher"), (b"Version 0", "the version"), (b"HEA039030", "a subject"),
    (b"creativecommons.org/licenses", "the licence"), (b"No person has tested", "how accessible it is")])
def test_what_a_record_leaves_out_is_found(channel: str, said: bytes, name: str) -> None:
    content = rendering(channel).content
    assert said in content
    (found,) = messages(record_incomplete.check, channel, content.replace(said, b"x" * len(said)))
    assert f"it does not say {name}: " in found


@pytest.mark.parametrize("channel", RECORDS)
def test_a_record_that_hides_how_its_review_stands_is_found(channel: str) -> None:
    content = rendering(channel).content.replace(b"has not yet reviewed", b"has by now  reviewed")
    assert len(messages(review_state_untold.check, channel, content)) == 1


def test_a_guide_that_nobody_reviewed_is_announced_and_no_more() -> None:
    assert b"<NotificationType>01<" in rendering("jmml-onix").content
    assert b"<PublishingStatus>02<" in rendering("jmml-onix").content
    manuscript, design = project()[0]["jmml-onix"], project()[1]
    approved = replace(manuscript.edition, standing=replace(manuscript.edition.standing, missing=()))
    content = onix.render(replace(manuscript, edition=approved), design).content
    assert b"<NotificationType>03<" in content
    assert b"<PublishingStatus>04<" in content


def test_a_claim_of_conformance_stands_where_a_person_made_it_alone() -> None:
    assert not {"04", "82", "85", "90"} & set(onix_codes(lists_pages=True))
    claimed = Conformance.model_validate(CLAIM)
    assert {"04", "82", "85"} <= set(onix_codes(lists_pages=False, claim=claimed.standard))
    manuscript, design = project()[0]["jmml-onix"], project()[1]
    identity = manuscript.edition.identity.model_copy(update={"conformance": claimed})
    content = onix.render(replace(manuscript, edition=replace(manuscript.edition, identity=identity)), design).content
    assert b"<ProductFormFeatureDescription>A tester<" in content
    assert messages(onix_not_valid.check, "jmml-onix", content) == []


def test_the_record_names_each_kind_of_file_once_and_no_number_that_nobody_assigned() -> None:
    fields = marc_file.fields(rendering("jmml-marc").content) or []
    assert [dict(each.subfields)["b"] for each in fields if each.tag == "347"] == ["EPUB", "PDF", "HTML", "DOCX", "TXT"]
    assert not {"020", "024"} & {each.tag for each in fields}
    assert "Treating JMML" in marc_reader.description(rendering("jmml-marc").content)


@pytest.mark.parametrize(("tag", "code"), [
    ("en", "eng"), ("en-GB", "eng"), ("de", "ger"), ("zh-Hant", "chi"), ("vi", "vie"), ("fil", "fil"), ("qq", "und")])
def test_a_language_has_the_code_that_libraries_know(tag: str, code: str) -> None:
    assert alpha_3(tag) == code
