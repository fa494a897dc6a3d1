"""Lays out HTML and writes PDF with WeasyPrint: our fonts alone, the same bytes every time, no warning unheard."""

import atexit
import logging
import os
import uuid
import warnings
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.model.artifact import FontFaces
from pipeline.model.failure import MissingTool
from pipeline.model.layout import Complaint
from pipeline.tools.keeping import whole_file
from pipeline.tools.typesetting import actual_text, complaints, line_breaking, weasyprint_mends
from pipeline.tools.typesetting.weasyprint_startup import import_weasyprint

_NO_FONTS = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig></fontconfig>\n'


@dataclass(frozen=True)
class LaidOut:
    """A document after layout: WeasyPrint's own object, and what it complained about."""

    document: Any
    complaints: tuple[Complaint, ...]

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return len(self.document.pages)


def warm(fonts: FontFaces, cache: Path) -> None:
    """Load what every document needs, so that processes forked afterwards share it; `cache` is as in `lay_out`."""
    _registered(fonts, cache)


@dataclass(frozen=True)
class Written:
    """A PDF, and what WeasyPrint complained about while it drew: a character that no font shows is met only then."""

    content: bytes
    complaints: tuple[Complaint, ...]


def lay_out(
    html: str, css: str | tuple[str, ...], fonts: FontFaces, *, cache: Path, profile: Path | None = None, variant: str
) -> LaidOut:
    """Return the document laid out; `profile` is the CMYK profile of `device-cmyk`, `variant` a PDF subset.

    What many documents share is best a sheet of its own in `css`: each is parsed once a process. `cache` is a folder
    for what a later start need not work out again. Raises MissingTool where a library is not installed.
    """
    registered = _registered(fonts, cache)
    sheets = [_sheet(fonts, each, cache) for each in ((css,) if isinstance(css, str) else css)]
    options = {"output_intent": "device-cmyk"} if profile else {}
    with _heard() as heard:
        document = _page(html, cache).render(
            stylesheets=[registered.sheet, *(each.sheet for each in sheets)], font_config=registered.font_config,
            color_profiles={**_profiles(fonts, profile, cache)}, pdf_variant=variant, **options)
    told = [complaint for each in (registered, *sheets) for complaint in each.complaints]
    return LaidOut(document, (*told, *map(complaints.read, heard)))


def without_pages(laid_out: LaidOut, numbers: Collection[int]) -> LaidOut:
    """Return the document without some of its pages (1 is the first); what is printed on the others stays as it is."""
    kept = [page for number, page in enumerate(laid_out.document.pages, 1) if number not in numbers]
    return LaidOut(laid_out.document.copy(kept), laid_out.complaints)


def write_pdf(
    laid_out: LaidOut, *, variant: str, identifier: str, profile: Path | None = None,
    finish: Callable[[Any, Any], None] | None = None,
) -> Written:
    """Return the PDF; its document id is made from `identifier`, not from chance."""
    options: dict[str, Any] = {"output_intent": "device-cmyk"} if profile else {}
    fixed = uuid.uuid5(uuid.NAMESPACE_URL, identifier)
    with _heard() as heard, _document_id(fixed), warnings.catch_warnings():
        # It leaves the sRGB profile that it carries for PDF/A open.
        warnings.simplefilter("ignore", ResourceWarning)
        content = laid_out.document.write_pdf(
            pdf_variant=variant, pdf_identifier=fixed.bytes, finisher=finish, **options)
    return Written(content, tuple(map(complaints.read, dict.fromkeys(heard))))


@lru_cache(maxsize=1)
def _page(html: str, cache: Path) -> Any:
    """Return a page as read, which keeps its styles for another size of paper."""
    return _weasyprint(cache).HTML(string=html, url_fetcher=_local_only())


@dataclass(frozen=True)
class _Sheet:
    """A style sheet as parsed once for many documents, with the fonts that it is for."""

    font_config: Any
    sheet: Any
    complaints: tuple[Complaint, ...]


@lru_cache(maxsize=32)
def _sheet(fonts: FontFaces, css: str, cache: Path) -> _Sheet:
    return _parsed(css, _registered(fonts, cache).font_config, cache)


@lru_cache(maxsize=8)
def _profiles(fonts: FontFaces, profile: Path | None, cache: Path) -> dict[str, Any]:
    """Return the profiles as parsed; whoever draws gets a copy, for WeasyPrint adds one of its own for PDF/A."""
    profiles: dict[str, Any] = {}
    if profile:
        _parsed(f'@color-profile device-cmyk {{ src: url("{profile.as_uri()}");'
                " components: cyan, magenta, yellow, black }", _registered(fonts, cache).font_config, cache, profiles)
    return profiles


@lru_cache(maxsize=8)
def _registered(fonts: FontFaces, cache: Path) -> _Sheet:
    """Register the faces: WeasyPrint copies each to a folder of its own, once a process and what it forks."""
    _weasyprint(cache)
    from weasyprint.text.fonts import FontConfiguration

    font_config = FontConfiguration()
    atexit.register(font_config.__del__)  # removes its folder; the collector passes over what the start froze
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f' src: url("{path.as_uri()}") }}\n'
        for family, weight, style, path in fonts)
    return _parsed(faces, font_config, cache)


def _parsed(css: str, font_config: Any, cache: Path, profiles: dict[str, Any] | None = None) -> _Sheet:
    with _heard() as heard:
        sheet = _weasyprint(cache).CSS(string=css, font_config=font_config, color_profiles=profiles,
                                       url_fetcher=_local_only())
    return _Sheet(font_config, sheet, tuple(complaints.read(each, css) for each in heard))


@lru_cache(maxsize=1)
def _weasyprint(cache: Path) -> Any:
    """Import WeasyPrint with a fontconfig that knows no folder: a font that we did not name is never used."""
    empty = cache / "fontconfig-without-fonts.conf"
    whole_file.write(empty, _NO_FONTS.encode())
    os.environ["FONTCONFIG_FILE"] = str(empty)
    try:
        with warnings.catch_warnings():
            # It looks for fonts before it has seen any @font-face; that there are none is what we asked for.
            warnings.filterwarnings("ignore", "No fonts configured in FontConfig", UserWarning)
            weasyprint = import_weasyprint(cache)
            line_breaking.mend()
            actual_text.mend()
            weasyprint_mends.mend()
            return weasyprint
    except OSError as fault:
        raise MissingTool(
            f"a library that WeasyPrint needs is missing ({fault}); run:\n"
            "    sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0") from fault


def _local_only() -> Any:
    """Return a fetcher that loads nothing from outside."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data", "file"})


@contextmanager
def _document_id(fixed: uuid.UUID) -> Iterator[None]:
    """Have the metadata written with this id; `unittest.mock` would do the same and cost 20 ms of import."""
    from weasyprint.pdf import metadata

    chance, metadata.uuid4 = metadata.uuid4, lambda: fixed
    try:
        yield
    finally:
        metadata.uuid4 = chance


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs at WARNING or above: bad CSS is only logged there."""
    heard: list[str] = []

    class _Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    logger, listener = logging.getLogger("weasyprint"), _Listener(logging.WARNING)
    handlers, logger.handlers, logger.propagate = logger.handlers, [listener], False
    try:
        yield heard
    finally:
        logger.handlers = handlers
        if heard:  # they are told of the next document, too
            _page.cache_clear()
