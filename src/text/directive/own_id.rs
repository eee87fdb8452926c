//! The ids that authors may give: in `id=…`, `<a id="…"></a>` and `{#…}`.

use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span};
use crate::text::slug::TOP;

/// Signs that stand in no id: a dot is in those that Diglot gives, the others end one or are escaped
/// in addresses.
const FOREIGN: [char; 7] = ['.', '"', '\'', '<', '>', '&', '#'];

/// Whether an author may call a block so, and no id that Diglot gives can be the same.
#[must_use]
pub fn may_be_id(id: &str) -> bool {
    !id.is_empty() && id != TOP && !id.contains(FOREIGN)
}

/// That the id written at `span` is none.
pub(super) fn refused(id: &str, path: &SourcePath, span: Span) -> Diagnostic {
    let refused =
        Diagnostic::new(Id::Directive, format!("`{id}` cannot be an id")).at(Place::body(path, span));
    if id == TOP {
        return refused.why("the text before the first heading is called so").help("choose another id");
    }
    refused.help("letters, digits, `-` and `_`; a dot would clash with the ids that paragraphs get")
}
