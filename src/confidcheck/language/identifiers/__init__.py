"""Identifiers: telephone numbers, addresses, case and health-service numbers, handles."""

from confidcheck.language.identifiers.finder import IdentifierFinder

__all__ = ["IdentifierFinder"]
