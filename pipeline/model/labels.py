"""Which words the interface prints: every language has each of these labels in its labels.yaml."""

#: The labels that some product prints.
REQUIRED = (
    "title", "subtitle", "description", "cover", "start", "landmarks",
    "page-list", "skip-to-text", "contents", "key-points", "ask-your-team", "call-your-team", "table", "figure-picture",
    "look-filled", "look-striped", "look-open", "look-goal",
    "long-description", "note", "notes-title",
    "back-to-text", "link", "links-title", "sources", "page", "on-page", "elsewhere",
    "questions-title", "questions-intro", "questions-own", "room-to-write",
    "visits-title", "visits-date", "visits-what", "visits-said",
    "medicines-title", "medicines-name", "medicines-how", "medicines-why",
    "glossary-title", "glossary-intro", "term-used-in", "references-title", "references-intro",
    "contact-title", "contact-intro", "contact-clinic", "contact-doctor", "contact-phone-day", "contact-phone-night",
    "contact-hours", "contact-web", "contact-keep", "contact-phone", "contact-languages", "contact-qr",
    "full-guide", "other-formats", "accessibility-summary",
    "colophon-title", "colophon-version", "colophon-document", "colophon-changes", "colophon-web",
    "colophon-feedback", "colophon-published", "colophon-next-review", "colophon-publisher",
    "colophon-unreviewed", "colophon-reviewed", "colophon-review-open", "colophon-disclaimer", "colophon-licence",
    "date", *(f"month-{month}" for month in range(1, 13)), "cover-picture",
    "draft-words", "draft-short", "sms-call", "sms-call-number", "braille-note",
)
#: What the build fills in, in braces, in the label's own words; other labels hold no braces.
PLACEHOLDERS = {
    "sources": ("sources",),
    "term-used-in": ("topics",),
    "page": ("page", "pages"),
    "on-page": ("page",),
    "colophon-version": ("version",),
    "colophon-document": ("document",),
    "colophon-changes": ("changes",),
    "colophon-web": ("page",),
    "colophon-feedback": ("address",),
    "colophon-published": ("published",),
    "colophon-next-review": ("next_review",),
    "colophon-publisher": ("publisher",),
    "colophon-reviewed": ("names",),
    "colophon-review-open": ("names", "roles"),
    "colophon-licence": ("licence",),
    "contact-qr": ("page",),
    "sms-call-number": ("number",),
    "date": ("month", "day", "year"),
}
