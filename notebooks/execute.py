"""Run a notebook from top to bottom and keep what it printed. In: a notebook. Out: the same notebook with fresh outputs, or what is stale.

`python notebooks/execute.py` executes and stores, `--check` executes and compares. What is stored is the same on every machine: no times,
no counters of the kernel, no paths. The kernel is given no model settings, so the embedded composer writes.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = Path(__file__).resolve().parent
MODEL_SETTINGS = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "ESCALATE_AI_MODEL")
SECONDS = 120
"""What one cell may take."""
METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}


def executed(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """Give the notebook with the outputs of a run in `folder`, and with nothing in it that a second run would change.

    Raises:
        CellExecutionError: A cell fails.

    """
    fresh = nbformat.from_dict(notebook)
    environment = {name: value for name, value in os.environ.items() if name not in MODEL_SETTINGS}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(HERE.parent), environment.get("PYTHONPATH"))))
    place = {"metadata": {"path": str(folder)}}
    # a busy machine delivers one print in several pieces
    client = NotebookClient(fresh, timeout=SECONDS, kernel_name="python3", resources=place, record_timing=False, coalesce_streams=True)
    client.extra_arguments = ["--log-level=ERROR"]
    client.execute(env=environment)
    fresh.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(code_cells(fresh), 1):
        cell.metadata = nbformat.from_dict({})
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
    return fresh


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Give the cells that run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def said(cell: nbformat.NotebookNode) -> str:
    """Give everything a cell shows as one text, however the kernel cut it into pieces."""
    pieces: list[str] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            pieces.append(output.text)
        elif output.output_type == "error":
            pieces.append(f"{output.ename}: {output.evalue}\n")
        else:
            pieces.extend(f"{kind}: {value}\n" for kind, value in sorted(output.data.items()))
    return "".join(pieces)


def stale(stored: nbformat.NotebookNode, fresh: nbformat.NotebookNode) -> list[str]:
    """Give the lines in which what is stored differs from what a run shows, with the cell they stand in."""
    lines: list[str] = []
    for old, new in zip(code_cells(stored), code_cells(fresh), strict=True):
        diff = difflib.unified_diff(said(old).splitlines(), said(new).splitlines(), f"{old.id}, stored", f"{old.id}, now", lineterm="", n=1)
        lines.extend(diff)
    return lines


def main() -> int:
    """Execute each notebook; store it, or with `--check` say what is stale and leave with 1."""
    parser = argparse.ArgumentParser(description="Execute the notebooks and keep what they print.")
    parser.add_argument("notebooks", nargs="*", type=Path, default=sorted(HERE.glob("*.ipynb")))
    parser.add_argument("--check", action="store_true", help="compare with what is stored instead of storing")
    asked = parser.parse_args()
    failed = False
    for path in asked.notebooks:
        stored = nbformat.read(path, as_version=4)
        try:
            fresh = executed(stored, HERE)
        except CellExecutionError as error:
            print(f"{path.name}: a cell fails\n{error}", file=sys.stderr)
            failed = True
            continue
        if asked.check:
            lines = stale(stored, fresh)
            failed = failed or bool(lines)
            print("\n".join((f"{path.name}: stale; run `make notebook`", *lines)) if lines else f"{path.name}: as stored")
        else:
            nbformat.write(fresh, path)
            print(f"{path.name}: executed and stored")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
