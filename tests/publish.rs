//! What publishing promises, on a real file system: each promise a test of its name.

#![expect(clippy::disallowed_methods, reason = "these tests look at what was published")]
#![cfg(unix)]

#[path = "publish/folder.rs"]
mod folder;

#[path = "publish/in_the_way.rs"]
mod in_the_way;
#[path = "publish/interrupted.rs"]
mod interrupted;
#[path = "publish/plain.rs"]
mod plain;
#[path = "publish/together.rs"]
mod together;
#[path = "publish/unusable.rs"]
mod unusable;
