"""Rules and readings in, hits out."""
