"""A public site as a process of its own, and the node that pushes to it."""

import base64
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import urllib3

from mithaq.press import house
from mithaq.record import jsonprofile
from mithaq.record.dsse import pae
from mithaq.record.keys import SigningKey
from nodes import free_port

MEDIA_TYPE = "application/vnd.mithaq.press+json"
SOURCE = Path(__file__).resolve().parents[2] / "src"
PASSWORD = "a-long-exercise-password"


class Site:
    """One site, its key, and a browser without scripts for it."""

    def __init__(self, folder: Path, *, signer: SigningKey | None = None, **said: Any) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.signer = signer or SigningKey.from_seed(b"press test key of rabat, 32 byte")
        named = {"agency": "ma.dgsn", "url": self.url, "port": self.port, "language": "ar"}
        house.make(folder, {**named, "exercise": True, **said}, {"ma.dgsn": self.signer.public.hex()})
        self.pool = urllib3.PoolManager(retries=False, timeout=20)
        self.process: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}

    def run(self, *words: str, **environment: str) -> str:
        """Run `mithaq press ...` and return what it says."""
        command = [sys.executable, "-m", "mithaq", "press", *words, "--dir", str(self.folder)]
        return subprocess.run(
            command,
            env=surroundings() | self.environment | environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def start(self, **environment: str) -> None:
        command = [sys.executable, "-m", "mithaq", "press", "serve", "--dir", str(self.folder)]
        with (self.folder / "log" / "out").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=surroundings() | self.environment | environment, stdout=log, stderr=log
            )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if self.pool.request("GET", f"{self.url}/en/").status == 200:
                    return
            except urllib3.exceptions.HTTPError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "log" / "out").read_text())

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None

    # ------------------------------------------------------------------ pushing

    def document(self, communique: str, **changes: Any) -> dict[str, Any]:
        return {
            "v": 1,
            "agency": "ma.dgsn",
            "act": "release",
            "dossier": "d" * 64,
            "communique": communique,
            "entry": "e" * 64,
            "time": "2025-01-29T18:00:00.000Z",
            "exercise": True,
            "approved_by": ["es.policia", "ma.dgsn"],
            "corrects": None,
            "embargo": None,
            "place": {"language": "es", "text": "España"},
            "author": "EX-DGSN",
            "editions": [edition("es", "Encuentro policial", "Las entregas vigiladas se multiplican.")],
            "pictures": [],
            "reason": None,
            **changes,
        }

    def envelope(self, document: Any, signer: SigningKey | None = None) -> bytes:
        payload = jsonprofile.dump(document)
        key = signer or self.signer
        signature = base64.b64encode(key.sign(pae(MEDIA_TYPE.encode(), payload))).decode()
        return jsonprofile.dump(
            {
                "payloadType": MEDIA_TYPE,
                "payload": base64.b64encode(payload).decode(),
                "signatures": [{"keyid": key.id, "sig": signature}],
            }
        )

    def push(self, document: Any, signer: SigningKey | None = None) -> tuple[int, str]:
        return self.push_bytes(self.envelope(document, signer))

    def push_bytes(self, body: bytes) -> tuple[int, str]:
        headers = {"content-type": MEDIA_TYPE}
        answer = self.pool.request("POST", f"{self.url}/push/", body=body, headers=headers)
        said = answer.json()
        return answer.status, said.get("status") or said["code"]

    # ------------------------------------------------------------------ reading and writing

    def get(self, path: str, cookies: str = "") -> tuple[int, str]:
        answer = self.pool.request("GET", self.url + path, headers={"cookie": cookies}, redirect=False)
        return answer.status, answer.data.decode()

    def visitor(self) -> "Visitor":
        return Visitor(self)


class Visitor:
    """Somebody with a browser: cookies and the tokens of forms."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}
        self.status = 0

    def get(self, path: str) -> str:
        return self._call("GET", path, None)

    def post(self, path: str, form_page: str = "", **fields: Any) -> str:
        page = self.get(form_page or path)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        fields = {"csrfmiddlewaretoken": found[1] if found else "", **fields}
        return self._call("POST", path, fields, referer=form_page or path)

    def _call(self, method: str, path: str, fields: dict[str, Any] | None, referer: str = "") -> str:
        headers = {"cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if referer:
            headers |= {"referer": self.site.url + referer, "origin": self.site.url}
        answer = (
            self.site.pool.request(
                method,
                self.site.url + path,
                headers=headers,
                fields=fields,
                redirect=False,
                encode_multipart=False,
            )
            if fields is not None
            else self.site.pool.request(method, self.site.url + path, headers=headers, redirect=False)
        )
        for cookie in answer.headers.getlist("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.status = answer.status
        if answer.status in (301, 302):
            self.path = str(answer.headers["location"])
            return self.get(self.path)
        self.path = path
        return str(answer.data.decode())


def edition(language: str, title: str, text: str) -> dict[str, Any]:
    return {
        "title": {"language": language, "text": title},
        "text": {"language": language, "text": text},
    }


def surroundings() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("MITHAQ_HOME", "DATABASE_URL")}
    return kept | {"PYTHONPATH": str(SOURCE), "DJANGO_SETTINGS_MODULE": ""}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(tmp_path_factory.mktemp("press") / "site", purposes=["content", "social", "analysis"])
    made.start()
    yield made
    made.stop()
