"""Opens the ICC profile of a printing condition: tells whether it is whole, and for which condition it was made."""

import re
import struct
from functools import lru_cache
from io import BytesIO

from pipeline.tools.later import Later

ImageCms = Later("PIL.ImageCms")
Image = Later("PIL.Image")
#: How many bytes stand before the tags, and in the entry of each (ICC.1, 7.2 and 7.3).
_HEAD, _ENTRY = 132, 12
#: Components -> the colour spaces of which a profile may be (ICC.1, table 19; ISO 32000-1, table 66).
_SPACES = {1: ("GRAY",), 3: ("RGB", "Lab"), 4: ("CMYK",)}
#: What stands in the names of profiles and of conditions -> the condition that it means.
_MADE_FOR = {
    "iso coated v2": "FOGRA39", "pso coated v3": "FOGRA51", "pso uncoated v3": "FOGRA52",
    "pso lwc improved": "FOGRA45", "pso uncoated iso12647": "FOGRA47", "gracol2006": "CGATS TR 006",
    "gracol 2006": "CGATS TR 006", "gracol2013": "CGATS21 CRPC6", "crpc6": "CGATS21 CRPC6", "crpc5": "CGATS21 CRPC5",
    "web coated (swop) v2": "CGATS TR 001", "cgats tr 001": "CGATS TR 001", "cgats tr 006": "CGATS TR 006",
}


@lru_cache(maxsize=4)
def fault(content: bytes) -> str:
    """Return what is wrong with a profile for four inks, nothing where colours can be converted with it."""
    if len(content) < _HEAD or content[36:40] != b"acsp":
        return "it is no profile"
    size, tags = struct.unpack(">I", content[:4])[0], struct.unpack(">I", content[128:132])[0]
    if size > len(content):
        return f"it breaks off after {len(content):,} of {size:,} bytes"
    entries = [struct.unpack(">II", content[start + 4:start + _ENTRY])
               for start in range(_HEAD, min(_HEAD + tags * _ENTRY, len(content) - _ENTRY), _ENTRY)]
    if len(entries) < tags or any(offset + length > len(content) for offset, length in entries):
        return "a table in it lies beyond its end"
    try:
        made = ImageCms.buildTransform(ImageCms.ImageCmsProfile(BytesIO(content)), ImageCms.createProfile("sRGB"),
                                       "CMYK", "RGB")
        ImageCms.applyTransform(Image.new("CMYK", (1, 1)), made)
    except (ImageCms.PyCMSError, OSError, ValueError) as problem:
        return f"no colour can be converted with it ({str(problem).strip()[:60]})"
    return ""


@lru_cache(maxsize=16)
def misfit(content: bytes, components: int) -> str:
    """Return what is wrong with a profile for colours of so many components, nothing where it can explain them."""
    if len(content) < _HEAD or content[36:40] != b"acsp":
        return "is no profile"
    size, space = struct.unpack(">I", content[:4])[0], content[16:20].decode("latin-1").strip()
    if size > len(content):
        return f"breaks off after {len(content):,} of {size:,} bytes"
    if space not in _SPACES.get(components, ()):
        return f"is for {space or 'nothing'}, not for {components} components"
    return ""


def other_condition(identifier: str, content: bytes) -> str:
    """Return the condition that a profile is made for, where both say so in known words and differ; else nothing."""
    wanted, made = _conditions(identifier), _conditions(_described(content))
    return " or ".join(sorted(made)) if wanted and made and not wanted & made else ""


def _described(content: bytes) -> str:
    try:
        about = ImageCms.ImageCmsProfile(BytesIO(content)).profile
    except (ImageCms.PyCMSError, OSError):
        return ""
    return f"{about.profile_description or ''} {about.target or ''}"[:400]


def _conditions(words: str) -> set[str]:
    found = {f"FOGRA{number}" for number in re.findall(r"FOGRA\s*(\d+)", words, re.IGNORECASE)}
    return found | {condition for words_of, condition in _MADE_FOR.items() if words_of in words.lower()}
