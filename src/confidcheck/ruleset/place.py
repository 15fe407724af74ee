"""What changes in the rules with the place one posts to and the body one belongs to."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from confidcheck import ruleset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from confidcheck.profile import Profile
    from confidcheck.rule import RuleSet

_NONE: Mapping[str, Profile] = MappingProxyType({})


def place_applied(
    known: RuleSet, folders: Sequence[Path], profile: str, body: str | None = None, *, read: Mapping[str, Profile] = _NONE
) -> RuleSet:
    """Return a rule set as it is where the user posts, and for the body they belong to.

    Args:
        known: every rule there is.
        folders: folders of rules, the shipped one first.
        profile: see `load_profile`.
        body: see `load_body`; None for no preference.
        read: profiles that were read before, by name; with one of them, and no body, no YAML is read and nothing that reads it
            is imported.

    Raises:
        UnknownNameError, RuleError: as `load_profile` and `load_body`.
    """
    chosen = read[profile] if profile in read else ruleset.load_profile(profile, folders, known)
    applied = chosen.applied(known)
    return ruleset.load_body(body, folders[0], known).applied(applied) if body else applied
