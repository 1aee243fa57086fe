//! The address of the caller: the peer, or behind trusted proxies the nearest address that none of them is.

use std::net::{IpAddr, Ipv6Addr};

use http::HeaderMap;

use crate::config::Cidr;

/// The address at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Returns the caller's address. `X-Forwarded-For` is read from the right, and only as far as trusted proxies wrote it:
/// whatever a caller puts in it stands further left and is never reached.
pub fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[Cidr]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|block| block.contains(address));
    let mut nearest = peer.to_canonical();
    if !is_trusted(nearest) {
        return nearest;
    }
    let lines: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .collect();
    for entry in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        let Ok(address) = entry.trim().parse::<IpAddr>() else {
            return nearest;
        };
        nearest = address.to_canonical();
        if !is_trusted(nearest) {
            return nearest;
        }
    }
    nearest
}

/// Returns what callers are counted by: an IPv4 address, or the /64 an IPv6 household is given.
pub fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn forwarded(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_str(line).unwrap());
        }
        headers
    }

    #[test]
    fn a_forged_forwarded_header_changes_nothing() {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        let peer: IpAddr = "10.0.0.1".parse().unwrap();
        let real: IpAddr = "203.0.113.9".parse().unwrap();
        assert_eq!(address(peer, &forwarded(&["1.2.3.4, 203.0.113.9"]), &proxies), real);
        assert_eq!(
            address(peer, &forwarded(&["1.2.3.4", "203.0.113.9, 10.0.0.2"]), &proxies),
            real
        );
        assert_eq!(address(real, &forwarded(&["1.2.3.4"]), &proxies), real);
        assert_eq!(address(peer, &forwarded(&["1.2.3.4, nonsense"]), &proxies), peer);
        assert_eq!(address(peer, &forwarded(&["1.2.3.4"]), &[]), peer);
    }
}
