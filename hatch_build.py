"""Compiles the shipped rules into the wheel, so that no run of the installed tool has to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# A building environment may drop from its path whatever the outer one holds, an editable checkout among it; so it is put there.
COMPILE = "import sys; sys.path.insert(0, sys.argv[1]); from confidcheck.compiled import write_shipped; write_shipped()"


class CompiledRules(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `confidcheck/_rules.compiled`; a wheel whose rules do not compile is not built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and add the file to a wheel; a checkout reads the YAML files, or what `make compiled` wrote."""
        if self.target_name != "wheel" or version == "editable":
            return
        command = [sys.executable, "-c", COMPILE, str(Path(self.root) / "src")]
        subprocess.run(command, cwd=self.root, check=True)  # noqa: S603 - our own code
        build_data["artifacts"].append("src/confidcheck/_rules.compiled")
