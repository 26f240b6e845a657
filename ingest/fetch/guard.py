"""Which IP addresses may be connected to, and what a host's name leads to."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from ingest.fetch.stopped import Stopped
from ingest.types import Reason

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port -> the addresses that the name stands for, in the order to try. Raises OSError where there are none."""

# Written out, after IANA's registries of special-purpose addresses: what `ipaddress` calls global changes with Python's
# version, and counts in multicast, 6to4 and the rest of what can lead inside.
_NOT_PUBLIC_4 = tuple(
    ip_network(network)
    for network in [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; a cloud's metadata is at 100.100.100.200
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's metadata, in the midst of public addresses
        "169.254.0.0/16",  # link-local; most clouds' metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
    ]
)
# All that is public in IPv6 lies in here; mapped, NAT64, unique local, link-local and multicast addresses lie outside.
_UNICAST_6 = ip_network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    ip_network(network)
    for network in [
        "2001::/23",  # Teredo, benchmarking, ORCHID
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",
    ]
)


def allowed_address(address: str, *, loopback: bool = False) -> bool:
    """Whether an IP address is a public one; with `loopback`, whether it is public or loopback."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if ip.is_loopback:
        return loopback
    return _public_4(ip) if isinstance(ip, IPv4Address) else _public_6(ip)


def _public_4(ip: IPv4Address) -> bool:
    return not any(ip in network for network in _NOT_PUBLIC_4)


def _public_6(ip: IPv6Address) -> bool:
    return ip in _UNICAST_6 and not any(ip in network for network in _NOT_PUBLIC_6)


def look_up(host: str, port: int) -> list[str]:
    """Ask the operating system, for as long as that takes (often up to 30 seconds where no name server answers)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(entry[4][0]) for entry in found]


def checked_addresses(host: str, port: int, resolve: Resolver, *, loopback: bool) -> Sequence[str]:
    """What a host's name leads to, all of it allowed. Raises Stopped, also where only one of several is not."""
    try:
        addresses = resolve(host, port)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise Stopped(Reason.UNREACHABLE, f"no name server answered for {host}") from error
        raise Stopped(Reason.HOST_UNKNOWN, f"there is no host {host}") from error
    except (OSError, UnicodeError) as error:  # a label over 63 characters is a UnicodeError
        raise Stopped(Reason.HOST_UNKNOWN, f"{host} cannot be looked up: {error}") from error
    if not addresses:
        raise Stopped(Reason.HOST_UNKNOWN, f"{host} has no address")
    for address in addresses:
        if not allowed_address(address, loopback=loopback):
            raise Stopped(Reason.PRIVATE_ADDRESS, f"{host} leads to {address}, which is no public address")
    return addresses
