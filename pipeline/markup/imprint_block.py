"""Writes who hands a product out: a line for each thing that is known, a ruled line for what a family writes down."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.markup.binding import bind_end
from pipeline.model import side_by_side, tree
from pipeline.model.imprint import Imprint, Phone
from pipeline.model.manuscript import Edition, Manuscript
from pipeline.model.slot import Line, Run
from pipeline.model.tree import Element, Elements, words

#: What the path of a picture begins with that is no file: the address that its QR code opens follows.
QR = "qr:"
#: Pictures beside the lines; a plain text leaves them out, since the lines say the same.
PICTURES = ("imprint-logo", "imprint-qr")
Labels = dict[str, str]


@dataclass(frozen=True)
class Labelled:
    """The labels of a block, with the tag of their language; `before` stand those of another one."""

    labels: Labels
    tag: str = ""
    before: "Labelled | None" = None

    def words(self, key: str) -> Elements:
        """Return a label; of two, each under its tag."""
        said = words(self.labels[key])
        if self.before is None:
            return said
        parting: Elements = [{"t": "Space"}, {"t": "Str", "c": "/"}, {"t": "Space"}]
        return [tree.span(self.before.words(key), lang=self.before.tag), *parting, tree.span(said, lang=self.tag)]

    def picture_of(self, page: str) -> str:
        """Return the words in the place of a QR code."""
        before = f"{self.before.picture_of(page)} / " if self.before else ""
        return before + self.labels["contact-qr"].format(page=page)


def labelled(edition: Edition) -> Labelled:
    """Return the labels of an edition's block, once for both of its languages."""
    return Labelled(edition.language.labels, edition.language.tag,
                    labelled(edition.beside) if edition.beside else None)


def blocks(imprint: Imprint, edition: Edition) -> Elements:
    """Return the paragraph above the lines, and the lines with logo and QR code as one block."""
    return [_intro(edition, "contact-intro" if imprint.is_nobody else "contact-keep"),
            block(imprint, labelled(edition))]


def _intro(edition: Edition, key: str) -> Element:
    said = [tree.para(words(each.labels[key])) for each in edition.languages]
    return said[0] if len(said) == 1 else side_by_side.row([said[0]], [said[1]], edition.tags)


def block(imprint: Imprint, labels: Labelled) -> Element:
    """Return the lines with logo and QR code: the one block that differs from clinic to clinic."""
    if imprint.is_nobody:
        names = ("clinic", "doctor", "phone-day", "phone-night", "hours")
        ruled = [_ruled("name", labels.words(f"contact-{name}")) for name in names]
        return tree.div([*ruled, *_pictures(imprint, labels)], "", "imprint")
    return tree.div([*_somebody(imprint, labels), *_pictures(imprint, labels)], "", "imprint", "named")


def _somebody(imprint: Imprint, labels: Labelled) -> Elements:
    lines = [_known("name", [{"t": "Strong", "c": words(imprint.name or "")}])]
    lines += [_known("department", words(imprint.department))] if imprint.department else []
    lines += [_known("address", words(each)) for each in imprint.address]
    lines += [_phone(each, labels) for each in imprint.phones]
    if not imprint.phones:
        lines += [_ruled("phones", labels.words(name)) for name in ("contact-phone-day", "contact-phone-night")]
    if imprint.web:
        page = tree.link(words(imprint.web), address_of(imprint.web))
        lines.append(_known("web", [*_label(labels.words("contact-web")), page]))
    if imprint.languages:
        spoken = words(", ".join(imprint.languages))
        lines.append(_known("languages", [*_label(labels.words("contact-languages")), *spoken]))
    return lines


def address_of(web: str) -> str:
    """Return what a link to a page needs: the scheme that people leave out."""
    return web if "://" in web else f"https://{web}"


def _phone(phone: Phone, labels: Labelled) -> Element:
    """Return a number, a link where it can be dialled from anywhere."""
    number = words(phone.number)
    if phone.target:
        number = [tree.link(number, phone.target)]
    hours = [{"t": "Str", "c": ","}, {"t": "Space"}, *words(phone.hours)] if phone.hours else []
    label = words(phone.label) if phone.label else labels.words("contact-phone")
    return _known("phones", [*_label(label), {"t": "Strong", "c": number}, *hours])


def _label(label: Elements) -> Elements:
    return [*_with_colon(label), {"t": "Space"}]


def _with_colon(label: Elements) -> Elements:
    *rest, last = label
    return [*rest, {**last, "c": f"{last['c']}:"}] if last["t"] == "Str" else [*label, {"t": "Str", "c": ":"}]


def _known(field: str, inlines: Elements) -> Element:
    return tree.div([tree.para(inlines)], "", "field", "known", of=field)


def _ruled(field: str, label: Elements) -> Element:
    return tree.div([tree.para(_with_colon(label))], "", "field", "blank", of=field)


def _pictures(imprint: Imprint, labels: Labelled) -> Elements:
    shown = []
    if imprint.logo:
        shown.append((PICTURES[0], imprint.logo.text, imprint.logo.file))
    if imprint.qr:
        shown.append((PICTURES[1], labels.picture_of(imprint.qr), f"{QR}{address_of(imprint.qr)}"))
    return [tree.div([tree.plain([{"t": "Image", "c": [tree.attribute(), words(text), [path, ""]]}])], "", kind)
            for kind, text, path in shown]


# --- the same as lines, for a place of fixed size ---


def sample() -> Element:
    """Return a block to measure a place with: two known lines, two ruled ones, the frames of logo and QR code."""
    shown = [*(_known("", words("n")) for _ in range(2)), *(_ruled("", words("n")) for _ in range(2)),
             *(tree.div([], "", kind) for kind in PICTURES)]
    return tree.div(shown, "", "imprint", "named")


def with_block(manuscript: Manuscript, shown: Element) -> Manuscript:
    """Return the manuscript with another block where it says who hands it out; raises ValueError where it says it not.

    The paragraph above is that of a clinic with a name.
    """
    if not any(each.kind == "contact" for each in manuscript.sections):
        raise ValueError(f"{manuscript.edition.id} does not say who hands it out")
    intro = _intro(manuscript.edition, "contact-keep")
    return replace(manuscript, sections=tuple(
        replace(each, blocks=[intro, shown]) if each.kind == "contact" else each for each in manuscript.sections))


def lines_of(block: Element) -> tuple[Line, ...]:
    """Return the lines of a block, whose words are bound in place as on any page."""
    return tuple(_line(each) for each in block["c"][1] if tree.is_div(each, "field"))


def _line(field: Element) -> Line:
    inlines = field["c"][1][0]["c"]
    bind_end(inlines)
    return Line(tree.attributes(field)[2]["of"], tuple(_runs(inlines, Run(""))), is_ruled=tree.is_div(field, "blank"))


def pictures_of(block: Element) -> dict[str, tuple[str, str]]:
    """Return path and words of each picture of a block, by its class."""
    shown = [each for each in block["c"][1] if not tree.is_div(each, "field")]
    images = {tree.attributes(each)[1][0]: each["c"][1][0]["c"][0]["c"] for each in shown}
    return {kind: (image[2][0], tree.plain_text(image[1])) for kind, image in images.items()}


def _runs(inlines: Elements, manner: Run) -> Iterator[Run]:
    """Yield the words in their faces; a run ends where an element does, as it is laid out."""
    said = ""
    for inline in inlines:
        if inline["t"] in ("Strong", "Link", "Span"):
            yield from [replace(manner, text=said)] if said else []
            said = ""
            yield from _runs(inline["c"] if inline["t"] == "Strong" else inline["c"][1], _manner(inline, manner))
        else:
            said += " " if inline["t"] == "Space" else inline["c"]
    yield from [replace(manner, text=said)] if said else []


def _manner(inline: Element, around: Run) -> Run:
    """Return how the words of an inline are set that stands in another."""
    if inline["t"] == "Strong":
        return replace(around, is_bold=True)
    if inline["t"] == "Span":
        return replace(around, language=tree.attributes(inline)[2].get("lang", ""))
    return replace(around, target=inline["c"][2][0])
