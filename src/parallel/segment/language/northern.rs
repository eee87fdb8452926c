//! Languages with ordinals in full stops, from Danish to Croatian, of which little else is known here.

use super::{Habits, Words};

pub(super) static HABITS: Habits = Habits {
    inner: Words::new("dr prof nr ing mgr tzv np tj bl f.eks bl.a ca ev st kl"),
    either: Words::new("etc atd osv itd jr mio mia"),
    numbered: Words::new("nr str č čl bl s"),
    endings: Words::none(),
    clock: Words::none(),
    with_clock: Words::none(),
    labels: Words::none(),
    starters: Words::none(),
    saying: Words::none(),
    small_starters: Words::none(),
    relative: Words::none(),
    writes_small: false,
    ordinals: true,
};
