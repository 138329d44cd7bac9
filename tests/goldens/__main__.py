"""Write the golden documents anew."""

from __future__ import annotations

from tests.goldens import documents

for path, document in documents():
    path.write_bytes(document)
