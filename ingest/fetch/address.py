"""Which addresses may be asked, by what is written in them: the scheme, the host, the port."""

from collections.abc import Collection

import httpx

from ingest.fetch.stopped import Stopped
from ingest.types import Reason

_PORTS = {"http": 80, "https": 443}


def normal_host(host: str) -> str:
    """A host's name as it is looked up: lower case, IDNA. Raises ValueError for what is no name."""
    try:
        return host_of(httpx.URL(scheme="http", host=host))
    except httpx.InvalidURL as error:
        raise ValueError(f"“{host}” is no name of a host: {error}") from error


def host_of(url: httpx.URL) -> str:
    """The host as it is looked up; `httpx.URL.host` decodes it, and raises for what cannot be decoded."""
    return url.raw_host.decode("ascii")


def checked_url(url: str, hosts: Collection[str], *, any_port: bool) -> httpx.URL:
    """Read an address that may be asked, without its fragment; `hosts` are normal. Raises Stopped for any other."""
    try:
        read = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise Stopped(Reason.NO_SUCH_SCHEME, f"no address can be read from “{url[:200]}”: {error}") from error
    if read.scheme not in _PORTS:
        raise Stopped(Reason.NO_SUCH_SCHEME, f"“{url[:200]}” is neither http nor https")
    host = host_of(read)
    if read.userinfo:
        raise Stopped(Reason.HOST_NOT_ALLOWED, f"the address for {host} has a user's name in it")
    if host not in hosts:
        raise Stopped(Reason.HOST_NOT_ALLOWED, f"no source is on the host “{host}”")
    if read.port not in (None, _PORTS[read.scheme]) and not any_port:
        raise Stopped(Reason.HOST_NOT_ALLOWED, f"port {read.port} of {host}: only 80 and 443 are asked")
    return read.copy_with(fragment=None)
