"""Reads and writes PO, the files of gettext (polib)."""

from collections.abc import Iterable

import polib

from pipeline.model.exchange import Entry, Returned


def written(entries: Iterable[Entry], tag: str, name: str) -> str:
    """Return a PO file; it holds no time and no name of a person."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"Project-Id-Version": name, "Language": tag, "MIME-Version": "1.0",
                     "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    for each in entries:
        file.append(polib.POEntry(msgctxt=each.context, msgid=each.original, msgstr=each.translation,
                                  comment=each.told, flags=["fuzzy"] if each.is_stale else []))
    return f"{file}\n"


def read(text: str) -> list[Returned]:
    """Return the entries of a PO file; raises ValueError where it is none."""
    try:
        file = polib.pofile(text)
    except (OSError, UnicodeError) as fault:
        raise ValueError(str(fault)) from fault
    return [Returned(each.msgctxt or "", each.msgid, each.msgstr, each.fuzzy, each.linenum or 0)
            for each in file if not each.obsolete]
