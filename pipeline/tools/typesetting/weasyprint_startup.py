"""Imports WeasyPrint 70 without the work that its import wastes: each mend states its gain and when it may go.

Gains are CPU seconds of one import (two cores, Python 3.11, children counted, medians of nine runs). Without any
mend it takes 0.62 s and 54 MB, with all of them 0.20 s and 40 MB; the PDF is the same, byte for byte.
"""

import gc
import marshal
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from hashlib import sha256
from importlib import import_module
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from pipeline.tools.keeping import kept
from pipeline.tools.keeping.workers import collect_seldom
from pipeline.tools.later import Later
from pipeline.tools.typesetting import measured
from pipeline.tools.typesetting.measured import Measured

#: What each mend takes the place of, with the digest of its source; the collector is Python's own.
MEASURED: dict[str, Measured] = {
    "declarations": {"weasyprint/text/ffi.py": "530e83118f7841d2"},
    "subsetting": {"weasyprint/pdf/fonts.py": "9ad9a202a416b845"},
    "hyphenation": {"pyphen:HyphDict.__init__": "ded3bdcdf58f9d38"},
    "collector": {},
}
ALL = frozenset(MEASURED)


def import_weasyprint(cache: Path, mends: Collection[str] = ALL) -> ModuleType:
    """Return WeasyPrint, imported with the mends named; what they work out is kept in `cache`.

    What stands in for another module does so during the import alone. A process that has it gets it as it is.
    A mend whose place holds other code than was measured is left out.
    """
    if "weasyprint" not in sys.modules:
        with ExitStack() as stack:
            for name in sorted(mends):
                if measured.allows(name, MEASURED[name]):
                    stack.enter_context(_mend(name)(cache))
            return import_module("weasyprint")
    return sys.modules["weasyprint"]


def _mend(name: str) -> Callable[[Path], AbstractContextManager[None]]:
    return {
        "declarations": _kept_declarations,
        "subsetting": _subsetting_when_used,
        "hyphenation": _kept_hyphenation,
        "collector": _collector_at_rest,
    }[name]


@contextmanager
def _kept_declarations(cache: Path) -> Iterator[None]:
    """Give WeasyPrint its C declarations ready parsed; gain 0.30 s, 0.24 s where nothing is kept yet.

    It hands 400 lines of C to pycparser at each import, and each new array type later. Then it tries the library
    names of other systems first, and cffi's own `dlopen` starts ldconfig, gcc and ld to look for each. cffi can
    write declarations as Python once (an out-of-line ABI module), whose `dlopen` asks the system's loader alone.
    May go when WeasyPrint ships such a module; the search for libraries is upstream #1125 and #2073.
    """
    import _cffi_backend

    version = f"cffi {_cffi_backend.__version__}".encode()
    source = measured.folder("weasyprint").joinpath("text", "ffi.py").read_bytes()
    names: dict[str, Any] = {}
    exec(_kept(cache, "declarations", version + source, lambda: _out_of_line(source)), names)
    public = {name: getattr(names["ffi"], name) for name in dir(names["ffi"]) if not name.startswith("__")}
    stand_in = ModuleType("cffi")
    stand_in.FFI = lambda: SimpleNamespace(cdef=lambda _source: None, **public)  # type: ignore[attr-defined]
    with _standing_in(stand_in):
        yield


def _out_of_line(source: bytes) -> Any:
    """Return the code that makes an FFI of the declarations in WeasyPrint's module."""
    import ast
    import io

    from cffi import FFI
    from cffi.recompiler import make_py_source

    ffi, written = FFI(), io.StringIO()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "cdef":
            ffi.cdef(ast.literal_eval(node.args[0]))
    make_py_source(ffi, "declarations", written)
    return compile(written.getvalue(), "declarations", "exec")


@contextmanager
def _subsetting_when_used(_cache: Path) -> Iterator[None]:
    """Load fontTools' subsetter and instancer when first used; gain 0.11 s and 12 MB.

    WeasyPrint imports both; they serve where libharfbuzz-subset0 is missing, and variable fonts. May go when
    WeasyPrint imports them where it uses them (upstream #2073).
    """
    subset = Later("fontTools.subset")
    instancer = Later("fontTools.varLib.instancer")
    vars(instancer)["instantiateVariableFont"] = lambda *given, **named: import_module(
        instancer.__name__).instantiateVariableFont(*given, **named)
    with _standing_in(subset), _standing_in(instancer):
        yield


@contextmanager
def _kept_hyphenation(cache: Path) -> Iterator[None]:
    """Give Pyphen a dictionary's patterns ready parsed; gain for English 0.08 s, for German 0.75 s.

    It parses a dictionary anew in each process that hyphenates, so this mend stays after the import. May go when
    Pyphen keeps what it parsed (its issue #49).
    """
    from pyphen import HyphDict

    parse = HyphDict.__init__

    def read(dictionary: Any, path: Path) -> None:
        def parsed() -> tuple[Any, int]:
            parse(dictionary, path)
            return dictionary.patterns, dictionary.maxlen

        dictionary.patterns, dictionary.maxlen = _kept(cache, path.stem, path.read_bytes(), parsed)
        dictionary.cache = {}

    HyphDict.__init__ = read
    yield


@contextmanager
def _collector_at_rest(_cache: Path) -> Iterator[None]:
    """Let the garbage collector rest during the import and search seldom after it; gain 0.01 to 0.06 s, and more later.

    An import brings 44,000 objects that stay, a layout as many that live until it is drawn. A layout of 24 pages takes
    0.85 of its CPU and 10 MB more. May go when Python's collector no longer searches everything that lives; nothing
    for WeasyPrint to mend.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        collect_seldom()
        if was_at_work:
            gc.enable()


@contextmanager
def _standing_in(module: ModuleType) -> Iterator[None]:
    """Have imports find this module under its name, and the real one again afterwards."""
    real = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module
    try:
        yield
    finally:
        del sys.modules[module.__name__]
        if real is not None:
            sys.modules[module.__name__] = real


def _kept(cache: Path, name: str, origin: bytes, make: Callable[[], Any]) -> Any:
    """Return what `make` works out of `origin`; a kept file that is damaged, or of another origin, is made anew.

    What marshal cannot write (dictionaries with spelling changes, as Hungarian) is not kept.
    """
    file, key = cache / f"{name}.kept", sha256(MAGIC_NUMBER + origin).digest()
    held = kept.read(file, bytes) or b""
    if held[:32] == key:
        return marshal.loads(held[32:])
    made = make()
    try:
        written = marshal.dumps(made)
    except ValueError:
        return made
    kept.write(file, key + written)
    return made
