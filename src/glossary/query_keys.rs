/// A name by which an author calls a work, as a query's key.
#[salsa::interned]
pub struct Name<'db> {
    /// The name, as written.
    #[returns(ref)]
    pub text: String,
}
