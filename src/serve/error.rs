use std::error::Error;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};

/// Why a site could not be served.
#[derive(Debug)]
pub enum ServeError {
    /// All ports that were tried are taken.
    NoPort {
        /// The address.
        host: IpAddr,
        /// The first port tried.
        first: u16,
        /// The last port tried.
        last: u16,
    },
    /// This address cannot be listened at.
    Bind {
        /// The address and port.
        address: SocketAddr,
        /// What the system said.
        cause: io::Error,
    },
    /// The server could not start, or not go on.
    Run {
        /// What the system said.
        cause: io::Error,
    },
}

impl ServeError {
    /// What is wrong, without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NoPort { host, first, last } => {
                format!("all ports from {first} to {last} of {host} are taken")
            }
            Self::Bind { address, cause } => format!("cannot listen at {address}: {cause}"),
            Self::Run { cause } => format!("cannot serve: {cause}"),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoPort { .. } => "stop another server, or name another port",
            Self::Bind { cause, .. } => match cause.kind() {
                io::ErrorKind::PermissionDenied => "ports below 1024 are reserved: name a higher one",
                io::ErrorKind::AddrNotAvailable => "this machine has no such address: try 127.0.0.1",
                _ => "name another address or port",
            },
            Self::Run { .. } => "the system may have run out of threads or open files: close some programs",
        }
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl Error for ServeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Bind { cause, .. } | Self::Run { cause } => Some(cause),
            Self::NoPort { .. } => None,
        }
    }
}
