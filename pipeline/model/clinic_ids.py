"""Makes the ids of clinics from their names, where a list gives none."""

import re
from collections.abc import Iterable

from pipeline.model.ascii_form import ascii_form

#: As long as an id may be.
LONGEST = 60
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Device names of Windows, and the imprint that names nobody.
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|default")
#: Letters that `ascii_form` leaves, since they change what prose says; a folder's name says nothing.
_BARE = str.maketrans("ñÑ", "nN")


def id_of(words: str) -> str:
    """Return words as an id, empty where no letter or digit of them has a form in ASCII."""
    plain = ascii_form(words[:4 * LONGEST].translate(_BARE), {}).lower().replace("'", "")
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    return f"{found}-clinic" if RESERVED.fullmatch(found) else found


def made_ids(names: Iterable[tuple[int, str]], given: Iterable[str]) -> dict[int, str]:
    """Return an id for each row of a name, none twice and none that is given; none where a name gives no id."""
    taken, made = set(given), dict[int, str]()
    following = dict[str, int]()
    for row, name in names:
        plain = found = id_of(name)
        while found and found in taken:
            following[plain] = number = following.get(plain, 1) + 1
            found = f"{plain[:LONGEST - len(str(number)) - 1].rstrip('-')}-{number}"
        if found:
            taken.add(found)
            made[row] = found
    return made
