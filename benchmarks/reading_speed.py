"""How fast and in how much memory documents are read.

    python benchmarks/reading_speed.py

Prints, each measured in a fresh interpreter with compiled modules: CPU milliseconds from the bytes of a 2-page Word document to its typed
plan after start (the first time the readers, lxml and all patterns are loaded, then not), and CPU seconds and peak memory for a 5 MB
document of 200 pages, as Word document and as PDF.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from document_kit import docx, paragraph, run  # noqa: E402  the kit stands beside the tests
from pdf_kit import Sheet, pdf  # noqa: E402

PAGES = 200
BIG = 5_000_000
WORDS = "We reviewed each late order and found that the carrier collected parcels after the cut-off time on most weekdays."
MEASURE = """
import resource, sys, time
from pathlib import Path
import escalate_ai
from escalate_ai.planread import read_plan
from escalate_ai.policy import default_policy
from escalate_ai.reading.documents import read_document
data, repeats = Path(sys.argv[1]).read_bytes(), int(sys.argv[2])
default_policy()
times = []
for _ in range(repeats):
    start = time.process_time()
    document = read_document(data, "measured")
    if repeats > 1:
        read_plan(document.own)
    times.append(time.process_time() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(times[0], min(times), peak, len(document.text))
"""


def small() -> bytes:
    """Give a Word document of two pages: three sections, a dozen entries."""
    blocks: list[str] = []
    for section in ("Root cause", "Corrective actions", "Preventive measures"):
        blocks += [paragraph(section, style="Heading1"), f"{WORDS} {WORDS}"]
        blocks += [paragraph(f"On {day} May 2026 we stopped late collections. {WORDS}", listed=(1, 0)) for day in range(3, 8)]
    return docx(*blocks)


def big_docx() -> bytes:
    """Give a Word document of 200 pages and 5 MB, pictures among them, each sentence in three runs as Word saves them."""
    page = [paragraph(run(f"{WORDS} "), run(f"{WORDS} ", "<w:lang/>"), run(WORDS)) for _ in range(8)]
    noise = random.Random(1).randbytes(BIG - 100_000)  # noqa: S311  a picture, no secret
    return docx(*(page * PAGES), more={"word/media/image1.png": noise})


def big_pdf() -> bytes:
    """Give a PDF of 200 pages and 5 MB, with one large picture."""
    sheets: list[Sheet] = []
    for number in range(PAGES):
        sheet = Sheet()
        for _ in range(8):
            sheet.paragraph(*(WORDS[:90] for _ in range(4)))
        sheets.append(sheet.line(f"Page {number + 1} of {PAGES}", y=30))
    return pdf(*sheets, image=random.Random(1).randbytes(BIG - 300_000))  # noqa: S311  a picture, no secret


def measured(data: bytes, repeats: int) -> tuple[float, float, float, int]:
    """Give the first and the best time in CPU seconds, the peak in MB, and the characters read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "measured"
        file.write_bytes(data)
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPYCACHEPREFIX": folder}
        call = [sys.executable, "-c", MEASURE, str(file), str(repeats)]
        subprocess.run(call, check=True, capture_output=True, env=env)  # compiles
        done = subprocess.run(call, check=True, capture_output=True, text=True, env=env)
    first, best, peak, length = done.stdout.split()
    return float(first), float(best), float(peak), int(length)


def main() -> None:
    """Print the figures."""
    first, best, peak, length = measured(small(), 20)
    print(f"2 pages .docx -> plan: first {first * 1000:.0f} ms, then {best * 1000:.0f} ms CPU, peak {peak:.0f} MB, {length:,} characters")
    for name, data in ((".docx", big_docx()), (".pdf", big_pdf())):
        first, _, peak, length = measured(data, 1)
        size = len(data) / 1e6
        print(f"{PAGES} pages {name}, {size:.1f} MB: {first:.2f} s CPU, peak {peak:.0f} MB, {length:,} characters")


if __name__ == "__main__":
    main()
