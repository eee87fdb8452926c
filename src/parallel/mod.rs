//! What belongs together.
