"""What a build has to do, what it made, and what it remembers of the last time."""

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.model.finding import Finding, finding_from
from pipeline.model.output_path import unfitness

if TYPE_CHECKING:  # pydantic stands behind it, and a build with nothing to do starts without
    from pipeline.model.manuscript import Manuscript


@dataclass(frozen=True)
class Job:
    """One product to make; `key` is the digest of all that can change its bytes.

    `printed_key` is the key of the booklet whose page numbers the product lists, if it lists any. `rules` is the digest
    of the rules that finished products are asked, `texts` that of the source, which says at which lines they speak.
    `made` is the product where it stands and is only asked again.
    """

    manuscript: "Manuscript"
    key: str
    printed_key: str = ""
    rules: str = ""
    texts: str = ""
    made: "Made | None" = None

    @property
    def output(self) -> str:
        """Return the product's path below build/."""
        return self.manuscript.edition.output

    @property
    def apart_from_paper(self) -> tuple[str, ...]:
        """Return what the same pages on another size of paper share; the output where there are none."""
        edition = self.manuscript.edition
        if edition.channel.page is None or edition.channel.press:
            return (self.output,)
        return " ".join(each.tag for each in edition.languages), edition.channel.format, edition.channel.page.type, *(
            each.id for each in edition.topics)

    def asked(self, *, has_findings: bool) -> str:
        """Return what a verdict on the product hangs on: the rules, and where they spoke, the lines that they named."""
        return f"{self.rules} {self.texts}" if has_findings else self.rules


@dataclass(frozen=True)
class Made:
    """One file as recorded: its digest, its job's key, what the manifest tells of it, what was remarked.

    `product` is the path of the product that it accompanies, or its own; `rules` what its findings hang on.
    """

    output: str
    product: str
    key: str
    sha256: str
    bytes: int
    pages: int | None
    media_type: str
    reader: str
    language: str
    channel: str
    format: str
    imprint: str
    facts: dict[str, list[str]]
    findings: tuple[Finding, ...] = ()
    rules: str = ""


@dataclass(frozen=True)
class Record:
    """What the last build made, and the digest of every file it read (empty after a build that left things out).

    `outside` are the digests of files that are not the project's and decide bytes of its products, by path.
    """

    inputs: str = ""
    findings: tuple[Finding, ...] = ()
    made: dict[str, Made] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)

    def kinds(self, manuscript: "Manuscript") -> dict[str, tuple[str, str]]:
        """Return the media type of a product and of each file that was made with it, and who reads it back."""
        product, contract = manuscript.edition.output, manuscript.edition.contract
        made = {output: (each.media_type, each.reader) for output, each in sorted(self.made.items())
                if each.product == product}
        return {product: (contract.media_type, contract.reader), **made}

    def as_data(self) -> dict[str, Any]:
        """Return the record as JSON data."""
        return asdict(self)


def record_from(data: Any) -> Record:
    """Return the record that JSON data holds; raises KeyError or TypeError where the data is of another shape.

    Files that no product can be are left out: whoever acts on a record writes over them, or removes them.
    """
    made = {output: Made(**{**each, "findings": _findings(each["findings"])}) for output, each in data["made"].items()
            if output == each["output"] and not unfitness(output)}
    return Record(data["inputs"], _findings(data["findings"]), made, data.get("outside", {}))


def _findings(entries: Any) -> tuple[Finding, ...]:
    return tuple(finding_from(entry) for entry in entries)
