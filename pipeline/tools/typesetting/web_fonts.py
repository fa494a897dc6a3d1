"""Makes the fonts of the e-book from those of print: by hand what is kept in styles/fonts/, else as a script needs it.

`python -m pipeline.tools.typesetting.web_fonts` takes Latin and Greek letters and signs of `font` in
styles/tokens.yaml and gives them the name of `web-font`: a licence may keep its name for unchanged fonts
(SIL Open Font License 1.1, clause 3).
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.model.artifact import FontFaces
from pipeline.tools.keeping import digest, whole_file

_STYLES = Path("styles")
_FACES = ("regular", "bold", "italic")
#: Latin, Greek, Vietnamese; marks, punctuation, super- and subscripts, currencies, arrows, mathematical signs.
_RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x1E00, 0x1EFF), (0x2000, 0x206F),
           (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF))
#: Name table: family, full name, PostScript name, typographic family; the trademark names what this no longer is.
_FAMILY, _FULL, _UNIQUE, _POSTSCRIPT, _TRADEMARK, _TYPOGRAPHIC = 1, 4, 3, 6, 7, 16


def of_letters(letters: str, faces: FontFaces, family: str, cache: Path) -> FontFaces:
    """Return faces of print as WOFF2 with these letters and the Latin ones; what is made is kept in `cache`."""
    made = []
    for _, weight, style, source in faces:
        face = {"400normal": "Regular", "700normal": "Bold"}.get(weight + style, "Italic")
        key = digest.of_data([letters, family, face, digest.of_file(source), digest.of_file(Path(__file__))])
        target = cache / "web-fonts" / f"{family.replace(' ', '')}-{face}-{key[:12]}.woff2"
        if not target.is_file():
            held = BytesIO()
            make(source, family, face, held, letters)
            whole_file.write(target, held.getvalue())
        made.append((family, weight, style, target))
    return tuple(made)


def make(source: Path, family: str, face: str, target: Path | BytesIO, letters: str = "") -> None:
    """Write one face as WOFF2, named after its family; it shows `letters`, too."""
    from fontTools import subset

    features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
    options = subset.Options(flavor="woff2", name_IDs=["*"], notdef_outline=True, hinting=False,
                             layout_features=["*"] if letters else features)  # other scripts are shaped by more
    with subset.load_font(str(source), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)], text=letters)
        subsetter.subset(font)
        _rename(font["name"], family, face)
        font["head"].modified = font["head"].created  # no clock: the same fonts give the same bytes
        font.recalcTimestamp = False
        subset.save_font(font, target, options)


def _rename(names: Any, family: str, face: str) -> None:
    plain = family.replace(" ", "")
    new = {_FAMILY: family, _FULL: f"{family} {face}", _UNIQUE: f"{plain}-{face}", _POSTSCRIPT: f"{plain}-{face}"}
    for record in list(names.names):
        if record.nameID in new:
            record.string = new[record.nameID]
        elif record.nameID == _TRADEMARK or record.nameID >= _TYPOGRAPHIC:
            names.removeNames(nameID=record.nameID)


if __name__ == "__main__":
    from pipeline.tools.words.yaml_reader import read_yaml

    tokens = read_yaml("tokens.yaml", (_STYLES / "tokens.yaml").read_text(encoding="utf-8")).data
    for each in _FACES:
        make(_STYLES / "fonts" / tokens["font"][each], tokens["web-font"]["family"], each.capitalize(),
             _STYLES / "fonts" / tokens["web-font"][each])
