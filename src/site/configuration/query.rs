use super::{BaseUrl, Config, missing_config, resolve_config};
use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, Id, SourcePath};
use crate::site::fault_at;

/// The configuration, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// What holds.
    pub config: Config,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// The site's configuration. An address given on the command line goes before `base_url`.
#[salsa::tracked(returns(ref))]
pub fn config(db: &dyn Db) -> Configuration {
    let site = Site::get(db);
    let path = SourcePath::new("site.yaml");
    let text = site.configuration(db).as_deref();
    let (mut config, mut diagnostics) = resolve_config(text.unwrap_or_default(), &path);
    if text.is_none() {
        diagnostics = unconfigured(db);
    }
    if let Some(url) = site.wishes(db).base_url.as_deref().and_then(|url| BaseUrl::parse(url).ok()) {
        config.base_url = url;
        diagnostics.retain(|diagnostic| diagnostic.id != Id::MissingBaseUrl);
    }
    Configuration { config, diagnostics }
}

/// Why a site without configuration has none: site.yaml cannot be read, or is not there.
#[must_use]
pub fn unconfigured(db: &dyn Db) -> Vec<Diagnostic> {
    let path = SourcePath::new("site.yaml");
    let faults = Site::get(db).faults(db).iter().filter(|(at, _)| *at == path);
    let found: Vec<_> = faults.map(|(path, fault)| fault_at(path, fault)).collect();
    if found.is_empty() { vec![missing_config(&path)] } else { found }
}
