"""What every record read from YAML has in common: frozen, no unknown key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

#: Ids of topics, facts, terms, channels: lower case, digits and hyphens.
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="lower case, digits, hyphens")]
#: Words that are printed or kept for people; never empty.
Words = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    """A record of a source file; an unknown key is a fault, not a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid")
