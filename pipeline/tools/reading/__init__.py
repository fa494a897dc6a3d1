"""Opens finished files again, as a reader's program would; nothing here writes."""
