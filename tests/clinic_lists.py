"""Lists of clinics that are made up: numbers from the range kept for fiction (555-01xx), servers below example.org."""

import csv
import io
import random
from pathlib import Path

from PIL import Image

from pipeline.model.clinic_list import COLUMNS

#: column, what is planted there, the rule that tells it. {twin} is the id of the clinic above.
FAULTS: list[tuple[str, str, str]] = [
    ("id", "a_b", "bad-clinic-id"), ("id", "../away", "bad-clinic-id"), ("id", "/etc/passwd", "bad-clinic-id"),
    ("id", "Clinic-A", "bad-clinic-id"), ("id", "con", "bad-clinic-id"), ("id", "lpt1", "bad-clinic-id"),
    ("id", "a" * 61, "bad-clinic-id"), ("id", "a--b", "bad-clinic-id"), ("id", ".", "bad-clinic-id"),
    ("id", "clínica", "bad-clinic-id"), ("id", "default", "bad-clinic-id"), ("id", "{twin}", "clinic-twice"),
    ("name", "", "clinic-without-name"), ("name", "=1+1", "formula-cell"), ("name", "@SUM(A1)", "formula-cell"),
    ("name", "\tTab", "formula-cell"), ("name", "-", "formula-cell"), ("name", "+Plus", "formula-cell"),
    ("department", "\rReturn", "formula-cell"), ("address", "=HYPERLINK(A1)", "formula-cell"),
    ("name", "Bell\x07", "unprintable-cell"), ("name", "Two\nlines", "unprintable-cell"),
    ("department", "evil\u202egnp", "unprintable-cell"), ("address", "A|\x00B", "unprintable-cell"),
    ("web", "children.example.org\nelsewhere", "unprintable-cell"),
    ("phones", "call us", "bad-phone"), ("phones", "12", "bad-phone"),
    ("phones", "+1 617 555 0100 0200 0300", "bad-phone"),
    ("phones", "1-800-CHILDREN", "bad-phone"), ("phones", "+44 (0)20 7946 0100", "bad-phone"),
    ("phones", "Day: (617 555 0100", "bad-phone"), ("phones", "+0 617 555 0100", "bad-phone"),
    ("phones", "+1 617", "bad-phone"), ("phones", "Day: +1 617 555 0100|Night: none", "bad-phone"),
    ("web", "javascript:alert(1)", "bad-link"), ("web", "ftp://example.org", "bad-link"),
    ("web", "example .org", "bad-link"), ("web", "https://", "bad-link"), ("web", "https://a@example.org", "bad-link"),
    ("qr", "tel:+16175550100", "bad-link"), ("qr", "localhost", "bad-link"), ("qr", "example.org:99999", "bad-link"),
    ("logo", "nowhere.png", "unusable-logo"), ("logo", "../outside.png", "unusable-logo"),
    ("logo", "broken.png", "unusable-logo"), ("logo", "photo.jpg", "unusable-logo"),
    ("logo_text", "", "unusable-logo"),
    ("languages", "es", "language-by-tag"), ("products", "jmml-handout-leter", "unknown-product"),
    ("wanted_languages", "xx", "unknown-wanted-language"),
]


def clinic(number: int) -> dict[str, str]:
    """Return a clinic with every cell filled; some cells hold what a careless reader of CSV stumbles over."""
    parting = "\n" if number % 7 == 0 else "|"
    return {
        "id": f"clinic-{number:05}", "name": f"Clinic {number}, “Children’s”", "department": "Pediatric \"Oncology\"",
        "address": f"{number} Example Street{parting}Springfield",
        "phones": f"Day: +1 617 555 01{number % 100:02} (8:00 to 17:00)|(617) 555-0199 ext. {number}",
        "web": "children.example.org/jmml", "logo": "logo.png", "logo_text": "A square",
        "qr": f"https://children.example.org/{number}", "languages": "English|Español", "products": "*text",
        "wanted_languages": "en",
    }


def planted(count: int, seed: int = 1) -> tuple[list[dict[str, str]], dict[int, tuple[str, str]]]:
    """Return clinics with every fault planted once, and by row of the spreadsheet: the column and the rule."""
    die = random.Random(seed)
    clinics = [clinic(number) for number in range(1, count + 1)]
    spots = sorted(die.sample(range(1, count), len(FAULTS)))
    expected = {}
    for spot, (column, words, rule) in zip(spots, die.sample(FAULTS, len(FAULTS)), strict=True):
        clinics[spot][column] = words.replace("{twin}", "clinic-00001")
        expected[spot + 2] = (column, rule)
    return clinics, expected


def as_csv(clinics: list[dict[str, str]], delimiter: str = ",", newline: str = "\r\n") -> str:
    """Return a list as spreadsheets write it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS), delimiter=delimiter, lineterminator=newline)
    writer.writeheader()
    writer.writerows(clinics)
    return out.getvalue()


def write(folder: Path, clinics: list[dict[str, str]]) -> Path:
    """Write a list with its logos, good and bad ones; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    square = Image.new("RGB", (300, 300), (0, 90, 80))
    square.save(folder / "logo.png")
    square.save(folder / "photo.jpg")
    square.save(folder.parent / "outside.png")
    (folder / "broken.png").write_bytes((folder / "logo.png").read_bytes()[:200])
    path = folder / "clinics.csv"
    path.write_text(as_csv(clinics), encoding="utf-8-sig", newline="")
    return path
