"""Rules from YAML: folders in, a `RuleSet` out.

What reads them is imported when it is first asked for, because most runs need only where the shipped rules lie.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from confidcheck.ruleset.load import load_guidance, load_rules
    from confidcheck.ruleset.place import place_applied
    from confidcheck.ruleset.population import load_population
    from confidcheck.ruleset.profiles import load_body, load_profile

__all__ = [
    "load_body",
    "load_guidance",
    "load_population",
    "load_profile",
    "load_rules",
    "place_applied",
    "shipped_rules",
]

_HOMES = {
    "load_body": "profiles",
    "load_guidance": "load",
    "load_population": "population",
    "load_profile": "profiles",
    "load_rules": "load",
    "place_applied": "place",
}


def shipped_rules() -> Path:
    """Return the folder of the rules that come with the tool: in the package, or beside `src` in a checkout."""
    package = Path(__file__).parent.parent
    packed = package / "_rules"
    return packed if packed.is_dir() else package.parent.parent / "rules"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module holds
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
