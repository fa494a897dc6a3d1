"""What a product's path below build/ may be: one plain way to write it, and nothing of the build's own."""

#: What a build and a release write themselves, at the top of build/ and of a release.
_OWN = frozenset({"release", "report", "compare.html", "manifest.json",
                  "sha256sums", "content.json", "changes.json", "changes.html", "review.json"})
#: File systems take names of 255 bytes; the half-written file and what goes with a product have up to 25 more.
_MOST_BYTES = 230


def unfitness(path: str) -> str:
    """Return what keeps a product from having this path, in words that follow “the path”; empty where nothing does."""
    parts = path.split("/")
    if path.startswith("/"):
        return "is absolute"
    if ".." in parts:
        return "leads out of its folder by “..”"
    if "" in parts:
        return "has an empty part"
    if any(part.startswith(".") for part in parts):
        return "has a part that is hidden, since it begins with a dot"
    if "\\" in path:
        return "holds a backslash"
    if not path.isprintable():
        return "holds a sign that nobody sees"
    if parts[0].casefold() in _OWN:
        return f"is the build’s own: {parts[0]}"
    if any(len(part.encode()) > _MOST_BYTES for part in parts):
        return f"has a part of more than {_MOST_BYTES} bytes"
    return ""
