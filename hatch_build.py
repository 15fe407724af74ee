"""Compiles the shipped rules into the wheel, so that no run of the installed tool has to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILE = "from confidcheck.compiled import write_shipped; write_shipped()"


class CompiledRules(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `confidcheck/_rules.compiled`; a wheel whose rules do not compile is not built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and add the file to a wheel; a checkout reads the YAML files, or what `make compiled` wrote."""
        if self.target_name != "wheel" or version == "editable":
            return
        # What the build needs may stand on the path that was given, not beside the interpreter.
        paths = [str(Path(self.root) / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        subprocess.run([sys.executable, "-c", COMPILE], cwd=self.root, env=environment, check=True)  # noqa: S603 - our own code
        build_data["artifacts"].append("src/confidcheck/_rules.compiled")
