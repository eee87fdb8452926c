//! Spanish, and what is known of its neighbours Portuguese, Catalan and Galician.

use super::{Habits, Words};

pub(super) static HABITS: Habits = Habits {
    inner: Words::new(
        "sr sra srta sres dr dra D dña prof profa ud uds vd vds st sto sta cf gral p.ej ej av avda
        gob ing lic i.e apdo exmo exma drs eng",
    ),
    either: Words::new("etc ee.uu uu s.a cía c a.c d.c a.m p.m aprox"),
    numbered: Words::new("art cap fig núm n p pp pág págs tel vol"),
    endings: Words::none(),
    clock: Words::none(),
    with_clock: Words::none(),
    labels: Words::none(),
    starters: Words::new(
        "a al además ahora así aunque como con cuando de del desde después donde el ella ellas ellos
        en entre era es esa ese eso esta este esto estos fue hay la las lo los más mi muchos no nos
        o para pero por porque que se según si sin sobre son su sus también tras un una y ya yo os
        as uma um não ele ela eles elas em mas quando els les amb",
    ),
    saying: Words::new("dijo preguntó respondió gritó disse perguntou respondeu"),
    small_starters: Words::none(),
    relative: Words::none(),
    writes_small: false,
    ordinals: false,
};
