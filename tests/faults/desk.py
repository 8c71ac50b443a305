"""An officer's program at one node: what it is told was released is what must never be lost."""

import http.client
import json
from dataclasses import dataclass, field
from typing import Any

from nodes import Agent, NodeProcess

HANDLING = {"codes": ["H1"], "purpose": "coordination", "legal_basis": "bilateral-agreement"}


@dataclass
class Desk:
    """Writes over the API of a node and remembers what was acknowledged, by dossier."""

    node: NodeProcess
    token: str
    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    refused: int = 0
    written: int = 0

    @classmethod
    def at(cls, node: NodeProcess, agent: Agent) -> "Desk":
        """Return a desk with a token of its own."""
        return cls(node, agent.call("token"))

    def call(
        self, method: str, path: str, body: Any = None, *, raw: bytes | None = None, seconds: float = 30.0
    ) -> tuple[int, Any]:
        """Return status and JSON of a call; OSError or HTTPException if the node is not there."""
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        connection = http.client.HTTPConnection("127.0.0.1", self.node.port, timeout=seconds)
        try:
            connection.request(method, path, data, headers)
            answer = connection.getresponse()
            content = answer.read()
            return answer.status, json.loads(content) if content else None
        finally:
            connection.close()

    def note(self, dossier: str, text: str) -> str | None:
        """Release a translation of the pact's name; return its id, or None if it was not acknowledged."""
        words = {"language": "de", "text": f"Übung {self.written}: {text}"}
        self.written += 1
        body = {"entry": dossier, "field": "name", "text": words}
        new = {"type": "translate", "body": body, "handling": HANDLING}
        try:
            status, answer = self.call("POST", f"/api/dossiers/{dossier}/entries", new)
        except (OSError, http.client.HTTPException, ValueError):
            return None
        if status != 201:
            self.refused += 1
            return None
        self.acknowledged.setdefault(dossier, []).append(answer["id"])
        return str(answer["id"])
