"""Made-up clinics, and the products that are stamped for them or rendered anew."""

from dataclasses import replace
from functools import lru_cache

from pipeline import formats
from pipeline.model.artifact import Artifact, Design
from pipeline.model.finding import Place
from pipeline.model.imprint import Imprint, Logo, Phone
from pipeline.model.manuscript import Manuscript
from pipeline.stages import compose, stamp
from tests import real_source
from tests.conftest import ROOT

BROCHURE, BOOKLET = "jmml-brochure-letter-press", "jmml-booklet-a5-press"
HANDOUT, LARGE_PRINT = "jmml-handout-letter", "jmml-handout-large-print-a4"
EPUB, TEXT, ASCII_TEXT = "jmml-epub", "jmml-handout-text", "jmml-handout-ascii-text"
PLACE = Place("clinics.csv", 2, 1)

MINIMAL = Imprint(id="minimal", name="Valley Clinic")
FULL = Imprint(
    id="full", name="Łódź–Núñez Children’s Hospital", department="Department of Pediatric Hematology & Oncology",
    address=("1200 Example Avenue, Suite 4", "Springfield, ZZ 00000"),
    phones=(Phone(number="+1 555 010 0100", label="By day", hours="Monday to Friday, 8 to 5"),
            Phone(number="555 010 0199", label="Nights and weekends")),
    web="www.clinic.example/jmml", languages=("English", "Español", "Tiếng Việt"),
    qr="https://www.clinic.example/jmml",
    logo=Logo(file="imprints/logo.svg", text="A hill beside a lake"))
LONG = Imprint(
    id="long", name="Sainte-Geneviève-des-Bois Office", department="Affiliated f(x) & “Effizienz”, Ward 7½",
    phones=(Phone(number="+49 (0)89 000 00-0", hours="24 hours"),), languages=("Magyar", "Íslenska", "Türkçe"))
LOGO = (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect x="0" y="0" width="120" height="40"'
        b' fill="var(--pine)"/><circle cx="24" cy="20" r="12" fill="var(--sand)"/>'
        b'<path d="M40 30 60 10 80 30z" fill="var(--clay)"/></svg>')


def manuscript(channel: str, imprint: Imprint | None = None) -> Manuscript:
    """Return a product's manuscript, handed out by nobody or by a clinic."""
    plain = real_source.manuscript(channel)
    if imprint is None:
        return plain
    return compose.compose(replace(plain.edition, imprint=imprint, id=f"{plain.edition.id}-{imprint.id}"))


@lru_cache(maxsize=1)
def design() -> Design:
    """Return the design, the logo among its drawings."""
    plain = real_source.design()
    return replace(plain, figures={**plain.figures, "imprints/logo.svg": LOGO.decode()})


@lru_cache(maxsize=8)
def base(channel: str) -> stamp.Base:
    """Return a product laid out for all clinics; made once."""
    return stamp.prepare(manuscript(channel), design())


@lru_cache(maxsize=32)
def stamped(channel: str, imprint: Imprint) -> bytes:
    """Return a clinic's product."""
    made = stamp.stamp(base(channel), imprint, PLACE, LOGO if imprint.logo else None)
    assert isinstance(made, bytes), made
    return made


@lru_cache(maxsize=16)
def rendered(channel: str, imprint: Imprint) -> bytes:
    """Return the same product, rendered anew."""
    told = manuscript(channel, imprint)
    return formats.find(told.edition.channel.format).render(told, design()).content


def refusals(channel: str, imprint: Imprint) -> list[str]:
    """Return why a clinic's product is refused, each with the field that has to change."""
    made = stamp.stamp(base(channel), imprint, PLACE, LOGO if imprint.logo else None)
    assert not isinstance(made, bytes)
    assert {each.place for each in made} == {PLACE}
    return [f"{each.field}: {each.message}" for each in made]


def artifact(channel: str, imprint: Imprint) -> Artifact:
    """Return a clinic's product as checks are given it."""
    told = manuscript(channel, imprint)
    output = told.edition.output
    media_type = told.edition.contract.media_type
    return Artifact(ROOT / "build" / output, f"build/{output}", media_type, stamped(channel, imprint), told)
