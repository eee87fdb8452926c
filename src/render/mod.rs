//! From the model to bytes.

pub mod html;
