//! French, Spanish, Italian.

use super::{Habits, Words};

pub(super) static FRENCH: Habits = Habits {
    inner: Words::new(&[
        "m", "mm", "mme", "mmes", "mlle", "mlles", "dr", "pr", "prof", "me", "st", "ste", "art", "av", "bd",
        "cf", "ch", "chap", "éd", "env", "ex", "fig", "hab", "p", "pp", "p.ex", "tél", "vol", "n", "no",
        "num", "al", "i.e", "mgr",
    ]),
    either: Words::new(&[
        "etc", "j.-c", "c", "s.a", "cie", "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc",
    ]),
    starters: Words::new(&[
        "à", "ainsi", "alors", "après", "au", "aussi", "avec", "c'est", "ce", "ces", "cet", "cette", "dans",
        "de", "depuis", "des", "donc", "du", "elle", "elles", "en", "et", "il", "ils", "je", "la", "le",
        "les", "leur", "mais", "nous", "on", "or", "où", "par", "pour", "quand", "que", "qui", "sa", "sans",
        "se", "selon", "ses", "si", "son", "sur", "tous", "tout", "très", "tu", "un", "une", "vous",
    ]),
    ordinals: false,
};

pub(super) static SPANISH: Habits = Habits {
    inner: Words::new(&[
        "sr", "sra", "srta", "sres", "dr", "dra", "d", "dña", "prof", "profa", "ud", "uds", "vd", "vds",
        "st", "sto", "sta", "art", "cap", "cf", "fig", "gral", "núm", "p", "pp", "pág", "págs", "p.ej", "ej",
        "tel", "vol", "av", "avda", "gob", "ing", "lic", "i.e", "apdo", "n",
    ]),
    either: Words::new(&["etc", "ee.uu", "uu", "s.a", "cía", "c", "a.c", "d.c", "a.m", "p.m", "aprox"]),
    starters: Words::new(&[
        "a", "al", "además", "ahora", "así", "aunque", "como", "con", "cuando", "de", "del", "desde",
        "después", "donde", "el", "ella", "ellas", "ellos", "en", "entre", "era", "es", "esa", "ese", "eso",
        "esta", "este", "esto", "estos", "fue", "hay", "la", "las", "lo", "los", "más", "mi", "muchos", "no",
        "nos", "o", "para", "pero", "por", "porque", "que", "se", "según", "si", "sin", "sobre", "son", "su",
        "sus", "también", "tras", "un", "una", "y", "ya", "yo",
    ]),
    ordinals: false,
};

pub(super) static ITALIAN: Habits = Habits {
    inner: Words::new(&[
        "sig", "sigg", "sig.ra", "ra", "dott", "dott.ssa", "ssa", "dr", "prof", "prof.ssa", "ing", "avv",
        "arch", "on", "art", "artt", "cap", "cfr", "es", "fig", "n", "nr", "p", "pp", "pag", "pagg", "p.es",
        "tel", "vol", "s", "ss", "v", "geom", "rag", "gen", "col", "i.e", "mons",
    ]),
    either: Words::new(&["ecc", "etc", "a.c", "d.c", "c", "s.p.a", "s.r.l", "ca"]),
    starters: Words::new(&[
        "a", "ai", "al", "alla", "anche", "ancora", "che", "chi", "ci", "come", "con", "così", "da", "dal",
        "dalla", "del", "della", "di", "dopo", "dove", "e", "è", "ed", "era", "gli", "ha", "i", "il", "in",
        "io", "la", "le", "lo", "loro", "lui", "ma", "mi", "molti", "nel", "nella", "noi", "non", "o", "per",
        "perché", "più", "poi", "quando", "quella", "quello", "questa", "questo", "se", "secondo", "si",
        "sono", "su", "sul", "sulla", "tra", "tutti", "un", "una",
    ]),
    ordinals: false,
};
