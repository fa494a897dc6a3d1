"""A part of an e-book is encrypted, so nobody can examine it, and who has no key cannot read it.

EPUBCheck passes over what is encrypted. Fonts may be obfuscated, which needs no key (EPUB 3.3, section 4.4, and
Adobe's older way); anything else is a protection against copies (DRM). Hand in the book before it is protected.
"""

import re

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import epub_reader

MEDIA_TYPES = frozenset({media_type.EPUB})
_WITHOUT_KEY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_FONTS = (".otf", ".ttf", ".ttc", ".woff", ".woff2")
#: How a package calls fonts, today and before (EPUB 3.3, section 3.2, and what programs wrote before it).
_FONT_TYPE = re.compile(r"font/|application/(?:x-)?font|application/vnd\.ms-(?:opentype|fontobject)"
                        r"|application/x-truetype")


def check(artifact: Artifact) -> Findings:
    types = dict(epub_reader.media_types(artifact.content))
    for path, way in epub_reader.encrypted(artifact.content).items():
        is_font = path.lower().endswith(_FONTS) or _FONT_TYPE.match(types.get(path, ""))
        if way not in _WITHOUT_KEY or not is_font:
            named = way.rpartition("/")[2].rpartition("#")[2] or "in a way that it does not name"
            yield artifact.fault(f"this part of the book is encrypted ({named}), so nobody has examined it", path,
                                 why="it may be anything, and who has no key cannot read it",
                                 fix="have the book examined before it is protected against copies")
