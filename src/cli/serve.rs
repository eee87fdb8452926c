//! `diglot serve`

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

use clap::Args;

use super::build::is_folder;
use super::report::{Counts, diagnostics, line, unusable};
use super::{MessageFormat, Outcome, Root};
use crate::db::Wishes;
use crate::diagnostic::in_order;
use crate::flow;
use crate::render::Bytes;
use crate::serve::{Pages, Server};
use crate::site::{BaseUrl, OutputPath, config};
use crate::source::{Disk, Folder};

pub(super) const EXAMPLES: &str = "\
Examples:
  diglot serve               at http://127.0.0.1:4000/, under site.yaml's base path
  diglot serve --port 8080
  diglot serve --drafts";

/// The port, if none is asked for.
const PORT: u16 = 4000;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    root: Root,
    /// The port; if it is taken, the next free one
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// Where the site will stand, instead of site.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = super::build::base_url)]
    base_url: Option<String>,
    /// Show drafts
    #[arg(long)]
    drafts: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let root = &arguments.root.root;
    if !is_folder(root) {
        unusable(&format!("there is no folder {}", root.display()), "name the site's folder with --root");
        return Outcome::Unusable;
    }
    let served = Server::bind(IpAddr::V4(Ipv4Addr::LOCALHOST), arguments.port).and_then(|server| {
        let address = server.address();
        let moved = server.moved_from();
        let Some(site) = Site::build(arguments, &format!("http://{address}")) else {
            return Ok(Outcome::Unusable);
        };
        moved.iter().for_each(|port| line(&format!("port {port} is taken")));
        line(&format!("serving http://{address}{} (not watching yet; Ctrl-C ends)", site.base_path));
        server.run(Arc::new(site), async {
            // Without signals the server runs until it is killed.
            let _ = tokio::signal::ctrl_c().await;
        })?;
        Ok(Outcome::Fine)
    });
    served.unwrap_or_else(|error| {
        unusable(&error.message(), error.help());
        Outcome::Unusable
    })
}

/// A site built in memory.
struct Site {
    base_path: String,
    outputs: BTreeMap<OutputPath, Arc<[u8]>>,
    /// For files that are copied as they are: read when they are asked for.
    copied: BTreeMap<OutputPath, crate::diagnostic::SourcePath>,
    folder: Disk,
}

impl Site {
    /// Builds all pages; `None` if there is no site. Diagnostics are told, and do not keep the
    /// pages that could be made from being shown.
    fn build(arguments: &Arguments, origin: &str) -> Option<Self> {
        let folder = Disk::new(&arguments.root.root);
        let wishes = Wishes { base_url: arguments.base_url.clone(), drafts: arguments.drafts };
        let mut db = flow::open(&folder, wishes.clone());
        let base_path = config(&db).config.base_url.path().to_owned();
        // Absolute links, such as canonical ones, lead to where the site is now.
        let here = BaseUrl::parse(&format!("{origin}{base_path}")).ok().map(|url| url.to_string());
        db.wish(Wishes { base_url: here, ..wishes });
        let found = flow::diagnose(&db);
        let made: Mutex<(BTreeMap<_, _>, BTreeMap<_, _>)> = Mutex::default();
        let faults = flow::make(&db, |path, bytes| {
            let Ok(mut made) = made.lock() else { return Ok(()) };
            match bytes {
                Bytes::Made(bytes) => drop(made.0.insert(path.clone(), Arc::from(bytes))),
                Bytes::File(source) => drop(made.1.insert(path.clone(), source)),
            }
            Ok::<(), std::convert::Infallible>(())
        });
        let found = in_order([found, faults.unwrap_or_default()].concat());
        diagnostics(&found, &db, MessageFormat::Human, &arguments.root.root);
        line(&Counts::of(&found).to_string());
        let (outputs, copied) = made.into_inner().unwrap_or_default();
        flow::is_configured(&db).then_some(Self { base_path, outputs, copied, folder })
    }
}

impl Pages for Site {
    fn base_path(&self) -> &str {
        &self.base_path
    }

    fn output(&self, path: &OutputPath) -> Option<Arc<[u8]>> {
        let read = || self.folder.read(self.copied.get(path)?).ok().map(Arc::from);
        self.outputs.get(path).cloned().or_else(read)
    }
}
