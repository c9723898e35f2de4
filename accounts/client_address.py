"""Which address a request comes from, where proxies stand in between."""

import ipaddress
from collections.abc import Sequence

from allauth.core.internal.httpkit import clean_client_ip

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: Where a server is only reached by a socket of this machine, and nobody says from where.
HERE = "127.0.0.1"


def client_address(*, remote: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The address nearest to us that is not one of our own proxies.

    `remote` is who is connected (empty for a socket of this machine), `forwarded` the X-Forwarded-For header.
    A proxy adds at its end whom it saw, so it is read from the end, and only as far as our own proxies wrote
    it: what stands before may be anybody's invention. Nothing of it counts where no proxy of ours sent it.
    """
    seen = _address(remote) if remote else HERE
    if not trusted or (remote and not _is_one_of(seen, trusted)):
        return seen
    for hop in reversed([part for part in forwarded.split(",") if part.strip()]):
        address = clean_client_ip(hop)
        if address is None:
            break
        seen = _address(address)
        if not _is_one_of(seen, trusted):
            break
    return seen


def _address(text: str) -> str:
    """As IPv4 where it is that in the clothes of IPv6; `HERE` for what is no address."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return HERE
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def _is_one_of(address: str, networks: Sequence[Network]) -> bool:
    return any(ipaddress.ip_address(address) in network for network in networks)
