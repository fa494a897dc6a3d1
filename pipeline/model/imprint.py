"""Who hands a product out: what a clinic is called, where it is, how it is reached."""

from pydantic import Field

from pipeline.model.entry import Entry, Id, Words


class Phone(Entry):
    """A number to call and when somebody answers."""

    number: Words
    label: str = ""
    hours: str = ""


class Logo(Entry):
    """A clinic's sign and the words that say what it shows."""

    file: Words = Field(description="a drawing (SVG, drawn as source/README.md says) or a PNG, a path below source/")
    text: Words


class Imprint(Entry):
    """imprints/<id>.yaml: who hands the product out; what is empty becomes a ruled line."""

    id: Id
    name: str | None = None
    department: str | None = None
    address: tuple[str, ...] = Field((), description="as on an envelope: one line each")
    phones: tuple[Phone, ...] = Field(())
    web: str | None = None
    languages: tuple[str, ...] = Field((), description="spoken there, each by its own name: English, Español")
    qr: str | None = Field(None, description="address of the page that the QR code opens")
    logo: Logo | None = None
    products: tuple[Id, ...] = Field((), description="the channels it hands out, by id; empty: all")

    @property
    def is_nobody(self) -> bool:
        """Tell whether nobody is named: then whoever gets the product writes down whom to call."""
        return not self.name
