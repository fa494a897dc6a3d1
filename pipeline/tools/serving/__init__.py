"""What speaks to a browser of this machine."""
