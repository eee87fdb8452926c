//! Pages, sitemap, feeds: from the model to bytes.

pub mod html;
pub mod view;
