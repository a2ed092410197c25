"""The vault in a bucket: the same sealed files under `<prefix><traeger>/<aa>/<address>`, by the S3 protocol."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from nahbar.platform.vault.crypto import CHUNK, HEADER_BYTES, TAG_BYTES, TruncatedFile
from nahbar.platform.vault.errors import MissingFile, PlaceUnreachable

AHEAD = HEADER_BYTES + CHUNK + TAG_BYTES
"""Bytes of the first request: a file up to 1 MiB comes with one."""
SPOOL = 8 << 20
GONE = {"NoSuchKey", "404", "NotFound"}

T = TypeVar("T")


@dataclass(frozen=True)
class Bucket:
    """Where and as whom; `url` is empty for the provider's own address."""

    name: str
    url: str = ""
    region: str = ""
    key: str = ""
    secret: str = ""
    prefix: str = ""


class _OpenObject:
    def __init__(self, fetch: Callable[[int, int], dict[str, Any]]) -> None:
        self._fetch = fetch
        first = fetch(0, AHEAD)
        self._head: bytes = first["Body"].read()
        self.size = int(first["ContentRange"].rpartition("/")[2])

    def read_at(self, offset: int, length: int) -> bytes:
        if offset + length <= len(self._head) or len(self._head) == self.size:
            return self._head[offset : offset + length]
        if offset >= self.size:
            return b""
        found: bytes = self._fetch(offset, length)["Body"].read()
        return found

    def close(self) -> None:
        self._head = b""


class S3:
    """A bucket as a place of the vault. What it holds is sealed before it leaves this machine."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._client = boto3.client(
            "s3",
            endpoint_url=bucket.url or None,
            region_name=bucket.region or None,
            aws_access_key_id=bucket.key or None,
            aws_secret_access_key=bucket.secret or None,
            config=Config(
                connect_timeout=5, read_timeout=60, retries={"mode": "standard", "total_max_attempts": 4},
                s3={"addressing_style": "path"} if bucket.url else {},
                request_checksum_calculation="when_required", response_checksum_validation="when_required",
            ),
        )  # fmt: skip

    def write(self, traeger: str, address: str, blocks: Iterable[bytes]) -> None:
        """One request: an object is there whole, or not at all."""
        with tempfile.SpooledTemporaryFile(max_size=SPOOL) as whole:  # only sealed bytes ever touch the disk
            for block in blocks:
                whole.write(block)
            whole.seek(0)
            self._ask("put_object", Key=self._key(traeger, address), Body=whole)

    def open(self, traeger: str, address: str) -> _OpenObject:
        key = self._key(traeger, address)

        def fetch(offset: int, length: int) -> dict[str, Any]:
            return self._ask("get_object", Key=key, Range=f"bytes={offset}-{offset + length - 1}")

        return _OpenObject(fetch)

    def exists(self, traeger: str, address: str) -> bool:
        try:
            self._ask("head_object", Key=self._key(traeger, address))
        except MissingFile:
            return False
        return True

    def delete(self, traeger: str, address: str) -> bool:
        """Every version of the object: in a bucket that keeps versions a plain delete would only hide it."""
        key = self._key(traeger, address)
        found = self._ask("list_object_versions", Prefix=key)
        rows = [row for kind in ("Versions", "DeleteMarkers") for row in found.get(kind, ()) if row["Key"] == key]
        for row in rows:
            self._ask("delete_object", Key=key, VersionId=row["VersionId"])
        return bool(rows)

    def traeger(self) -> list[str]:
        pages = self._list(Prefix=self._bucket.prefix, Delimiter="/")
        cut = len(self._bucket.prefix)
        return sorted(row["Prefix"][cut:-1] for page in pages for row in page.get("CommonPrefixes", ()))

    def names(self, traeger: str, prefix: str) -> list[str]:
        pages = self._list(Prefix=f"{self._bucket.prefix}{traeger}/{prefix}/")
        return sorted(row["Key"].rpartition("/")[2] for page in pages for row in page.get("Contents", ()))

    def _key(self, traeger: str, address: str) -> str:
        return f"{self._bucket.prefix}{traeger}/{address[:2]}/{address}"

    def _list(self, **values: Any) -> list[dict[str, Any]]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket.name, **values)
        return _said(lambda: list(pages))

    def _ask(self, verb: str, **values: Any) -> dict[str, Any]:
        answer: dict[str, Any] = _said(lambda: getattr(self._client, verb)(Bucket=self._bucket.name, **values))
        return answer


def _said(call: Callable[[], T]) -> T:
    try:
        return call()
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code == "InvalidRange":
            raise TruncatedFile("Die Datei endet schon im Kopf.") from None
        if code in GONE:
            raise MissingFile("Unter dieser Adresse liegt keine Datei.") from None
        raise PlaceUnreachable(f"Der Speicher (S3) lehnt ab: {code}. Bitte Zugang und Bucket prüfen.") from None
    except BotoCoreError as error:
        raise PlaceUnreachable(
            f"Der Speicher (S3) antwortet nicht ({type(error).__name__}). Bitte Netz und Adresse prüfen."
        ) from None
