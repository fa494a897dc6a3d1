"""What a format promises, stated in its own module: all that the rest of the house needs to know of it."""

from dataclasses import dataclass, fields
from typing import Literal


@dataclass(frozen=True)
class Manner:
    """How a format says what has no words of its own, so that a finished file can be held against its edition.

    | field | what it tells |
    |---|---|
    | pictures | an alternative text is no word on the page, is one (e-book, Word), or stands there in brackets (text) |
    | notes | below their section, there with a way back each, behind everything, or there with a label each |
    | tables | cells alone; each with the name of its column before it; or that where cells do not fit the page |
    | addresses | behind links are not read, those of mail and telephones alone, or all (pages: in a list at the end) |
    | says_powers | 10^9 has a sign where others raise the figure |
    | opens_with_title | the cover's title comes before its picture |
    | folds_descriptions | a long description has a heading to open it |
    | lists_sections | the contents name the sections of topics, too |
    | unlisted | kinds of sections that the contents leave out |
    """

    pictures: Literal["unread", "read", "in-brackets"] = "unread"
    notes: Literal["below", "with-way-back", "behind", "labelled-behind"] = "below"
    tables: Literal["cells", "records", "either"] = "cells"
    addresses: Literal["unread", "mail", "listed"] = "unread"
    says_powers: bool = False
    opens_with_title: bool = False
    folds_descriptions: bool = False
    lists_sections: bool = False
    unlisted: tuple[str, ...] = ()


#: A page of print: pictures are seen, notes follow their section, a table that is too wide is told in records.
PRINT = Manner(tables="either", addresses="mail")
#: A text that holds all in words: records for tables, labels for notes, addresses at the end.
IN_WORDS = Manner(pictures="in-brackets", notes="labelled-behind", tables="records", addresses="listed",
                  says_powers=True, opens_with_title=True)


@dataclass(frozen=True)
class Contract:
    """What a format states of itself.

    | field | what it tells |
    |---|---|
    | media_type | of its files |
    | reader | the module of `readback/readers/` that reads its files back |
    | manner | how it says what has no words |
    | needs | the settings of a channel that it cannot do without |
    | sheets | the style sheets of `styles/css/` that it reads |
    | draws | it shows drawings of facts, which its reader counts; else it tells them in words |
    | describes_itself | its files carry a description, which its reader reads |
    | claims | standards that its files say they keep to, each held by a check |
    | numbers_pages | its layout tells which words begin which page, so that an e-book can list them |
    | names_other_formats | its cover says at once which other formats there are: who lands on it may want another |
    | sets_beside | it sets two languages side by side, each under its tag |
    """

    media_type: str
    reader: str
    manner: Manner
    needs: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    draws: bool = False
    describes_itself: bool = False
    claims: tuple[str, ...] = ()
    numbers_pages: bool = False
    names_other_formats: bool = False
    sets_beside: bool = False

    def unmet(self, channel: object) -> tuple[str, ...]:
        """Return the settings that the format needs and the channel leaves out."""
        return tuple(name for name in self.needs if getattr(channel, name, None) in (None, ()))


def misfits(stated: object, settings: frozenset[str]) -> list[str]:
    """Return what is wrong with what a module states as its contract; `settings` are those that a channel can have."""
    if not isinstance(stated, Contract):
        return ["it states no contract"]
    wrong = [f"its contract has no {each.name}" for each in fields(stated) if getattr(stated, each.name) in ("", None)]
    wrong += [] if isinstance(stated.manner, Manner) else ["its manner of telling is none"]
    return wrong + [f"it needs “{each}”, which no channel can state" for each in stated.needs if each not in settings]
