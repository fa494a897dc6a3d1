"""Puts a clinic's block into an e-book that was made once: its page changes, and the two files that name the book."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pipeline.markup import epub_ncx, epub_page, imprint_block, stylesheet
from pipeline.markup.imprint_block import PICTURES, QR, Labelled, Labels
from pipeline.markup.picture_file import SVG, in_colours
from pipeline.model.artifact import Design
from pipeline.model.imprint import Imprint
from pipeline.model.manuscript import Manuscript
from pipeline.model.slot import Unfit
from pipeline.model.tree import para
from pipeline.tools.keeping.environment import cache_folder
from pipeline.tools.packaging import epub_patch
from pipeline.tools.pictures import qr_code

#: Stands where the block will stand; a character that no font shows and no text holds (Unicode, private use).
_HERE = "\ue000"
_FOLDER, _LIST, _NCX = "EPUB/", "EPUB/content.opf", f"EPUB/{epub_ncx.PATH}"


@dataclass(frozen=True)
class Prepared:
    """An e-book without its clinic: the files that stay, the pieces of the three that change, the looks of pictures.

    The list of files is cut where the book's name stands, and where the files of pictures are added; the contents for
    old shelves are cut where the name stands. `name` is what the names of clinics' books are made from.
    """

    kept: epub_patch.Base
    path: str
    page: tuple[str, str]
    listed: tuple[str, str, str]
    ncx: tuple[str, str]
    labels: Labels
    black: str
    design: Design
    name: str

    def in_folder(self, root: Path) -> "Prepared":
        """Return the same for a project's folder that was renamed, or an environment, since it was kept."""
        return replace(self, design=replace(self.design, root=root, cache=cache_folder()))


def prepare(
    manuscript: Manuscript, design: Design, render: Callable[[Manuscript], bytes], identifier: str, name: str
) -> Prepared:
    """Return the e-book ready for clinics; `render` makes it, with this identifier; clinics' are made from the name."""
    marked = imprint_block.with_block(manuscript, para([{"t": "Str", "c": _HERE}]))
    path = next(_FOLDER + epub_page.path_of(each) for each in marked.sections if each.kind == "contact")
    kept, taken_out = epub_patch.base(render(marked), frozenset({path, _LIST, _NCX}))
    before, after = taken_out[path].decode().split(f"<p>{_HERE}</p>\n")
    head, rest = taken_out[_LIST].decode().split(identifier)
    middle, end = rest.split("</manifest>")
    until, since = taken_out[_NCX].decode().split(identifier)
    return Prepared(kept, path, (before, after), (head, middle, f"</manifest>{end}"), (until, since),
                       manuscript.edition.language.labels, stylesheet.colours(design, "srgb")["text"],
                       replace(design, css={}, figures={}, pictures={}), name)


def stamp(base: Prepared, imprint: Imprint, logo: bytes | None) -> bytes | tuple[Unfit, ...]:
    """Return the clinic's e-book with its own identifier, or why its QR code cannot be made."""
    block = imprint_block.block(imprint, Labelled(base.labels))
    pictures = imprint_block.pictures_of(block)
    shown: list[tuple[str, str, bytes]] = []
    if logo:
        shown.append((pictures[PICTURES[0]][0], *in_colours(base.design, logo)))
    if PICTURES[1] in pictures:
        try:
            code = qr_code.squares(pictures[PICTURES[1]][0].removeprefix(QR))
        except ValueError:
            return (Unfit("qr", "the address is too long for any QR code", "give a shorter address of the page"),)
        shown.append((epub_page.QR_PATH, SVG, qr_code.drawing(code, base.black).encode()))
    (before, after), (head, middle, end), name = base.page, base.listed, epub_page.lasting(base.name, imprint)
    items = "".join(_item(path, media_type) for path, media_type, _ in shown)
    files = {base.path: f"{before}{epub_page.block(block, base.labels)}{after}".encode(),
             _LIST: f"{head}{name}{middle}{items}{end}".encode(), _NCX: name.join(base.ncx).encode(),
             **{_FOLDER + path: content for path, _, content in shown}}
    return epub_patch.patch(base.kept, files)


def _item(path: str, media_type: str) -> str:
    identifier = path.replace("/", "-").replace(".", "-")
    return f'  <item href={quoteattr(path)} id={quoteattr(identifier)} media-type="{media_type}"/>\n  '
