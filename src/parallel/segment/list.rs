//! The numbers of items that stand one behind the other: `1.) The first 2.) The second`, `(a) … (b) …`

const ROMAN: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
    "xvii", "xviii", "xix", "xx",
];

/// The number of an item.
#[derive(Clone, Copy)]
pub(super) struct Item {
    /// Where the item begins, its bullet included.
    pub(super) start: usize,
    /// Behind its number.
    pub(super) end: usize,
    shape: Shape,
    value: usize,
    /// A bullet stands before it.
    bullet: bool,
}

/// How an item is numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shape {
    opened: bool,
    kind: Kind,
    close: Close,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Small,
    Capital,
    SmallRoman,
    CapitalRoman,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Stop,
    Bracket,
    Both,
}

impl Item {
    /// The number that stands at `at`, read as the one after `previous` where it can be.
    pub(super) fn at(text: &str, at: usize, previous: Option<&Self>) -> Option<Self> {
        let rest = text[at..].trim_start_matches(['•', '⁃', '‣', '◦', '▪']);
        let bullet = rest.len() < text.len() - at;
        let rest = if bullet { rest.trim_start_matches(' ') } else { rest };
        let number = rest.strip_prefix('(');
        let (opened, number) = (number.is_some(), number.unwrap_or(rest));
        let length = number.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
        let (word, rest) = number.split_at_checked(length)?;
        let (close, rest) = close_of(rest)?;
        if !rest.starts_with(char::is_whitespace) || (opened && close == Close::Stop) {
            return None;
        }
        let follows = |(kind, value): &(Kind, usize)| {
            let shape = Shape { opened, kind: *kind, close };
            previous.is_some_and(|item| item.shape == shape && item.value + 1 == *value)
        };
        let readings = readings(word);
        let reading = readings.iter().flatten().find(|reading| follows(reading));
        let (kind, value) = *reading.or_else(|| readings.iter().flatten().next())?;
        let shape = Shape { opened, kind, close };
        Some(Self { start: at, end: text.len() - rest.len(), shape, value, bullet })
    }

    /// The item after this one, if the sign at `at` ends its number.
    pub(super) fn next(&self, text: &str, at: usize, ordinals: bool) -> Option<Self> {
        let near = at.saturating_sub(12);
        let near = (near..=at).find(|near| text.is_char_boundary(*near))?;
        let word = text[near..at].rfind(char::is_whitespace)?;
        let word = near + word + text[near + word..].chars().next()?.len_utf8();
        let start = text[..word].trim_end().strip_suffix(['•', '⁃', '‣', '◦', '▪']).map_or(word, str::len);
        let item = Self::at(text, start, Some(self))?;
        let another = (item.is_first() && self.value > 1) || (item.bullet && self.bullet);
        if item.end <= at || !(item.follows(self) || another) {
            return None;
        }
        let sure = item.bullet || item.shape.close != Close::Stop || (!ordinals && item.begins_capital(text));
        (sure && (item.bullet || stands_alone(&text[..start]))).then_some(item)
    }

    /// Whether a sentence may begin with it though its letter is small.
    pub(super) fn begins(&self, previous: Option<&Self>, ordinals: bool) -> bool {
        self.shape.close != Close::Stop
            || (!ordinals && (self.value == 1 || previous.is_some_and(|previous| self.follows(previous))))
    }

    fn follows(&self, previous: &Self) -> bool {
        self.shape == previous.shape && self.value == previous.value + 1
    }

    fn is_first(&self) -> bool {
        self.value == 1
    }

    /// Whether what is numbered by a letter or a number and a stop begins with a capital.
    fn begins_capital(&self, text: &str) -> bool {
        let small = matches!(self.shape.kind, Kind::Small | Kind::Number | Kind::SmallRoman);
        let says = text[self.end..].trim_start();
        small && (says.starts_with(char::is_uppercase) || self.shape.kind == Kind::Small)
    }
}

/// How a number ends, and what follows.
fn close_of(rest: &str) -> Option<(Close, &str)> {
    if let Some(rest) = rest.strip_prefix(".)") {
        return Some((Close::Both, rest));
    }
    if let Some(rest) = rest.strip_prefix(')') {
        return Some((Close::Bracket, rest));
    }
    Some((Close::Stop, rest.strip_prefix('.')?))
}

/// What a number may mean: `i` is the ninth letter or the first of Rome's numbers.
fn readings(word: &str) -> [Option<(Kind, usize)>; 2] {
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        let value = Some(word).filter(|word| word.len() <= 3).and_then(|word| word.parse().ok());
        return [value.map(|value| (Kind::Number, value)), None];
    }
    let (small, capital) =
        (word.bytes().all(|b| b.is_ascii_lowercase()), word.bytes().all(|b| b.is_ascii_uppercase()));
    if !small && !capital {
        return [None, None];
    }
    let roman = ROMAN.iter().position(|roman| roman.eq_ignore_ascii_case(word)).map(|at| at + 1);
    let kind = if small { Kind::SmallRoman } else { Kind::CapitalRoman };
    let roman = roman.map(|value| (kind, value));
    let letter = match word.as_bytes() {
        [letter] => Some(usize::from(letter.to_ascii_lowercase() - b'a') + 1),
        _ => None,
    };
    let letter = letter.map(|value| (if small { Kind::Small } else { Kind::Capital }, value));
    if word.eq_ignore_ascii_case("i") { [roman, letter] } else { [letter, roman] }
}

/// Whether what is before an item is no part of an enumeration within a sentence.
fn stands_alone(before: &str) -> bool {
    let before = before.trim_end();
    let joined = before.ends_with([',', ';', ':', '(', '/', '&', '–']);
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    !joined
        && !matches!(
            word,
            "and" | "or" | "und" | "oder" | "sowie" | "et" | "ou" | "y" | "o" | "e" | "bis" | "to"
        )
}
