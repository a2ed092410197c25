"""Seal a PDF: a signature inside the file that every reader can check (ISO 32000-2, 12.8, `adbe.pkcs7.detached`).

The key is the installation's own, made once and kept with the other secrets, or one that the operator puts there (a
certificate of an own authority). It is an advanced seal, no qualified one: see docs/adr/0014-sealed-receipt.md.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

ROOM = 8192
"""Bytes kept free for the signature."""
BIG = 9_999_999_999
YEARS = 10
_PRINT_LOCKED = 132


@dataclass(frozen=True)
class SealKey:
    """Key and certificate of the house."""

    key: ec.EllipticCurvePrivateKey | RSAPrivateKey
    certificate: x509.Certificate

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hex: shown on the page of the check."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


def kept_key(path: Path, now: dt.datetime) -> SealKey:
    """The key at this path (PEM, key and certificate in one file); made at the first call, the first of two wins."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(_made(now))
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    pem = path.read_bytes()
    key = serialization.load_pem_private_key(pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | RSAPrivateKey):
        raise TypeError(f"{path.name}: a key of this kind cannot seal")
    return SealKey(key, x509.load_pem_x509_certificate(pem))


def _made(now: dt.datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nahbar Eingangssiegel")])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def seal(pdf: bytes, key: SealKey, *, signer: str, reason: str, at: dt.datetime) -> bytes:
    """The same document with a signature over every byte but the signature itself; it is not visible on the page."""
    prepared = _with_field(pdf, signer, reason, at)
    found = re.search(rb"/Contents <(0{%d})>" % (2 * ROOM), prepared)
    ranges = re.search(rb"/ByteRange \[ 0 %d %d %d \]" % (BIG, BIG, BIG), prepared)
    assert found is not None and ranges is not None
    begin, end = found.start(1) - 1, found.end(1) + 1
    line = b"/ByteRange [ 0 %d %d %d ]" % (begin, end, len(prepared) - end)
    whole = bytearray(prepared)
    whole[ranges.start() : ranges.end()] = line.ljust(ranges.end() - ranges.start())
    signed = bytes(whole[:begin]) + bytes(whole[end:])
    builder = pkcs7.PKCS7SignatureBuilder().set_data(signed).add_signer(key.certificate, key.key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    der = builder.sign(serialization.Encoding.DER, options)
    assert len(der) <= ROOM
    whole[found.start(1) : found.end(1)] = der.hex().encode().ljust(2 * ROOM, b"0")
    return bytes(whole)


def _with_field(pdf: bytes, signer: str, reason: str, at: dt.datetime) -> bytes:
    moment = at.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%SZ")
    with pikepdf.open(io.BytesIO(pdf)) as doc:
        page = doc.pages[0].obj
        signature = doc.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"),
                SubFilter=pikepdf.Name("/adbe.pkcs7.detached"), ByteRange=pikepdf.Array([0, BIG, BIG, BIG]),
                Contents=pikepdf.String(b"\0" * ROOM), Name=pikepdf.String(signer), Reason=pikepdf.String(reason),
                M=pikepdf.String(moment),
            )
        )  # fmt: skip
        field = doc.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=pikepdf.String("Siegel"),
                TU=pikepdf.String("Siegel des Amtes"), V=signature, P=page, F=_PRINT_LOCKED,
                Rect=pikepdf.Array([0, 0, 0, 0]),
            )
        )  # fmt: skip
        page.Annots = pikepdf.Array([*page.get("/Annots", []), field])
        doc.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        out = io.BytesIO()
        doc.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return out.getvalue()
