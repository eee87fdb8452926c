//! Italian.

use super::{Habits, Words};

pub(super) static HABITS: Habits = Habits {
    inner: Words::new(
        "sig sigg sig.ra ra dott dott.ssa ssa dr prof prof.ssa ing avv arch on cfr es p.es s ss v
        geom rag gen col i.e mons",
    ),
    either: Words::new("ecc etc a.c d.c c s.p.a s.r.l ca"),
    numbered: Words::new("art artt cap fig n nr p pp pag pagg tel vol"),
    endings: Words::none(),
    clock: Words::none(),
    with_clock: Words::none(),
    labels: Words::none(),
    starters: Words::new(
        "a ai al alla anche ancora che chi ci come con così da dal dalla del della di dopo dove e è
        ed era gli ha i il in io la le lo loro lui ma mi molti nel nella noi non o per perché più
        poi quando quella quello questa questo se secondo si sono su sul sulla tra tutti un una",
    ),
    saying: Words::new("disse chiese rispose gridò"),
    small_starters: Words::none(),
    relative: Words::none(),
    writes_small: false,
    ordinals: false,
};
