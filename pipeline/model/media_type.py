"""The media types of files that products are, as the IANA registers them; a braille file has none registered."""

PDF = "application/pdf"
EPUB = "application/epub+zip"
HTML = "text/html"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain"
BRAILLE = "application/x-brf"
ONIX = "application/xml"
MARC = "application/marc"
JSON = "application/json"
#: What nobody could name.
UNKNOWN = "application/octet-stream"
