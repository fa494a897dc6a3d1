"""Who hands a product out: what a clinic is called, where it is, how it is reached."""

import re
from fnmatch import fnmatchcase

from pydantic import Field

from pipeline.model.entry import Entry, Id, Name, Words

#: An extension behind a number: `ext. 12`, `x12`, `#12`, `,12`.
EXTENSION = re.compile(r"(?:[,;]?\s{0,3}(?:ext(?:ension|n)?[.:=]?|x|#)\s{0,3}|,)(\d{1,6})$", re.IGNORECASE)


class Phone(Entry):
    """A number to call and when somebody answers."""

    number: Words
    label: str = ""
    hours: str = ""

    @property
    def target(self) -> str:
        """Return where a link to the number leads; nothing where it lacks the country's code (RFC 3966)."""
        if not self.number.startswith("+"):
            return ""
        extension = EXTENSION.search(self.number)
        # nobody dials the 0 of +44 (0)20 from abroad
        digits = re.sub(r"\(0\)|\D", "", EXTENSION.sub("", self.number))
        return f"tel:+{digits}" + (f";ext={extension[1]}" if extension else "")


class Logo(Entry):
    """A clinic's sign and the words that say what it shows."""

    file: Words = Field(description="a drawing (SVG, drawn as source/README.md says) or a PNG, a path below source/")
    text: Words


class Imprint(Entry):
    """imprints/<id>.yaml: who hands the product out; what is empty becomes a ruled line."""

    id: Id
    name: Name | None = None
    department: Words | None = None
    address: tuple[Words, ...] = Field((), description="as on an envelope: one line each")
    phones: tuple[Phone, ...] = Field((), description="the first is the one that text messages end in")
    web: str | None = None
    languages: tuple[Words, ...] = Field((), description="spoken there, each by its own name: English, Español")
    qr: str | None = Field(None, description="address of the page that the QR code opens")
    logo: Logo | None = None
    products: tuple[Words, ...] = Field(
        (), description="globs over the ids of the channels that it hands out: '*-text'; empty: all")
    wanted_languages: tuple[Words, ...] = Field((), description="tags of the languages that it hands out; empty: all")

    def wants(self, channel: str, language: str) -> bool:
        """Tell whether the product of a channel in a language is handed out here."""
        is_named = not self.products or any(fnmatchcase(channel, glob) for glob in self.products)
        return is_named and (not self.wanted_languages or language in self.wanted_languages)

    @property
    def says_nothing(self) -> bool:
        """Tell whether no product could print anything of it."""
        return not any(self.model_dump(exclude={"id", "products", "wanted_languages"}).values())

    @property
    def is_nobody(self) -> bool:
        """Tell whether nobody is named: then whoever gets the product writes down whom to call."""
        return not self.name
