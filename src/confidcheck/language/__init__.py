"""Drafts in, readings out."""
