"""styles/tokens.yaml: raw colours, what each is for, and the sizes of each kind of product."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from pipeline.model.entry import Entry, Words

#: Percent of one ink; a pair's four come to 400 at most.
Ink = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]
#: A length in CSS, or a bare number for what multiplies another (a leading).
Size = Annotated[str, Field(pattern=r"^\d{1,4}(\.\d+)?(pt|mm|cm|in|px|em|rem|%)?$", coerce_numbers_to_str=True,
                            json_schema_extra={"type": ["string", "number"]})]
Millimetres = Annotated[str, Field(pattern=r"^[1-9]\d{0,2}(\.\d+)?mm$", description="millimetres: 12mm")]
Count = Annotated[int, Field(strict=True, gt=0, le=10_000)]


class Colour(Entry):
    """A colour as a pair chosen by hand."""

    srgb: str = Field(pattern=r"^#[0-9a-f]{6}$", description="a colour for screens and office printers: #a8461f")
    cmyk: tuple[Ink, ...] = Field(min_length=4, max_length=4, description="for the press: four inks in percent")


class Meanings(Entry):
    """What colours are for -> the name of a raw colour; more may be added than those that every product needs."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Words]

    text: Words
    paper: Words
    heading: Words
    accent: Words
    callout: Words
    rule: Words
    deep: Words
    on_deep: Words = Field(alias="on-deep")


class Scale(Entry):
    """The sizes of one kind of product, by the names that style sheets use."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Size]


class BookletScale(Scale):
    """The same for the booklet, whose lines to write on are counted from its margins."""

    margin_top: Millimetres = Field(alias="margin-top")
    margin_bottom: Millimetres = Field(alias="margin-bottom")
    line_distance: Millimetres = Field(alias="line-distance")


class CoverImage(Entry):
    """The picture of the e-book on a shelf, in its own pixels."""

    width: Count
    height: Count
    margin: Count
    size_title: Count = Field(alias="size-title")
    size_subtitle: Count = Field(alias="size-subtitle")


class PlainText(Entry):
    """Measures of the text layout in cells, and the characters that lines and marks are made of."""

    model_config = ConfigDict(validate_by_name=True)

    columns: int = Field(strict=True, ge=20, le=1000)
    indent: int = Field(strict=True, ge=0, le=16)
    rule_heading: Words = Field(alias="rule-heading")
    rule_section: Words = Field(alias="rule-section")
    rule_sub: Words = Field(alias="rule-sub")
    box_edge: Words = Field(alias="box-edge")
    box_corner: Words = Field(alias="box-corner")
    bullet: Words
    checkbox: Words
    write_on: Words = Field(alias="write-on")


class FontLicence(Entry):
    """The terms that go wherever a font goes."""

    name: Words
    url: Words
    file: str = Field(pattern=r"^[\w.-]+\.txt$", description="the name of its text, a file in styles/fonts/: OFL.txt")


class Font(Entry):
    """A family and its files below styles/fonts/; a changed font may need a name of its own."""

    family: Words
    regular: Words
    bold: Words
    italic: Words
    licence: FontLicence


class ScriptFont(Entry):
    """What a script is set in: the letters of `font`, or a family of its own, which goes before it.

    Its files stand below styles/fonts/, or where a package of Debian puts them.
    """

    family: Words | None = None
    regular: Words | None = None
    bold: Words | None = None
    package: Words | None = Field(None, description="the package of Debian that brings the files: fonts-noto-cjk")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if len({each is None for each in (self.family, self.regular, self.bold)}) > 1:
            raise ValueError("a family needs its name, regular and bold")
        return self


class Tokens(Entry):
    """styles/tokens.yaml."""

    color: dict[str, Colour]
    meaning: Meanings
    meaning_dark: Meanings = Field(alias="meaning-dark")
    brochure: Scale
    leaflet: Scale
    card: Scale
    booklet: BookletScale
    handout: Scale
    large_print: Scale = Field(alias="large-print")
    ebook: Scale
    web: Scale
    cover_image: CoverImage = Field(alias="cover-image")
    plain_text: PlainText = Field(alias="plain-text")
    font: Font
    web_font: Font = Field(alias="web-font")
    scripts: dict[str, ScriptFont] = Field(
        {}, description="the code of a script (ISO 15924) that `web-font` does not hold -> what it is set in")


#: The keys of Tokens that are families of fonts: `var(--font)` in a style sheet.
FAMILY_KEYS = ("font", "web-font")
#: The keys of Tokens whose names become custom properties of CSS.
PROPERTY_KEYS = ("meaning", "brochure", "leaflet", "card", "booklet", "handout", "large-print", "ebook", "web")
