use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::{Arguments, copied};
use crate::cli::MessageFormat;
use crate::cli::report::{Counts, diagnostics, line};
use crate::db::Wishes;
use crate::diagnostic::{SourcePath, in_order};
use crate::flow;
use crate::render::Bytes;
use crate::serve::{Found, Pages};
use crate::site::{BaseUrl, OutputPath, config};
use crate::source::Disk;

/// A site built in memory.
pub(super) struct Site {
    base_path: String,
    outputs: BTreeMap<OutputPath, Arc<[u8]>>,
    /// For files that are copied as they are: read when they are asked for.
    copied: BTreeMap<OutputPath, SourcePath>,
    folder: Disk,
}

impl Site {
    /// Builds all pages; `None` if there is no site. Diagnostics are told, and do not keep the
    /// pages that could be made from being shown.
    pub(super) fn build(arguments: &Arguments, origin: &str) -> Option<Self> {
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
    fn base_path(&self) -> String {
        self.base_path.clone()
    }

    fn output(&self, path: &OutputPath) -> Found {
        match (self.outputs.get(path), self.copied.get(path)) {
            (Some(bytes), _) => Found::Output(Arc::clone(bytes)),
            (None, Some(source)) => copied(&self.folder, source),
            (None, None) => Found::Nothing,
        }
    }
}
