"""Makes a clinic's product the long way, from its manuscript, in a format whose files cannot be stamped."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import checks, formats
from pipeline.markup import imprint_block, message
from pipeline.markup.picture_file import is_drawing
from pipeline.model.artifact import Artifact, Design, Draft
from pipeline.model.finding import Finding, Place, has_error
from pipeline.model.imprint import Imprint, Logo
from pipeline.model.manuscript import Manuscript
from pipeline.tools.keeping import kept
from pipeline.tools.keeping.environment import cache_folder

#: Where a clinic's logo stands among the drawings and pictures.
_LOGO = "figures/clinic-logo"


@dataclass(frozen=True)
class Unstamped:
    """What every clinic's product is written from: plain data."""

    manuscript: Manuscript
    design: Design

    @property
    def output(self) -> str:
        """Return the product's path."""
        return self.manuscript.edition.output

    def as_json(self) -> bytes:
        """Return it as JSON."""
        return kept.as_json(Unstamped, self)


def from_json(content: bytes, root: Path) -> Unstamped:
    """Return what was kept, for a project's folder as it is called now; raises ValueError where it is no base."""
    held: Unstamped = kept.from_json(Unstamped, content)
    return replace(held, design=replace(held.design, root=root, cache=cache_folder()))


def says_who(manuscript: Manuscript) -> bool:
    """Tell whether a product says who hands it out; the others are the same for every clinic."""
    return _is_message(manuscript) or any(each.kind == "contact" for each in manuscript.sections)


def _is_message(manuscript: Manuscript) -> bool:
    return manuscript.edition.channel.depth == "sms"


def make(base: Unstamped, imprint: Imprint, place: Place, logo: bytes | None) -> bytes | tuple[Finding, ...]:
    """Return a clinic's file, or what its checks find; `place` is where the imprint stands."""
    imprint, design = _with_logo(imprint, base.design, logo)
    manuscript = _for(imprint, base.manuscript)
    edition = manuscript.edition
    rendering = formats.render(manuscript, design)
    artifact = Artifact(Path(base.output), base.output, edition.contract.media_type, rendering.content, manuscript)
    findings = checks.examine("draft", Draft(manuscript, rendering)) + checks.examine("artifact", artifact)
    if _is_message(manuscript):  # a clinic's number may make it too long
        findings += checks.examine("edition", manuscript)
    if not has_error(findings):
        return rendering.content
    return tuple(_at_field(imprint, replace(each, place=place, output=base.output)) for each in findings)


def _at_field(imprint: Imprint, finding: Finding) -> Finding:
    """Return a finding with the field and the line of an imprint that hold what it is about, if any does."""
    held = imprint.model_dump(mode="json", exclude={"id"}).items() if finding.about else ()
    said = ((field, line) for field, value in held for line in _words(value).splitlines())
    field, line = next((each for each in said if finding.about in each[1]), ("", finding.about))
    return replace(finding, field=field, about=line)


def _words(value: Any) -> str:
    """Return all that a field of an imprint says."""
    if isinstance(value, dict):
        value = list(value.values())
    return "\n".join(map(_words, value)) if isinstance(value, list) else str(value or "")


def _for(imprint: Imprint, manuscript: Manuscript) -> Manuscript:
    edition = replace(manuscript.edition, imprint=imprint)
    if _is_message(manuscript):
        said = {each.id: message.paragraph(edition, each, message.number_of(edition)) for each in edition.topics}
        return Manuscript(edition, tuple(replace(each, blocks=[said[each.id]]) for each in manuscript.sections))
    shown = imprint_block.blocks(imprint, edition)
    return replace(manuscript, edition=edition, sections=tuple(
        replace(each, blocks=shown) if each.kind == "contact" else each for each in manuscript.sections))


def _with_logo(imprint: Imprint, design: Design, logo: bytes | None) -> tuple[Imprint, Design]:
    if logo is None or imprint.logo is None:
        return imprint, design
    name = f"{_LOGO}.{'svg' if is_drawing(logo) else 'png'}"
    shown = imprint.model_copy(update={"logo": Logo(file=name, text=imprint.logo.text)})
    if is_drawing(logo):
        return shown, replace(design, figures={**design.figures, name: logo.decode()})
    return shown, replace(design, pictures={**design.pictures, name: logo})
