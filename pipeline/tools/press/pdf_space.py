"""Names the colour spaces of a PDF, the inks that they ask for, and what its gradients give."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.printed import Shading
from pipeline.tools.later import Later
from pipeline.tools.pictures import images
from pipeline.tools.press import icc_profile, pdf_coded, pdf_font, pdf_function

pikepdf = Later("pikepdf")
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_COMPONENTS = {"DeviceGray": 1, "CalGray": 1, "Indexed": 1, "I": 1, "Separation": 1, "DeviceRGB": 3, "CalRGB": 3,
               "Lab": 3, "DeviceCMYK": 4}
#: Names that a page cannot give to a space of its own.
_OWN = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern"})
#: What a space may name that is no ink of its own.
PROCESS_INKS = ("Cyan", "Magenta", "Yellow", "Black")
_PROCESS = frozenset({*PROCESS_INKS, "All", "None"})
#: Spaces and functions may name others; what is nested deeper names itself.
_DEEPEST = 12


def space_name(space: Any, resources: Any, depth: int = 0) -> str:
    """Return the family of a colour space; an ICC profile with its count of inks, a table by what it looks up."""
    if depth > _DEEPEST:
        raise ValueError("a colour space is made of itself")
    if isinstance(space, pikepdf.Array):
        family = _bare(space[0])
        if family == "ICCBased":
            return f"ICCBased {space[1].get('/N')}"
        if family in ("Indexed", "I", "Pattern") and len(space) > 1:
            return space_name(space[1], resources, depth + 1)
        if family in ("Separation", "DeviceN"):
            return f"{family} {space_name(space[2], resources, depth + 1)}"
        return _SHORT.get(family, family)
    name = _bare(space)
    if name in _OWN:  # what else a page calls so, these are themselves (8.6.3)
        return name
    named = resources.get("/ColorSpace", {})
    if f"/{name}" in named:
        return space_name(named[f"/{name}"], resources, depth + 1)
    return _SHORT.get(name, name)


def ink_names(space: Any, resources: Any, depth: int = 0) -> tuple[str, ...]:
    """Return the inks that a colour space names beside those of the press."""
    if depth > _DEEPEST:
        raise ValueError("a colour space is made of itself")
    if not isinstance(space, pikepdf.Array):
        named = resources.get("/ColorSpace", {})
        return ink_names(named[space], resources, depth + 1) if _bare(space) not in _OWN and space in named else ()
    family = _bare(space[0])
    if family in ("Indexed", "I", "Pattern") and len(space) > 1:
        return ink_names(space[1], resources, depth + 1)
    names = [space[1]] if family == "Separation" else list(space[1]) if family == "DeviceN" else []
    return tuple(sorted({pdf_font.name_of(each) for each in names} - _PROCESS))


def ink_looks(space: Any, resources: Any) -> Iterator[tuple[str, str, tuple[float, ...]]]:
    """Yield how each ink of its own that a space names looks at its full strength: name, space, values.

    No values where what mixes it cannot be worked out.
    """
    found = resolved(space, resources)
    if not isinstance(found, pikepdf.Array):
        return
    family = _bare(found[0])
    if family in ("Indexed", "I", "Pattern") and len(found) > 1:
        yield from ink_looks(found[1], resources)
    elif family == "Separation":
        name = pdf_font.name_of(found[1])
        if name not in _PROCESS:
            yield name, space_name(found[2], resources), _at_full_strength(found[3])
    elif family == "DeviceN" and len(found) > 4:  # its attributes hold each of its inks alone (8.6.6.5)
        for _, each in found[4].get("/Colorants", {}).items():
            if isinstance(each, pikepdf.Array) and _bare(each[0]) == "Separation":
                yield from ink_looks(each, resources)


def _at_full_strength(function: Any) -> tuple[float, ...]:
    try:
        return tuple(round(each, 3) for each in pdf_function.at(function, 1.0))
    except (ArithmeticError, LookupError, TypeError, ValueError, pikepdf.PdfError):
        return ()


def mixed(space: Any, resources: Any, values: tuple[float, ...]) -> tuple[float, ...]:
    """Return the four inks that a space with names of inks asks for; nothing where an ink of its own is printed."""
    names = all_names(space, resources)
    if not names or len(names) != len(values) or any(
            tint > 0 and name not in _PROCESS for name, tint in zip(names, values, strict=True)):
        return ()
    tints = dict(zip(names, values, strict=True))
    return tuple(tints.get(name, tints.get("All", 0.0)) for name in PROCESS_INKS)


def initial(space: Any, resources: Any) -> tuple[float, ...]:
    """Return the colour that counts where a space is chosen and none of its colours (8.6.8); nothing of a pattern."""
    space_name(space, resources)  # one that is made of itself has none
    found = resolved(space, resources)
    family = _bare(found[0] if isinstance(found, pikepdf.Array) else found)
    if family in ("Separation", "DeviceN"):
        return (1.0,) * (1 if family == "Separation" else len(found[1]))
    if family == "ICCBased":
        return (0.0,) * int(found[1].get("/N", 0))
    return (0.0, 0.0, 0.0, 1.0) if _SHORT.get(family, family) == "DeviceCMYK" else (0.0,) * _COMPONENTS.get(family, 0)


def is_table(space: Any, resources: Any) -> bool:
    """Tell whether the colours of a space stand in a table."""
    found = resolved(space, resources)
    return isinstance(found, pikepdf.Array) and _bare(found[0]) in ("Indexed", "I")


def looked_up(space: Any, values: tuple[float, ...], resources: Any) -> tuple[Any, tuple[float, ...]]:
    """Return the space that a table of colours is made of, and the colour that the table holds at a place (8.6.6.3).

    Any other space and its values are what they are.
    """
    if not is_table(space, resources) or len(values) != 1:
        return space, values
    _, base, highest, table = list(resolved(space, resources))
    held = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    count, place = _components(base, resources, 1), min(max(int(values[0]), 0), int(highest))
    if len(held) < (int(highest) + 1) * count:
        raise ValueError("its table of colours breaks off")
    return base, tuple(round(each / 255, 4) for each in held[place * count:(place + 1) * count])


def names_no_ink(space: Any, resources: Any) -> bool:
    """Tell whether all that a space names is None, which prints nothing."""
    return set(all_names(space, resources)) == {"None"}


def names_all_inks(space: Any, resources: Any) -> bool:
    """Tell whether a space names each ink of the press, so that nothing of these stays below it."""
    return set(PROCESS_INKS) <= set(all_names(space, resources))


def all_names(space: Any, resources: Any, depth: int = 0) -> list[str]:
    """Return the inks that a colour space names, those of the press among them; none where it names no inks."""
    if depth > _DEEPEST:
        raise ValueError("a colour space is made of itself")
    if not isinstance(space, pikepdf.Array):
        named = resources.get("/ColorSpace", {})
        is_named = _bare(space) not in _OWN and space in named
        return all_names(named[space], resources, depth + 1) if is_named else []
    family = _bare(space[0])
    names = [space[1]] if family == "Separation" else list(space[1]) if family == "DeviceN" else []
    return [pdf_font.name_of(each) for each in names]


def profile_fault(space: Any, resources: Any, depth: int = 0) -> str:
    """Return what is wrong with the profile that explains a colour space; nothing where it has none, or a sound one."""
    if depth > _DEEPEST:
        return ""
    if not isinstance(space, pikepdf.Array):
        named = resources.get("/ColorSpace", {})
        is_named = _bare(space) not in _OWN and space in named
        return profile_fault(named[space], resources, depth + 1) if is_named else ""
    family = _bare(space[0])
    if family in ("Indexed", "I", "Pattern") and len(space) > 1:
        return profile_fault(space[1], resources, depth + 1)
    return icc_profile.misfit(space[1].read_bytes(), int(space[1].get("/N", 0))) if family == "ICCBased" else ""


def of_image(image: Any, resources: Any) -> str:
    """Return the family of a picture's space; JPEG 2000 may leave it to the picture itself (8.9.5.1, table 89)."""
    told = image.get("/ColorSpace")
    if told is not None:
        return space_name(told, resources)
    is_own = pdf_coded.filters(image)[-1:] == ["JPXDecode"]
    return images.mode_space(pdf_coded.coded(image)) if is_own else "unknown"


def of_samples(image: Any, resources: Any) -> int:
    """Return how many values a pixel of a picture has, 0 where the file does not say.

    Raises ValueError where they are places in a table that is not all there.
    """
    if image.get("/ImageMask", False):
        return 1
    told = image.get("/ColorSpace")
    if told is None:
        return 0
    if is_table(told, resources):
        looked_up(told, (0.0,), resources)
    return len(initial(told, resources))


def shading(page: int, gradient: Any, resources: Any) -> Shading:
    """Return what a gradient's space needs and what its functions give (ISO 32000-1, 8.7.4.5)."""
    space = gradient["/ColorSpace"]
    return Shading(page, space_name(space, resources), _components(space, resources, 0), _given(gradient))


def _components(space: Any, resources: Any, depth: int) -> int:
    if depth > _DEEPEST:
        raise ValueError("a colour space is made of itself")
    if not isinstance(space, pikepdf.Array):
        named = resources.get("/ColorSpace", {})
        return _components(named[space], resources, depth + 1) if space in named else _COMPONENTS[_bare(space)]
    family = _bare(space[0])
    if family == "ICCBased":
        return int(space[1]["/N"])
    return len(space[1]) if family == "DeviceN" else _COMPONENTS[_SHORT.get(family, family)]


def _given(gradient: Any) -> tuple[int, ...]:
    """Return the counts of components that functions or vertices give; a mesh without a function gives its own."""
    if "/Function" in gradient:
        found = _outputs(gradient["/Function"], 0)
    else:
        # x and y come first in a mesh's Decode, a pair of limits each (table 82)
        found = {(len(gradient["/Decode"]) - 4) // 2} if "/Decode" in gradient else {0}
    return tuple(sorted(found))


def _outputs(function: Any, depth: int) -> set[int]:
    if depth > _DEEPEST:
        raise ValueError("a function is made of itself")
    if isinstance(function, pikepdf.Array):
        return {sum(max(_outputs(each, depth + 1), default=0) for each in function)}
    kind = int(function["/FunctionType"])
    if kind == 2:
        return {len(function.get("/C0", (0,))), len(function.get("/C1", (1,)))}
    if kind == 3:
        return {count for each in function["/Functions"] for count in _outputs(each, depth + 1)}
    return {len(function["/Range"]) // 2}


def resolved(space: Any, resources: Any) -> Any:
    """Return the space that resources call by a name, or the one that stands in place."""
    for _ in range(_DEEPEST):
        named = resources.get("/ColorSpace", {})
        if isinstance(space, pikepdf.Array) or _bare(space) in _OWN or space not in named:
            return space
        space = named[space]
    raise ValueError("a colour space is made of itself")


def _bare(name: Any) -> str:
    return str(name).lstrip("/")
