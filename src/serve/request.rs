/// What a client asks, as far as the answer depends on it.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    /// The method, in capitals as sent: `GET`.
    pub(super) method: String,
    /// The path as sent, percent-encoded.
    pub(super) path: String,
    /// What follows the question mark, if there is one.
    pub(super) query: Option<String>,
    /// All hosts that it names: each `Host` header, and the one of an absolute target.
    pub(super) hosts: Vec<String>,
    /// The `If-None-Match` header.
    pub(super) if_none_match: Option<String>,
    /// The `If-Range` header.
    pub(super) if_range: Option<String>,
    /// The `Range` header.
    pub(super) range: Option<String>,
}

impl Request {
    /// The path with a slash at its end, and the query: where a folder's page stands.
    pub(super) fn with_slash(&self) -> String {
        format!("{}/{}", self.path, self.query_with_mark())
    }

    /// The query with its question mark; empty if there is none.
    pub(super) fn query_with_mark(&self) -> String {
        self.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default()
    }
}
