"""What the columns of a list of clinics hold, and what people call them."""

import re
from unicodedata import category, normalize

#: Column -> what its cells hold. The template and the README's table follow this order.
COLUMNS = {
    "id": "lower case, digits, hyphens; names the clinic's folder",
    "name": "as families know it",
    "department": "ward or clinic",
    "address": "as on an envelope; | between lines",
    "phones": "label: number (hours); | between numbers",
    "web": "the clinic's page",
    "logo": "SVG or PNG, a path from the list",
    "logo_text": "the logo in words, for those who do not see it",
    "qr": "the page that the QR code opens",
    "languages": "spoken there, each by its own name; | between them",
    "products": "globs over the ids of products; | between them; empty: all",
    "wanted_languages": "tags of the languages it hands out; | between them; empty: all",
}
#: Column -> letters that its cells may hold: more than any clinic needs, few enough to be read at a glance.
LONGEST = {"id": 200, "name": 200, "department": 200, "address": 600, "phones": 1000, "web": 500, "logo": 500,
           "logo_text": 500, "qr": 500, "languages": 1000, "products": 2000, "wanted_languages": 500}
#: Columns that a list cannot do without.
REQUIRED = ("name",)
#: Columns whose cells hold several things; a line break in the cell parts them as | does.
SEVERAL = frozenset({"address", "phones", "languages", "products", "wanted_languages"})
#: Column -> what else people call it, in small letters, words parted by single spaces.
_USUAL = {
    "id": "identifier, clinic id, hospital id, folder, slug",
    "name": "clinic, clinic name, name of clinic, hospital, hospital name, name of hospital, center, centre, "
            "center name, centre name, institution, institution name, facility, facility name, "
            "organization, organisation",
    "department": "dept, ward, unit, division, service, clinic or ward",
    "address": "addresses, street address, postal address, mailing address, full address, clinic address",
    "phones": "phone, phone number, phone numbers, phone no, telephone, telephones, telephone number, "
              "telephone numbers, tel, tel no, contact number, contact numbers, contact phone, call",
    "web": "website, web site, web page, webpage, web address, homepage, home page, site, url, link",
    "logo": "logo file, logo path, logo image, picture of logo",
    "logo_text": "logo description, logo words, logo alt, logo alt text, alt text, alt",
    "qr": "qr code, qr link, qr url, qr address, qr page",
    "languages": "language, languages spoken, spoken languages, spoken",
    "products": "product, materials, formats",
    "wanted_languages": "wanted language, languages wanted, languages of products, product languages",
}
#: What people part an address into, or add to it, and the column that holds it.
_ELSEWHERE = {
    "address": "city town state province country county zip zipcode postcode street",
    "phones": "hours fax mobile cell extension ext",
}


def _folded(written: str) -> str:
    """Return a name in small letters without accents, its words parted by single spaces."""
    bare = "".join(each for each in normalize("NFKD", written) if category(each)[0] != "M")
    return " ".join(re.split(r"[\W_]+", bare.casefold())).strip()


_MEANT = {_folded(name): column for column, others in _USUAL.items() for name in (column, *others.split(", "))}


def column_of(written: str) -> str | None:
    """Return the column that a header means, whatever its capitals, accents, hyphens; None where nobody knows."""
    return _MEANT.get(_folded(written))


def part_of(written: str) -> str | None:
    """Return the column whose cells hold what somebody gave one of its own: `City`, `Phone 2`, `Address line 1`."""
    words = _folded(written)
    bare = re.sub(r"( line)? \d$", "", words)
    found = _MEANT.get(bare) if bare != words else None
    return found or next((column for column, names in _ELSEWHERE.items() if set(names.split()) & set(words.split())),
                         None)
