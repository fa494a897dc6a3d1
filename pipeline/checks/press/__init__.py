"""Rules for files that a print shop plates; see checks/__init__.py."""
