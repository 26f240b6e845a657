"""Whom a fetch trusts."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ingest.types import Fetched, Reason
from tests.ingest.fetch.conftest import fetcher, reason, refusal
from tests.ingest.sites import Site, html, serving


def certificate(folder: Path, host: str) -> Path:
    """A self-signed certificate for a host, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{host}.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    return certificate(tmp_path, "keino.test")


@pytest.fixture
def asked_for() -> list[str]:
    """The server names that were asked for."""
    return []


@pytest.fixture
def secure(pem: Path, asked_for: list[str]) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    context.sni_callback = lambda _, name, __: asked_for.append(name)
    with serving(context) as site:
        site.pages["/"] = html("x")
        yield site


def test_an_untrusted_certificate_ends_it_at_once(secure: Site) -> None:
    outcome = refusal(secure)
    assert outcome.reason is Reason.NO_TRUST
    assert "self-signed" in outcome.detail.lower()
    assert not secure.requests


def test_the_server_is_asked_and_checked_by_its_name_at_the_checked_address(
    secure: Site, pem: Path, asked_for: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    assert isinstance(fetcher().fetch(secure.url("/", "keino.test")), Fetched)
    assert set(asked_for) == {"keino.test"}
    assert secure.requests[0].headers["host"] == f"keino.test:{secure.port}"


def test_a_certificate_of_another_host_is_not_trusted(secure: Site, pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    outcome = fetcher().fetch(secure.url("/", "sitoumus.test"))
    assert not isinstance(outcome, Fetched)
    assert getattr(outcome, "reason", None) is Reason.NO_TRUST


def test_a_server_without_tls_is_told_as_unreachable(site: Site) -> None:
    site.scheme = "https"
    assert reason(site) is Reason.UNREACHABLE
