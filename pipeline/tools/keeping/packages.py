"""Knows which packages stand behind an import, and in which versions they are installed."""

import json
import re
from contextlib import suppress
from functools import lru_cache

from pipeline.tools.keeping import file_index, kept
from pipeline.tools.keeping.environment import cache_folder

#: A requirement as a package states it: a name, extras of it, and the extra of the package itself that asks for it.
_REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:\[([\w,\s.-]*)\])?")
_EXTRA = re.compile(r"""\bextra\s*==\s*["']([\w.-]+)["']""")

#: Package -> its version, and what it asks for: package, extra of that, for which extra of its own.
_About = dict[str, tuple[str, list[tuple[str, str, str]]]]


def versions(imported: frozenset[str]) -> dict[str, str]:
    """Return the versions of the packages that modules come from (`PIL`), and of all that those ask for."""
    providers, about = _installed()
    found, ahead = dict[tuple[str, str], str](), [(each, "") for name in imported for each in providers.get(name, ())]
    while ahead:
        package, extra = ahead.pop()
        if (package, extra) not in found and package in about:
            found[package, extra], asked = about[package]
            ahead += [(name, its_extra) for name, its_extra, only in asked if only in ("", extra)]
    return {package: version for (package, _), version in found.items()}


@lru_cache(maxsize=1)
def _installed() -> tuple[dict[str, list[str]], _About]:
    """Return import -> packages, and what is known of each; examined anew when anything was installed or removed."""
    key = file_index.packages()
    place = cache_folder() / "packages.json"
    held = kept.read(place, json.loads)
    if not held or held["key"] != key:
        held = {"key": key, **_examined()}
        with suppress(OSError):  # an environment that is not ours to write
            kept.write_data(place, held)
    return held["providers"], held["about"]


def _examined() -> dict[str, object]:
    from importlib import metadata

    providers = {name: sorted(map(_plain, set(each))) for name, each in metadata.packages_distributions().items()}
    about = {_plain(each.name): (each.version, [asked for line in each.requires or () for asked in _asked(line)])
             for each in reversed(list(metadata.distributions()))}  # of two, Python imports the first
    return {"providers": providers, "about": about}


def _asked(requirement: str) -> list[tuple[str, str, str]]:
    found = _REQUIREMENT.match(requirement)
    if found is None:
        return []
    name, extras = found.groups()
    only = _EXTRA.search(requirement, found.end())
    return [(_plain(name), extra.strip(), only[1] if only else "") for extra in ("", *(extras or "").split(","))]


def _plain(name: str) -> str:
    """Return a package's name in its one spelling (PEP 503)."""
    return re.sub("[-_.]+", "-", name).lower()
