//! German compounds written as one word: *Großrechenzentrum* ends in *Rechenzentrum* and is one.
//!
//! Any word may end in the letters of another: *Redaktion* in *Aktion*, *Kunstausstellung* in *Stellung*.
//! So what stands before the head must look like a word that a compound begins with. In doubt a word is
//! no compound: a link too few is missed by nobody.

/// How many letters a term has at least whose compounds are looked for: shorter ones end too many words
/// that have nothing to do with them, as *Rat* ends *Apparat*.
const SHORTEST: usize = 5;

/// What makes another word of a noun when it stands before it alone: *Teil* and *Vorteil*. And what is
/// left of such a word when the head takes a part of it: *hint* of *hinterhalt*.
const PREFIXES: &str = "miss miß ver zer ent emp vor nach aus auf ein bei mit hin her dar los weg fort durch über \
     unter hinter wider wieder gegen zwischen zurück zusammen voraus herauf heraus herab herein hinaus hinein hinab \
     empor inter trans kon kom kor kol dis des pro prä sub syn sym per para anti kontra nicht pseudo quasi meta hypo \
     peri epi dia ana apo exo hint unte wied kons koll kont komp expl entr extr epen";

/// First parts of three letters. Of so few letters most are no word by themselves.
const SHORT: &str = "akt alt amt app arm art ast axt bad bar bau bär bio bit bus ehe eil eis end erb erd erz fan fax \
     fee fix fuß gas gel gen gut heu hof hut hör irr jod kai kuh kur log maß mai meß mut nah neu not näh ohr oma opa \
     ost pop rad rat reh rot roh rum sau see seh ski süd tag tal tat tau tee tod ton top tor tür uhr uni web weg wut \
     zeh zoo zug öko";

/// Prefixes that a longer first part may end in, after an s or t: then the head is another word, as in
/// *Verkehrsunfall* and *Kunstausstellung*.
const INNER: &str =
    "saus taus sauf tauf svor tvor sein sver tver sent szer sun sge tge sbe tbe sab tab sum tum nan";

/// Pairs of consonants that a German word, or what links it to the next, ends in.
const CODAS: &str = "bb bt ch ck ct dd dt ff ft gd gg gt hl hm hn hr ht kt lb ld lf lg lk ll lm lt lz md mm mp mt \
     nd nf ng nk nn nt nz pf ph pp pt rb rd rf rg rk rl rm rn rr rt rz rß sh sk sp ss st th tt tz xt zt zz";

/// What looks like the forms of these heads is most often the end of other words: *Schulungen*, *Klöstern*.
const ENDS_OF_OTHERS: &[&str] = &["lunge", "lungen", "stern", "sternen"];

/// Whether compounds are looked for that end in a form of `term`: a noun in one word, and no short one.
pub(super) fn has_compounds(term: &str) -> bool {
    let mut letters = term.chars();
    letters.next().is_some_and(char::is_uppercase)
        && term.chars().count() >= SHORTEST
        && letters.all(char::is_lowercase)
}

/// Whether a form of `term` is one that its compounds take as well. An -er that is put to the stem makes
/// another word too often: *Spieler* is not of *Spiel*, and *Fußballspieler* no *Fußballspiel*. Nouns in -e
/// take an n and nothing else: *Notfälle* are no *Falle*.
pub(super) fn ends_compounds(term: &str, form: &str) -> bool {
    let is_other = match form.strip_prefix(term) {
        Some(ending) if term.ends_with('e') => !matches!(ending, "" | "n" | "ns"),
        Some(ending) => matches!(ending, "er" | "ern"),
        None => term.ends_with('e'),
    };
    !is_other && !ENDS_OF_OTHERS.contains(&form.to_lowercase().as_str())
}

/// Whether `first`, in small letters, may be what stands before the head of a compound: a word, with what
/// links it to the next, and not merely a prefix.
pub(super) fn is_modifier(first: &str) -> bool {
    let letters = first.chars().count();
    let listed = |list: &str| list.split_whitespace().any(|word| word == first);
    let is_word = first.chars().all(char::is_alphabetic) && first.contains(is_vowel);
    let is_long_enough = letters > 3 || letters == 3 && listed(SHORT);
    is_word && is_long_enough && !listed(PREFIXES) && !is_prefixed_prefix(first) && ends_well(first)
}

fn is_vowel(char: char) -> bool {
    "aeiouyäöü".contains(char)
}

/// *umbe* of *Umbesetzung*, *urge* of *Urgeschichte*: the rest is no head by itself there.
fn is_prefixed_prefix(first: &str) -> bool {
    let inner = ["ge", "be", "ver", "ent", "er"];
    let outer = inner.iter().filter_map(|inner| first.strip_suffix(inner));
    let is_prefix = |outer: &str| {
        matches!(outer, "ur" | "um" | "un" | "an" | "ab" | "zu")
            || PREFIXES.split_whitespace().any(|prefix| prefix == outer)
    };
    outer.into_iter().any(is_prefix) && !matches!(first, "unter" | "hinter")
}

/// Whether a word may end so: in letters that can stand there, and in no prefix of the head.
fn ends_well(first: &str) -> bool {
    let bare = first.strip_suffix('s').filter(|bare| bare.ends_with(|char| !is_vowel(char))).unwrap_or(first);
    let mut last = bare.chars().rev();
    let pair = [last.next(), last.next()];
    let [Some(end), Some(before)] = pair else { return false };
    let is_open = is_vowel(end) || is_vowel(before) && !"cjqw".contains(end);
    let coda: String = [before, end].into_iter().collect();
    let is_coda = is_open || CODAS.split_whitespace().any(|known| known == coda);
    is_coda && !INNER.split_whitespace().any(|inner| first.len() > inner.len() + 1 && first.ends_with(inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_compounds() {
        for first in [
            "groß",
            "hochleistungs",
            "strom",
            "bau",
            "land",
            "jagd",
            "kranken",
            "arzt",
            "geschichts",
            "fremd",
            "haus",
            "stein",
            "wachstums",
            "server",
            "software",
            "mond",
            "herbst",
            "sumpf",
            "web",
            "cloud",
            "spiele",
            "berg",
        ] {
            assert!(is_modifier(first), "{first}");
        }
    }

    #[test]
    fn prefixes_and_pieces_of_words_do_not() {
        for first in [
            "un",
            "x",
            "xyz",
            "miss",
            "vor",
            "unter",
            "hint",
            "red",
            "geb",
            "luf",
            "umk",
            "abstimmk",
            "vertragsb",
            "urge",
            "umbe",
            "kunstaus",
            "verkehrsun",
            "urlaubsge",
            "4er",
            "gpt4",
            "brg",
        ] {
            assert!(!is_modifier(first), "{first}");
        }
    }

    #[test]
    fn short_terms_and_names_in_capitals_have_none() {
        for term in ["Rat", "Team", "AGI", "OpenAI", "Scaling-Team", "allgemeine Intelligenz", "modell", ""] {
            assert!(!has_compounds(term), "{term}");
        }
        assert!(
            has_compounds("Modell")
                && ends_compounds("Modell", "Modelle")
                && !ends_compounds("Spiel", "Spieler")
        );
        assert!(ends_compounds("Rechner", "Rechner"), "an -er of its own is no ending");
        assert!(ends_compounds("Karte", "Karten") && !ends_compounds("Falle", "Fälle"));
    }
}
