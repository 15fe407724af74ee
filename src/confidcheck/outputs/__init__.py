"""Reports in, text out."""
