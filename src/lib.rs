//! Diglot: one text in two languages, as a site.
//!
//! The rooms, from the top of the house to its ground; each asks only rooms below it.

pub mod cli;

pub mod flow;

pub mod serve;

pub mod publish;

pub mod render;

pub mod check;

pub mod glossary;

pub mod parallel;

pub mod text;

pub mod site;

pub mod source;

pub mod diagnostic;

pub mod db;
