"""How much what comes from outside may be, and take of CPU and memory. No limit counts time on the wall.

Each is far above what honest content needs, and low enough that a machine for the build stays usable.
"""

from dataclasses import dataclass

#: Characters of a YAML file, values inside each other, how many there are, each alias counted as what it stands for.
YAML_LENGTH, YAML_DEPTH, YAML_VALUES = 2_000_000, 40, 200_000

#: Levels of pandoc's tree: a list in a list takes three, a quotation two. Twenty lists inside each other are too many.
PROSE_LEVELS = 60

#: Bytes of a drawing's file, its elements and how deep they stand, pieces of a path, numbers and transforms of a shape.
SVG_BYTES, SVG_ELEMENTS, SVG_DEPTH = 2_000_000, 20_000, 64
SVG_SEGMENTS, SVG_NUMBERS, SVG_TRANSFORMS = 50_000, 200_000, 1000

#: Of a workbook with a list of clinics: bytes of its file and of all that it holds, cells of a sheet, letters of a cell
#: that are kept (more than any column takes).
LIST_BYTES, LIST_UNPACKED, LIST_CELLS, LIST_CELL = 50_000_000, 500_000_000, 2_000_000, 5_000

#: Bytes of a logo's file.
LOGO_BYTES = 2_000_000
#: What the pixels of a picture may take: of a photo, four times one of a telephone; of a logo, a page of it in print.
#: To read and convert it takes three times that, four with what turns it upright.
PHOTO_MEMORY, LOGO_MEMORY = 256_000_000, 64_000_000

#: Operators of a PDF that are followed, those of forms at each use (more is a trap); pixels that a page is drawn in.
PDF_STEPS, PAGE_PIXELS = 2_000_000, 12_000_000

#: Pixels of a PDF's pictures that are decoded to see whether they are whole: a hundred pages of photographs. Of further
#: pictures only what is said of them is held together.
PICTURE_PIXELS = 1_000_000_000

#: Files in an e-book; each is written to the disk for every validator.
BOOK_FILES = 20_000
#: What unpacks to so many bytes, and to so many times what it is packed in, is a trap: letters pack to a fifth.
TRAP_BYTES, TRAP_TIMES = 50_000_000, 200

#: Signs of Markdown in a paragraph, a row or an item. One full of links has a hundred; what reads signs that wait for
#: others looks at each of them again and again.
PARAGRAPH_SIGNS = 2_000


@dataclass(frozen=True)
class Bounds:
    """What a program may take: seconds of CPU, bytes of memory of its own, looks at it in a row that find it still.

    Still is who neither works nor waits for a turn (`tools/keeping/stillness.py`): a busy machine makes nobody still.
    """

    cpu_seconds: int
    memory_bytes: int
    looks: int = 120


#: pandoc reads a book of 36,000 words in two seconds and 300 MB.
READING = Bounds(20, 1 << 30)
WRITING = Bounds(60, 1 << 30)
#: One page takes Ghostscript a fraction of a second.
DRAWING, DRAWING_SECONDS_A_PAGE = Bounds(20, 2 << 30), 0.1
#: Java, Node and Chromium, and tesseract.
EXAMINING = Bounds(300, 4 << 30)
#: A workbook of 100,000 clinics takes some seconds.
LISTING = Bounds(60, 2 << 30)
#: A stranger's file of 500 pages takes half of it.
PREFLIGHT = Bounds(120, 4 << 30)
