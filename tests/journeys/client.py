"""A plain browser without JavaScript: cookies, forms, redirects; for kill tests and benchmarks."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from uuid import uuid4


@dataclass
class Answer:
    """What came back, after redirects."""

    status: int
    url: str
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode("utf-8", "replace")

    @property
    def path(self) -> str:
        """Where it ended."""
        return urllib.parse.urlsplit(self.url).path


class Browser:
    """One visitor with cookies of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.last: Answer | None = None

    def _open(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=60) as response:
                self.last = Answer(response.status, response.url, response.read())
        except urllib.error.HTTPError as error:
            self.last = Answer(error.code, error.url or "", error.read())
        return self.last

    def get(self, path: str) -> Answer:
        """Follow a link."""
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.url, path)))

    def token(self) -> str:
        """The CSRF token of the page that is open."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.last.text if self.last else "")
        assert found, self.last.text[:400] if self.last else "no page is open"
        return found.group(1)

    def post(self, path: str, fields: dict[str, str | list[str]] | None = None) -> Answer:
        """Send the form of the open page."""
        pairs = [("csrfmiddlewaretoken", self.token())]
        for key, value in (fields or {}).items():
            pairs += [(key, one) for one in (value if isinstance(value, list) else [value])]
        request = urllib.request.Request(
            urllib.parse.urljoin(self.url, path), data=urllib.parse.urlencode(pairs).encode(), method="POST"
        )
        request.add_header("Origin", self.url)
        return self._open(request)

    def upload(self, path: str, name: str, filename: str, data: bytes, media_type: str) -> Answer:
        """Send one file with the form of the open page."""
        boundary = uuid4().hex
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token()}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            f"Content-Type: {media_type}\r\n\r\n"
        ).encode()
        request = urllib.request.Request(
            urllib.parse.urljoin(self.url, path), data=body + data + f"\r\n--{boundary}--\r\n".encode(), method="POST"
        )
        request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
        request.add_header("Origin", self.url)
        return self._open(request)
