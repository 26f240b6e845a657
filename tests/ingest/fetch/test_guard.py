"""What may be connected to."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.guard import allowed_address, checked_addresses
from ingest.fetch.stopped import Stopped
from ingest.types import Reason

PUBLIC = ["8.8.8.8", "93.184.215.14", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.0.1.1",
          "223.255.255.255", "168.63.129.15", "2a00:1450:4001::200e", "2001:708:10::1", "2606:4700::1111"]  # fmt: skip
LOOPBACK = ["127.0.0.1", "127.255.255.254", "::1"]
NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 - nothing binds to it
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "",
    "keino.test",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    assert allowed_address(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
@pytest.mark.parametrize("loopback", [False, True])
def test_what_is_not_public_is_refused_also_where_loopback_is_open(address: str, loopback: bool) -> None:
    assert not allowed_address(address, loopback=loopback)


@pytest.mark.parametrize("address", LOOPBACK)
def test_loopback_is_allowed_only_where_it_is_opened(address: str) -> None:
    assert not allowed_address(address)
    assert allowed_address(address, loopback=True)


@given(st.ip_addresses())
def test_nothing_is_allowed_that_python_knows_as_not_global(address: object) -> None:
    if not address.is_global or address.is_multicast:  # type: ignore[attr-defined]
        assert not allowed_address(str(address))


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(Stopped) as stop:
        checked_addresses("keino.test", 80, lambda *_: ["8.8.8.8", "192.168.0.1"], loopback=False)
    assert stop.value.reason is Reason.PRIVATE_ADDRESS
    assert "192.168.0.1" in stop.value.detail


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no such name"), Reason.HOST_UNKNOWN),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), Reason.UNREACHABLE),
        (UnicodeError("label too long"), Reason.HOST_UNKNOWN),
        (OSError("no resolver"), Reason.HOST_UNKNOWN),
    ],
)
def test_a_failed_look_up_says_whether_the_name_or_the_name_server_is_missing(error: Exception, reason: Reason) -> None:
    def failing(*_: object) -> list[str]:
        raise error

    with pytest.raises(Stopped) as stop:
        checked_addresses("keino.test", 80, failing, loopback=False)
    assert stop.value.reason is reason


def test_a_name_that_leads_nowhere_is_unknown() -> None:
    with pytest.raises(Stopped) as stop:
        checked_addresses("keino.test", 80, lambda *_: [], loopback=False)
    assert stop.value.reason is Reason.HOST_UNKNOWN
