"""The nouns of the trade: frozen data, no input or output."""
