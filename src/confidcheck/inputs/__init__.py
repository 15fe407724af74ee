"""Sources in, drafts out."""
