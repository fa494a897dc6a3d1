"""Writes the page that lies in a clinic's ZIP: a picture of each product, what it is for, and a link to its file.

It is for those in the clinic who print and mail, so it speaks English, as the job ticket does; it loads nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup.picture_file import data_uri
from pipeline.model import media_type
from pipeline.model.clinic_work import ClinicProduct, Zipped
from pipeline.model.imprint import Imprint
from pipeline.model.overview import GROUPS

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
#: What each group of products is for, in the order of the groups.
_FOR = ("Send these to a print shop. Do not print them in the office: they carry marks for cutting and folding.",
        "Print these, or mail them: everything about the disease and its treatment, in usual and in large print.",
        "Print the one that belongs to today’s visit. Two small pages on a sheet are folded in the middle.",
        "Put the web page on your site; mail the e-book to families who read on a telephone.",
        "Open the Word file to add to it; paste the texts into mails, messages and patient portals.",
        "For readers of braille: a display or an embosser opens it.", "For shops and libraries.", "Other files.")


def page(imprint: Imprint, products: Iterable[ClinicProduct], zipped: Zipped) -> str:
    """Return the page about the products that a clinic has."""
    title = escape(f"{zipped.title}: {imprint.name}")
    held = list(products)
    parts = "".join(_group(number, [each for each in held if each.group == number], zipped.pictures)
                    for number in range(len(GROUPS)))
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content={quoteattr(_POLICY)}>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<meta name="color-scheme" content="light dark"><title>{title}</title>'
            f"<style>{zipped.css}</style></head>\n<body><header><h1>{title}</h1>"
            f"<p>Version {escape(zipped.version)}. Unpack the ZIP first, so that the links lead to its files.</p>"
            f"</header>\n<main>\n{parts}</main></body></html>\n")


def _group(number: int, products: Sequence[ClinicProduct], pictures: Mapping[str, bytes]) -> str:
    if not products:
        return ""
    told = []
    for tag in dict.fromkeys(each.language for each in products):
        cards = "".join(_card(each, pictures) for each in products if each.language == tag)
        told.append(f'<h3>{escape(tag)}</h3><div class="cards">{cards}</div>\n')
    return f"<section><h2>{GROUPS[number]}</h2><p>{_FOR[number]}</p>\n{''.join(told)}</section>\n"


def _card(product: ClinicProduct, pictures: Mapping[str, bytes]) -> str:
    address = quoteattr(quote(product.output))
    picture = pictures.get(product.output)
    opens = "first page" if product.media_type == media_type.PDF else "cover"
    shown = (f'<p><a href={address}><img width="120" alt={quoteattr(f"{opens} of {product.name}")} '
             f'src="{data_uri("image/webp", picture)}"></a></p>' if picture else "")
    return (f'<article class="card"><h4>{escape(product.name)}</h4>{shown}'
            f"<p><a href={address}>{escape(product.output)}</a></p></article>\n")
