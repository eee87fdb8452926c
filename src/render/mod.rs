//! Pages, sitemap, feeds: from the model to bytes.

pub mod view;
