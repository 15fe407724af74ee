"""Findings in, safer words out."""

from confidcheck.reword.reworder import Reworder

__all__ = ["Reworder"]
