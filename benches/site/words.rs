//! The words that synthetic texts are made of, in German and English side by side.

/// A pattern of sentence: the German, the English. What stands in braces is drawn from the lists
/// below, the same on both sides: `{N}` nouns, `{A}` adjectives, `{C}` cities, `{P}` people, `{Y}`
/// a year, `{X}` a number, `{T}` a term of the glossary in its plural.
pub(crate) const SENTENCES: &[(&str, &str)] = &[
    (
        "Wer {N} und {N} zugleich betrachtet, merkt bald, wie {A} beide aneinander hängen.",
        "Whoever looks at {N} and {N} together soon notices how {A} their connection is.",
    ),
    (
        "Im Jahr {Y} zählte man in {C} {X} davon, ein Jahr darauf doppelt so viele.",
        "In {Y}, in {C}, there were {X} of them, and twice as many a year later.",
    ),
    (
        "Die {T} stehen seit {Y} in {C}, und die meisten {N} kamen erst später hinzu.",
        "The {T} have been there since {Y}, in {C}, and most of the {N} were added only later.",
    ),
    (
        "{P} nannte das z. B. \"eine Frage der {N}\", nicht der Technik.",
        "{P} called it, for example, \"a question of {N}\" rather than of technique.",
    ),
    (
        "Das klingt {A}, ist aber nach aller Erfahrung eher {A}.",
        "That sounds {A}, but in all experience it is rather {A}.",
    ),
    (
        "Ob {N} dafür genügen, blieb lange offen; erst {P} rechnete es nach.",
        "Whether {N} suffice for that long remained open; only {P} did the sums.",
    ),
    (
        "Niemand bestellt {N} auf Vorrat, denn ihr Wert fällt von Jahr zu Jahr.",
        "Nobody orders {N} in advance, because their value falls from year to year.",
    ),
    (
        "Aus {N} wird nichts, solange die {N} fehlen: So einfach ist das, und so *{A}*.",
        "Nothing comes of {N} as long as the {N} are missing: it is as simple as that, and as *{A}*.",
    ),
    (
        "Am {X}. Juni {Y} reiste {P} nach {C}, um sich ein eigenes Bild zu machen.",
        "On {X} June {Y} {P} travelled to {C} to form an opinion of her own.",
    ),
    (
        "Gerade die {T} gelten als **{A}**, obwohl kaum jemand sie je gesehen hat.",
        "It is the {T} that are considered **{A}**, although hardly anyone has ever seen them.",
    ),
    (
        "Man kann {N} messen, wiegen und vergleichen, aber verstehen muss man sie zuerst.",
        "One can measure, weigh and compare {N}, but first one has to understand them.",
    ),
    (
        "Dass {N} {A} sein können, hatte in {C} vor {Y} niemand vermutet.",
        "That {N} can be {A} is something nobody in {C} had suspected before {Y}.",
    ),
    (
        "Was bleibt? Vor allem die Einsicht, dass {N} ohne {N} wenig nützen.",
        "What remains? Above all the insight that {N} are of little use without {N}.",
    ),
    (
        "Rund {X} Prozent der {N} sind {A}; beim Rest gehen die Meinungen auseinander.",
        "About {X} per cent of the {N} are {A}; opinions differ about the rest.",
    ),
    (
        "{P} und {P} arbeiteten damals in {C} an etwas, das {A} aussah und {A} war.",
        "{P} and {P} were then working in {C} on something that looked {A} and was {A}.",
    ),
    (
        "Bis dahin waren {N} bloß `Zahlen`, danach waren sie Gründe.",
        "Until then {N} had been mere `numbers`; after that they were reasons.",
    ),
];

/// Nouns in the plural.
pub(crate) const NOUNS: &[(&str, &str)] = &[
    ("Maschinen", "machines"),
    ("Leitungen", "cables"),
    ("Verträge", "contracts"),
    ("Gebäude", "buildings"),
    ("Rechnungen", "invoices"),
    ("Versuche", "experiments"),
    ("Beispiele", "examples"),
    ("Bücher", "books"),
    ("Werkzeuge", "tools"),
    ("Fachleute", "specialists"),
    ("Antworten", "answers"),
    ("Grenzen", "limits"),
    ("Aufgaben", "tasks"),
    ("Wege", "ways"),
    ("Schranken", "barriers"),
    ("Ströme", "currents"),
    ("Messungen", "measurements"),
    ("Gewohnheiten", "habits"),
    ("Karten", "maps"),
    ("Vorräte", "supplies"),
    ("Zeichen", "signs"),
    ("Gespräche", "conversations"),
    ("Fehler", "errors"),
    ("Ziele", "aims"),
];

/// Adjectives, as they stand after a verb.
pub(crate) const ADJECTIVES: &[(&str, &str)] = &[
    ("eng", "close"),
    ("langsam", "slow"),
    ("teuer", "expensive"),
    ("zuverlässig", "reliable"),
    ("unübersichtlich", "confusing"),
    ("überraschend", "surprising"),
    ("gewöhnlich", "ordinary"),
    ("schwierig", "difficult"),
    ("nützlich", "useful"),
    ("unsichtbar", "invisible"),
    ("beharrlich", "persistent"),
    ("bescheiden", "modest"),
];

/// Cities, called alike in both languages.
pub(crate) const CITIES: &[(&str, &str)] = &[
    ("Leipzig", "Leipzig"),
    ("Wien", "Vienna"),
    ("Zürich", "Zurich"),
    ("Köln", "Cologne"),
    ("Memphis", "Memphis"),
    ("Abilene", "Abilene"),
    ("Genf", "Geneva"),
    ("Lissabon", "Lisbon"),
];

/// People.
pub(crate) const PEOPLE: &[(&str, &str)] = &[
    ("Dr. Anna Keller", "Dr. Anna Keller"),
    ("Frau Prof. Lindner", "Prof. Lindner"),
    ("J. K. Sommer", "J. K. Sommer"),
    ("Lena Brandt", "Lena Brandt"),
    ("Mira Okafor", "Mira Okafor"),
    ("Ida Vogel", "Ida Vogel"),
];

/// How a term begins.
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("Rechen", "compute"),
    ("Sprach", "language"),
    ("Daten", "data"),
    ("Netz", "network"),
    ("Speicher", "storage"),
    ("Grafik", "graphics"),
    ("Strom", "power"),
    ("Kühl", "cooling"),
    ("Lern", "learning"),
    ("Bild", "image"),
    ("Such", "search"),
    ("Text", "text"),
    ("Wort", "word"),
    ("Klang", "sound"),
    ("Mess", "measuring"),
];

/// How a term ends: the German nominative, genitive and plural, the English singular and plural.
pub(crate) const SECOND: &[[&str; 5]] = &[
    ["zentrum", "zentrums", "zentren", "centre", "centres"],
    ["modell", "modells", "modelle", "model", "models"],
    ["anlage", "anlage", "anlagen", "plant", "plants"],
    ["team", "teams", "teams", "team", "teams"],
    ["plattform", "plattform", "plattformen", "platform", "platforms"],
    ["labor", "labors", "labore", "lab", "labs"],
    ["schicht", "schicht", "schichten", "layer", "layers"],
    ["halle", "halle", "hallen", "hall", "halls"],
    ["dienst", "dienstes", "dienste", "service", "services"],
    ["satz", "satzes", "sätze", "set", "sets"],
    ["feld", "feldes", "felder", "field", "fields"],
    ["baum", "baumes", "bäume", "tree", "trees"],
    ["kanal", "kanals", "kanäle", "channel", "channels"],
    ["brücke", "brücke", "brücken", "bridge", "bridges"],
    ["werk", "werkes", "werke", "mill", "mills"],
];
