"""The web page of a clinic, or the page of its QR code, has an address that does not open a page.

Only https and http are taken: other addresses run a program or open a file of the phone that scans them. `https://`
may be left out: children.example.org/guide. A name that mixes scripts opens another server than the one that is seen.
"""

import re
from urllib.parse import urlsplit

from pipeline.model.characters import address_fault
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(/|$))", re.IGNORECASE)
_NAME = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(\.(?!-)[\w-]{1,63}(?<!-))*\.(?!\d+$)\w[\w-]*\w")


def check(clinics: ClinicList) -> Findings:
    for row, _, cell in clinics.cells("web", "qr"):
        fault = _fault(cell.text)
        if fault:
            yield clinics.fault(row, cell, f"“{cell.text}” {fault}",
                                why="the link and the QR code have to open a page, on any phone",
                                fix="write it as https://children.example.org/page")


def _fault(address: str) -> str:
    if re.search(r"\s", address):
        return "has a space in it"
    if re.search(r'[<>"\\^`{}|]', address):
        return "has a sign in it that no address may have"
    scheme = _SCHEME.match(address)
    if scheme and not address.lower().startswith(("https://", "http://")):
        return f"begins with {scheme.group()}, only https:// and http:// open a page"
    try:
        parts = urlsplit(address if scheme else f"https://{address}")
        name, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is no address of a page"
    if parts.username is not None:
        return "names a user before the @"
    return address_fault(address) if _NAME.fullmatch(name) else "names no server"
