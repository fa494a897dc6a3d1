"""What every record read from YAML has in common: frozen, no unknown key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

#: The form of an id, and the same in words.
ID_PATTERN, ID_FORM = r"^[a-z0-9]+(-[a-z0-9]+)*$", "lower case, digits, hyphens"
#: Ids of topics, facts, terms, channels.
Id = Annotated[str, Field(pattern=ID_PATTERN, description=ID_FORM)]
#: Words that are printed or kept for people; never empty, nor spaces alone.
WORDS_PATTERN = r"\S"
Words = Annotated[str, Field(min_length=1, pattern=WORDS_PATTERN)]
#: What somebody is called: a reader sees a letter of it.
Name = Annotated[str, Field(pattern=r"\p{L}", description="a name, with a letter in it")]


class Entry(BaseModel):
    """A record of a source file; an unknown key is a fault, not a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid")
