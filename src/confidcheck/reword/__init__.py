"""Findings in, safer words out."""
