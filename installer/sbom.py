"""The list of parts for other programs: CycloneDX 1.6, as JSON.

For whoever asks what is in it and which of it has a known weakness: an IT office, the ENS.
"""

import json
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from installer.licences import Part
from installer.release import Release

_OURS = uuid.UUID("a7a2c3a4-54f9-4d5e-8f0f-6d3c9d8f1b10")


def write(release: Release, parts: list[Part], out: Path) -> None:
    """Write the list into a file: the same for the same commit."""
    text = json.dumps(described(release, parts), ensure_ascii=False, indent=1)
    out.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def described(release: Release, parts: list[Part]) -> dict[str, Any]:
    """The list as the reference of CycloneDX 1.6 for JSON wants it."""
    program = f"pregon@{release.version}"
    made_at = datetime.fromtimestamp(release.time, UTC)
    components = [_component(part) for part in parts]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_OURS, f'{program} {release.time}')}",
        "version": 1,
        "metadata": {
            "timestamp": f"{made_at:%Y-%m-%dT%H:%M:%SZ}",
            "component": {
                "type": "application",
                "bom-ref": program,
                "name": "Pregón",
                "version": release.version,
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            },
        },
        "components": components,
        "dependencies": [
            {"ref": program, "dependsOn": [part["bom-ref"] for part in components]},
        ],
    }


def _component(part: Part) -> dict[str, Any]:
    name = f"{part.name}@{part.version}" if part.version else part.name
    told: dict[str, Any] = {"type": "library", "bom-ref": part.purl or name, "name": part.name}
    if part.version:
        told["version"] = part.version
    told["licenses"] = [{"license": {"name": part.licence}}]
    if part.purl:
        told["purl"] = part.purl
    links = (("website", part.home), ("source-distribution", part.source))
    found = [{"type": kind, "url": url} for kind, url in links if url]
    return told | ({"externalReferences": found} if found else {})
