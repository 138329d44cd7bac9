"""Write the golden documents anew."""

from __future__ import annotations

from tests.goldens import documents, reports

for path, document in documents():
    path.write_bytes(document)
for path, report in reports():
    path.write_text(report, "utf-8")
