"""What reads text stays light: a build with nothing to do must not pay for models."""

import os
import subprocess
import sys


def test_text_and_diagnostics_do_not_import_pydantic():
    modules = "front_matter, slugs, source, suggest, yaml_nodes"
    code = (
        f"import sys; from obsite.text import {modules}; from obsite.diagnostics import severities;"
        "from obsite.diagnostics.printers import github, json, sarif, text; print('pydantic' in sys.modules)"
    )
    path = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": path}
    )
    assert done.stdout.strip() == "False"
