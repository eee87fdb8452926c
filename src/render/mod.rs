//! From the model to bytes.

pub mod highlight;
pub mod html;
