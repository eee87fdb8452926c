use std::net::IpAddr;

/// Whether a server bound to the address `bound` answers to `host` (a name or address, and perhaps
/// a port).
///
/// A web page elsewhere can let its own name point to this machine and then read what a server here
/// says (DNS rebinding). It cannot make the browser send another name, so only names are answered to
/// that always mean this machine, and addresses. The port is of no account: it may be forwarded.
pub(super) fn is_own(host: &str, bound: IpAddr) -> bool {
    let Some(name) = without_port(host) else { return false };
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    if name == "localhost" || name.ends_with(".localhost") {
        return true;
    }
    let address = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&name);
    address.parse().is_ok_and(|address: IpAddr| is_own_address(address.to_canonical(), bound))
}

/// Bound to all addresses, it cannot know which ones are its own; an address is safe, a name is not.
fn is_own_address(address: IpAddr, bound: IpAddr) -> bool {
    address.is_loopback() || address == bound.to_canonical() || bound.is_unspecified()
}

/// `host` without its port; `None` if what follows the colon is no port.
fn without_port(host: &str) -> Option<&str> {
    let colon = match host.rfind(']') {
        Some(bracket) => host[bracket..].find(':').map(|at| at + bracket),
        None => host.find(':'),
    };
    let Some(colon) = colon else { return Some(host) };
    let port = &host[colon + 1..];
    port.bytes().all(|byte| byte.is_ascii_digit()).then_some(&host[..colon])
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::is_own;

    fn answers(bound: &str, host: &str) -> bool {
        is_own(host, bound.parse::<IpAddr>().expect("an address"))
    }

    #[test]
    fn loopback_names_and_addresses_are_its_own() {
        let own = [
            "localhost",
            "LocalHost:4000",
            "localhost.",
            "a.localhost:1",
            "127.0.0.1",
            "127.1.2.3:80",
            "[::1]",
            "[::1]:4000",
            "[::ffff:127.0.0.1]:1",
            "localhost:",
        ];
        assert!(own.iter().all(|host| answers("127.0.0.1", host)));
    }

    #[test]
    fn other_names_and_addresses_are_not() {
        let others = [
            "",
            "evil.example",
            "localhost.evil.example",
            "evillocalhost",
            "127.0.0.1.evil.example",
            "10.0.0.1",
            "localhost:80@evil.example",
            "[::2]",
            "::1",
            "[::1]x",
            "localhost:x",
            "0.0.0.0",
            "ähm",
            "[]",
        ];
        for host in others {
            assert!(!answers("127.0.0.1", host), "{host}");
        }
    }

    #[test]
    fn the_bound_address_is_its_own_and_with_all_bound_every_address() {
        assert!(answers("192.168.1.5", "192.168.1.5:4000"));
        assert!(!answers("192.168.1.5", "192.168.1.6"));
        assert!(answers("0.0.0.0", "192.168.1.6:1") && answers("::", "[fe80::1]"));
        assert!(!answers("0.0.0.0", "evil.example"));
    }
}
