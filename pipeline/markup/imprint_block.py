"""Writes who hands a product out: a line for each thing that is known, a ruled line for what a family writes down."""

import re

from pipeline.model import tree
from pipeline.model.imprint import Imprint, Phone
from pipeline.model.tree import Element, Elements, words

#: What the path of a picture begins with that is no file: the address that its QR code opens follows.
QR = "qr:"
#: Pictures beside the lines; a plain text leaves them out, since the lines say the same.
PICTURES = ("imprint-logo", "imprint-qr")
Labels = dict[str, str]


def blocks(imprint: Imprint, labels: Labels) -> Elements:
    """Return the paragraph above the lines, and the lines with logo and QR code as one block."""
    intro = labels["contact-intro" if imprint.is_nobody else "contact-keep"]
    return [tree.para(words(intro)), block(imprint, labels)]


def block(imprint: Imprint, labels: Labels) -> Element:
    """Return the lines with logo and QR code: the one block that differs from clinic to clinic."""
    if imprint.is_nobody:
        return tree.div([*_nobody(labels), *_pictures(imprint, labels)], "", "imprint")
    return tree.div([*_somebody(imprint, labels), *_pictures(imprint, labels)], "", "imprint", "named")


def _nobody(labels: Labels) -> Elements:
    names = ("clinic", "doctor", "phone-day", "phone-night", "hours")
    return [_ruled(labels[f"contact-{name}"]) for name in names]


def _somebody(imprint: Imprint, labels: Labels) -> Elements:
    lines = [_known([{"t": "Strong", "c": words(imprint.name or "")}])]
    lines += [_known(words(each)) for each in (imprint.department, *imprint.address) if each]
    lines += [_phone(each, labels) for each in imprint.phones]
    if not imprint.phones:
        lines += [_ruled(labels[name]) for name in ("contact-phone-day", "contact-phone-night")]
    if imprint.web:
        lines.append(_known([*_label(labels["contact-web"]), tree.link(words(imprint.web), address_of(imprint.web))]))
    if imprint.languages:
        lines.append(_known([*_label(labels["contact-languages"]), *words(", ".join(imprint.languages))]))
    return lines


def address_of(web: str) -> str:
    """Return what a link to a page needs: the scheme that people leave out."""
    return web if "://" in web else f"https://{web}"


def _phone(phone: Phone, labels: Labels) -> Element:
    """Return a number, a link where it can be dialled from anywhere (RFC 3966 asks for the country's code)."""
    number: Element = {"t": "Strong", "c": words(phone.number)}
    if phone.number.startswith("+"):
        number = tree.link([number], "tel:+" + re.sub(r"\D", "", phone.number))
    hours = [{"t": "Str", "c": ","}, {"t": "Space"}, *words(phone.hours)] if phone.hours else []
    return _known([*_label(phone.label or labels["contact-phone"]), number, *hours])


def _label(label: str) -> Elements:
    return [*words(f"{label}:"), {"t": "Space"}]


def _known(inlines: Elements) -> Element:
    return tree.div([tree.para(inlines)], "", "field", "known")


def _ruled(label: str) -> Element:
    return tree.div([tree.para(words(f"{label}:"))], "", "field", "blank")


def _pictures(imprint: Imprint, labels: Labels) -> Elements:
    shown = []
    if imprint.logo:
        shown.append((PICTURES[0], imprint.logo.text, imprint.logo.file))
    if imprint.qr:
        shown.append((PICTURES[1], labels["contact-qr"].format(page=imprint.qr), f"{QR}{address_of(imprint.qr)}"))
    return [tree.div([tree.plain([{"t": "Image", "c": [tree.attribute(), words(text), [path, ""]]}])], "", kind)
            for kind, text, path in shown]
