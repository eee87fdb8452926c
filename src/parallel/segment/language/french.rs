//! French.

use super::{Habits, Words};

pub(super) static HABITS: Habits = Habits {
    inner: Words::new("M MM mme mmes mlle mlles dr pr prof me st ste av bd cf éd env ex hab p.ex al i.e mgr"),
    either: Words::new("etc j.-c c s.a cie janv févr avr juil sept oct nov déc"),
    numbered: Words::new("art chap ch fig n no p pp vol num tél t"),
    endings: Words::none(),
    clock: Words::none(),
    with_clock: Words::none(),
    labels: Words::none(),
    starters: Words::new(
        "à ainsi alors après au aussi avec c'est ce ces cet cette dans de depuis des donc du elle
        elles en et il ils je la le les leur mais nous on or où par pour quand que qui sa sans se
        selon ses si son sur tous tout très tu un une vous",
    ),
    saying: Words::new("dit demanda répondit cria fit murmura ajouta"),
    small_starters: Words::none(),
    relative: Words::none(),
    writes_small: false,
    ordinals: false,
};
