"""The identity provider of the demo: a real OpenID Connect provider (discovery, JWKS, code with PKCE, token, userinfo).

Its persons are invented; whoever opens its page chooses one, and how strong the means is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from nahbar.connectors import stand_in

CLIENT, SECRET = "nahbar-vorfuehrung", "gegenstelle-der-vorfuehrung"
PERSONS = {"aylin": "Aylin Demir", "timo": "Timo Krüger", "elfriede": "Elfriede Schulte"}
LEVELS = {
    "STORK-QAA-Level-1": "Benutzername und Passwort (normal)",
    "STORK-QAA-Level-3": "ELSTER-Zertifikat (substantiell)",
    "STORK-QAA-Level-4": "Online-Ausweis (hoch)",
}
CODE_SECONDS, TOKEN_SECONDS = 60, 300
_SENTENCE = (
    "Diese Seite spielt das Nutzerkonto (BundID) hinter einem Vermittler. Sie spricht OpenID Connect, prüft aber "
    "niemanden: Sie wählen, wer Sie sind. Alle Personen sind erfunden."
)


@dataclass
class Grant:
    """What a code or a token stands for."""

    person: str
    level: str
    request: dict[str, str]
    at: float = field(default_factory=time.time)


class Provider:
    """Keys, codes and tokens of one provider; `issuer` is its address."""

    def __init__(self, home: Path, issuer: str) -> None:
        self.issuer = issuer
        file = home / "schluessel.json"
        if not file.exists():
            home.mkdir(parents=True, exist_ok=True)
            fresh = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})
            file.write_text(json.dumps(fresh.as_dict(private=True)), encoding="utf-8")
            file.chmod(0o600)
        self.key = RSAKey.import_key(json.loads(file.read_text(encoding="utf-8")))
        self.codes: dict[str, Grant] = {}
        self.tokens: dict[str, Grant] = {}
        self.lock = threading.Lock()
        self.changes: dict[str, Any] = {}
        """Claims that a test falsifies."""

    def metadata(self) -> dict[str, Any]:
        """OpenID Connect Discovery 1.0."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "scopes_supported": ["openid"],
            "acr_values_supported": list(LEVELS),
        }

    def new_code(self, person: str, level: str, request: dict[str, str]) -> str:
        """A code for one exchange within a minute."""
        code = secrets.token_urlsafe(24)
        with self.lock:
            self.codes[code] = Grant(person, level, request)
        return code

    def exchange(self, form: dict[str, str], client: str) -> dict[str, Any] | None:
        """The token endpoint's answer; None for a code that is used up, old, of another client or another browser."""
        with self.lock:
            grant = self.codes.pop(form.get("code", ""), None)
        if grant is None or time.time() - grant.at > CODE_SECONDS or form.get("grant_type") != "authorization_code":
            return None
        asked = grant.request
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        fits = [(challenge, asked["code_challenge"]), (form.get("redirect_uri", ""), asked["redirect_uri"]),
                (client, asked["client_id"])]  # fmt: skip
        if not all(hmac.compare_digest(one.encode(), other.encode()) for one, other in fits):
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": client, "sub": self.pseudonym(grant.person), "iat": now,
            "exp": now + TOKEN_SECONDS, "auth_time": now, "nonce": asked.get("nonce", ""), "acr": grant.level,
            "trust_level": grant.level,
        } | self.changes  # fmt: skip
        access = secrets.token_urlsafe(24)
        with self.lock:
            self.tokens[access] = grant
        signed = jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)
        return {"access_token": access, "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "id_token": signed}

    def pseudonym(self, person: str) -> str:
        """The person's name for this one client, as a pairwise subject is."""
        return hashlib.sha256(f"{CLIENT}:{person}".encode()).hexdigest()[:32]


def serve(home: Path, port: int) -> None:
    """Answer on `port` until the process ends; `home` keeps the key."""
    make_server(home, port).serve_forever()


def make_server(home: Path, port: int = 0) -> ThreadingHTTPServer:
    """A provider on this machine only; port 0 takes a free one. `server.provider` is its inside."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    server.provider = Provider(home, f"http://localhost:{server.server_address[1]}")  # type: ignore[attr-defined]  # read by the handler and by tests
    return server


def _asked(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


class _Handler(stand_in.Handler):
    @property
    def provider(self) -> Provider:
        """The provider of this server."""
        return self.server.provider  # type: ignore[attr-defined, no-any-return]  # set by make_server

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        if path.path == "/.well-known/openid-configuration":
            self.json(self.provider.metadata())
        elif path.path == "/jwks":
            self.json({"keys": [self.provider.key.as_dict(private=False)]})
        elif path.path == "/userinfo":
            grant = self.provider.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
            self.json({"sub": self.provider.pseudonym(grant.person)} if grant else {}, 200 if grant else 401)
        elif path.path == "/authorize":
            self.authorize(_asked(path.query))
        elif path.path == "/":
            self.answer(200, stand_in.page("BundID", _SENTENCE, "<p>Hierher führt der Knopf im Portal.</p>"))
        else:
            self.answer(404)

    def do_POST(self) -> None:
        form = _asked(self.body().decode())
        path = urlsplit(self.path)
        if path.path == "/authorize":
            asked = _asked(path.query)
            if not _right(asked) or form.get("person") not in PERSONS or form.get("stufe") not in LEVELS:
                self.answer(400)
                return
            code = self.provider.new_code(form["person"], form["stufe"], asked)
            back = urlencode({"code": code, "state": asked.get("state", "")})
            self.answer(303, Location=f"{asked['redirect_uri']}?{back}")
        elif path.path == "/token":
            client = self.client()
            found = self.provider.exchange(form, client) if client else None
            self.json(found or {"error": "invalid_grant" if client else "invalid_client"}, 200 if found else 400)
        else:
            self.answer(404)

    def json(self, value: object, status: int = 200) -> None:
        """Answer with JSON."""
        self.answer(status, json.dumps(value).encode(), "application/json", Cache_Control="no-store")

    def client(self) -> str:
        """The client that sent id and secret; empty for anybody else."""
        kind, _, text = self.headers.get("Authorization", "").partition(" ")
        given = base64.b64decode(text + "==").decode("utf-8", "replace") if kind == "Basic" else ""
        name, _, secret = (unquote(part) for part in given.partition(":"))
        return name if name == CLIENT and hmac.compare_digest(secret.encode(), SECRET.encode()) else ""

    def authorize(self, asked: dict[str, str]) -> None:
        """The page on which one chooses who one is."""
        if not _right(asked):
            self.answer(400, stand_in.page("BundID", "Diese Anfrage stimmt nicht.", ""))
            return
        chosen = asked.get("acr_values", "STORK-QAA-Level-1")
        people = "".join(
            f'<p><button class="main" name="person" value="{key}">{escape(name)}</button></p>'
            for key, name in PERSONS.items()
        )
        levels = "".join(
            f'<p><label><input type="radio" name="stufe" value="{key}"{" checked" if key == chosen else ""}> '
            f"{escape(name)}</label></p>"
            for key, name in LEVELS.items()
        )
        body = f'<form method="post"><h2>Womit weisen Sie sich aus?</h2>{levels}<h2>Wer sind Sie?</h2>{people}</form>'
        self.answer(200, stand_in.page("BundID", _SENTENCE, body))


def _right(asked: dict[str, str]) -> bool:
    """A code request of the one client that is known, with PKCE, back to this machine."""
    return (
        asked.get("client_id") == CLIENT
        and asked.get("response_type") == "code"
        and asked.get("code_challenge_method") == "S256"
        and bool(asked.get("code_challenge"))
        and urlsplit(asked.get("redirect_uri", "")).path == "/anmelden/ausweis/zurueck"
    )
