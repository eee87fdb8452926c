//! `diglot serve`

mod built;
mod watching;
mod writing;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use clap::Args;

use super::build::{is_apart, is_folder};
use super::report::{line, unusable};
use super::{Outcome, Root};
use crate::diagnostic::SourcePath;
use crate::serve::{Found, Pages, ServeError, Server, own_address};
use crate::source::{Disk, Folder as _};

pub(super) const EXAMPLES: &str = "\
Examples:
  diglot serve                      at http://127.0.0.1:4000/, under site.yaml's base path
  diglot serve --watch --open       in the browser, kept as the site is while you write
  diglot serve --watch --write      the same, and public/ is kept as `diglot build` makes it
  diglot serve --watch --host 0.0.0.0
                                    for your phone, in the same network";

/// The port, if none is asked for.
const PORT: u16 = 4000;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    root: Root,
    /// Watch the site's folder, and keep the pages in all browsers as the site is
    #[arg(long)]
    watch: bool,
    /// The port; if it is taken, the next free one
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// The address to listen at; 0.0.0.0 lets other machines see the site
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_parser = host)]
    host: IpAddr,
    /// Where the site will stand, instead of site.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = super::build::base_url)]
    base_url: Option<String>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Show drafts
    #[arg(long)]
    drafts: bool,
    /// With --watch: keep ROOT/public too as `diglot build` makes it, whenever there is no error
    #[arg(long, requires = "watch")]
    write: bool,
    /// With --write: the folder that is kept, instead of ROOT/public
    #[arg(long, value_name = "DIR", requires = "write")]
    output: Option<PathBuf>,
    /// With --watch: look through the folder twice a second, where the system tells of no changes (network folders)
    #[arg(long, requires = "watch")]
    poll: bool,
}

fn host(written: &str) -> Result<IpAddr, String> {
    match written {
        "localhost" => Ok(Ipv4Addr::LOCALHOST.into()),
        _ => written.parse().map_err(|_| {
            "it is no address; 127.0.0.1 is this machine alone, 0.0.0.0 all that can reach it".to_owned()
        }),
    }
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let root = &arguments.root.root;
    if !is_folder(root) {
        unusable(&format!("there is no folder {}", root.display()), "name the site's folder with --root");
        return Outcome::Unusable;
    }
    let output = arguments.output.clone().unwrap_or_else(|| root.join("public"));
    if arguments.write && !is_apart(&Disk::new(root), &output) {
        return Outcome::Unusable;
    }
    serve(arguments).unwrap_or_else(|error| {
        unusable(&error.message(), error.help());
        Outcome::Unusable
    })
}

fn serve(arguments: &Arguments) -> Result<Outcome, ServeError> {
    let server = Server::bind(arguments.host, arguments.port)?;
    if let Some(port) = server.moved_from() {
        line(&format!("port {port} is taken"));
    }
    let here = shown_at(server.address());
    let pages: Arc<dyn Pages> = if arguments.watch {
        watching::Site::begin(arguments, &here)
    } else {
        let Some(site) = built::Site::build(arguments, &here) else { return Ok(Outcome::Unusable) };
        Arc::new(site)
    };
    let base_path = pages.base_path();
    let doing = if arguments.watch { "watching" } else { "not watching; --watch does" };
    line(&format!("serving {here}{base_path} ({doing}; Ctrl-C ends)"));
    if arguments.host.is_unspecified() {
        let there = own_address()
            .map(|own| format!(": http://{}{base_path}", SocketAddr::new(own, server.address().port())));
        line(&format!("others in your network can see it{}", there.unwrap_or_default()));
    }
    if arguments.open {
        open_browser(format!("{here}{base_path}"));
    }
    server.run(pages, async {
        // Without signals the server runs until it is killed.
        let _ = tokio::signal::ctrl_c().await;
    })?;
    Ok(Outcome::Fine)
}

/// Has the system open a browser. Whoever is asked for that may take a while to fail, and the first page
/// is not to wait for it.
fn open_browser(address: String) {
    thread::spawn(move || {
        if open::that_detached(&address).is_err() {
            line(&format!("no browser could be opened: go to {address}"));
        }
    });
}

/// A file that is shown as it is; none from outside of the site's folder, wherever links lead.
fn copied(folder: &Disk, source: &SourcePath) -> Found {
    if let Some(real) = folder.outside(source) {
        return Found::Faulty(format!(
            "{source} is or lies in a link that leads out of the site's folder, to {}, and the server shows no file \
             from there\n  help: copy it into the site's folder",
            real.display()
        ));
    }
    folder.read(source).map_or(Found::Nothing, |bytes| Found::Output(bytes.into()))
}

/// Where a browser on this machine finds the server.
fn shown_at(mut address: SocketAddr) -> String {
    match address.ip() {
        IpAddr::V4(host) if host.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(host) if host.is_unspecified() => address.set_ip(std::net::Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    format!("http://{address}")
}
