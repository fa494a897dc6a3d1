"""Changes finished PDFs: their tags, and what differs from clinic to clinic."""
