//! Languages of which nothing is known here: abbreviations that many of them share.

use super::{Habits, Words};

pub(super) static HABITS: Habits = Habits {
    inner: Words::new("dr prof mr mrs ms st vs cf e.g i.e"),
    either: Words::new("etc inc co ltd jr sr"),
    numbered: Words::new("fig no vol p pp"),
    endings: Words::none(),
    clock: Words::none(),
    with_clock: Words::none(),
    labels: Words::none(),
    starters: Words::none(),
    saying: Words::none(),
    small_starters: Words::none(),
    relative: Words::none(),
    writes_small: false,
    ordinals: false,
};
