"""OpenID Connect, authorization code with PKCE, state and nonce; the checks are Authlib's (ADR 0013)."""

from __future__ import annotations

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.http import HttpRequest
from joserfc.errors import JoseError

from nahbar.platform.accounts.identity import HIGH, NORMAL, SUBSTANTIAL, IdentityRefused, Proof

NAME = "identity"
ALGORITHMS = ["RS256", "PS256", "ES256"]
"""Whatever the provider offers: no `none`, no shared secret."""
LEVELS = {"STORK-QAA-Level-4": HIGH, "STORK-QAA-Level-3": SUBSTANTIAL}
"""As the BundID calls them: 4 is the eID of the Personalausweis, eID-Karte or Aufenthaltstitel; all else is weaker."""
STRONG = "STORK-QAA-Level-4"
TIMEOUT = 10
# what a provider that is down, or that answers nonsense, makes the library raise
REFUSED = (OAuthError, JoseError, requests.RequestException, RuntimeError, ValueError, KeyError, TypeError)


class OidcProvider:
    """Port `identity`: one broker for the installation, known by its issuer."""

    def __init__(self, issuer: str, client_id: str, secret: str, title: str) -> None:
        self.issuer, self.title = issuer.rstrip("/"), title if issuer and client_id else ""
        self._app = OAuth().register(
            NAME,
            client_id=client_id,
            client_secret=secret,
            server_metadata_url=f"{self.issuer}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid", "code_challenge_method": "S256", "default_timeout": TIMEOUT},
        )

    def _check_provider(self) -> None:
        found = self._app.load_server_metadata()
        if str(found.get("issuer", "")).rstrip("/") != self.issuer:
            raise IdentityRefused
        found["id_token_signing_alg_values_supported"] = ALGORITHMS

    def begin(self, request: HttpRequest, address: str, *, strong: bool) -> str:
        """See IdentityProvider."""
        try:
            self._check_provider()
            more = {"acr_values": STRONG, "prompt": "login"} if strong else {}
            return str(self._app.authorize_redirect(request, address, **more)["Location"])
        except REFUSED as error:
            raise IdentityRefused(
                "Die Anmeldung über den anderen Dienst geht gerade nicht. Nehmen Sie einen anderen Weg."
            ) from error

    def finish(self, request: HttpRequest) -> Proof:
        """See IdentityProvider; the state is used up, whatever comes of it."""
        try:
            self._check_provider()
            token = self._app.authorize_access_token(request)
            claims = token["userinfo"]
            if str(claims["iss"]).rstrip("/") != self.issuer or not claims["sub"]:
                raise IdentityRefused
            level = LEVELS.get(str(claims.get("trust_level") or claims.get("acr") or ""), NORMAL)
            return Proof(self.issuer, str(claims["sub"]), level)
        except REFUSED as error:
            raise IdentityRefused from error
