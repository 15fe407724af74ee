"""A mapping from a YAML file, for the parts that keep data of their own among the shipped rules.

Rules themselves are read by `ruleset`, whose errors point at every value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from confidcheck.errors import RuleError

if TYPE_CHECKING:
    from pathlib import Path

    import yaml


def read_mapping(path: Path) -> dict[str, Any]:
    """Read a mapping from a YAML file.

    Raises:
        RuleError: the file is missing, is not YAML, or holds something else than a mapping.
    """
    import yaml  # noqa: PLC0415 - most drafts need no file of this kind

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML built without libyaml is slower and reads the same
    try:
        data = yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506 - a safe loader, in C where built
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RuleError(f"cannot be read ({reason}); reinstall confidcheck, or restore the file", path) from None
    except yaml.MarkedYAMLError as error:
        raise RuleError(f"is not valid YAML: {error.problem or error.context}", path, *place_of(error)) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise RuleError("is not valid YAML: it holds a character that YAML forbids", path) from None
    if not isinstance(data, dict):
        raise RuleError("must be a mapping", path)
    return data


def place_of(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """Line and column, from 1, of what is wrong in a YAML file; its start where the parser does not say."""
    mark = error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
