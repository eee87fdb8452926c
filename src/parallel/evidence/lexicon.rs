//! Which words answer which: guessed from what is known of them, then learnt from the pair of texts.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cognate::cognates;
use super::concept::concepts;
use super::lesson::Lesson;
use super::token::Sort;
use super::unexplained::Unexplained;
use super::weights::Weights;
use super::wording::{Word, WordId, Wording};

/// A word of the second side that may answer one of the first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    /// The word.
    pub(crate) word: WordId,
    /// How likely the first brings the second with it, and the second the first.
    pub(crate) likely: [f32; 2],
    /// The same, as it was guessed before texts were looked at.
    guess: [f32; 2],
}

/// Which words answer which.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    /// By the words of the first side, in the order of the answers.
    answers: Vec<Vec<Answer>>,
}

/// How often learning goes over the same beads.
const ROUNDS: usize = 4;

/// A list so many times as long as a lesson is searched, not gone over.
const LONG_LIST: usize = 6;

/// Words that meet less often than this share of the times that they are seen teach nothing.
const OFTEN: f64 = 0.2;

/// What is less likely than this is no answer.
const LEAST: f32 = 0.001;

/// A word without an answer in fewer letters than these may be alike by chance.
const LONG_ENOUGH: usize = 4;

impl Lexicon {
    /// What is known of the words before any text is compared; `terms` are words of entries.
    pub(crate) fn guess(sides: [&Wording; 2], terms: &[(WordId, WordId)], weights: &Weights) -> Self {
        let [first, second] = sides;
        let mut pairs = same(first, second, weights);
        let [likely, power] = weights.cognate;
        let alike = cognates(first, second).into_iter();
        pairs.extend(alike.map(|(one, other, likeness)| (one, other, likely * likeness.powf(power))));
        pairs.extend(concepts(first, second).into_iter().map(|(one, other)| (one, other, weights.concept)));
        pairs.extend(terms.iter().map(|(one, other)| (*one, *other, weights.term)));
        // Of several reasons the best.
        pairs.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        pairs.dedup_by_key(|pair| (pair.0, pair.1));
        Self::of(&pairs, sides)
    }

    /// Shares out what each word brings, where it may bring several.
    fn of(pairs: &[(WordId, WordId, f64)], sides: [&Wording; 2]) -> Self {
        let mut sums = sides.map(|side| vec![0.0; side.words.len()]);
        for (one, other, likely) in pairs {
            sums[0][one.at()] += likely;
            sums[1][other.at()] += likely;
        }
        let mut answers = vec![Vec::new(); sides[0].words.len()];
        for (one, other, likely) in pairs {
            let shared = |sum: f64| (likely / sum.max(1.0)) as f32;
            let likely = [shared(sums[0][one.at()]), shared(sums[1][other.at()])];
            answers[one.at()].push(Answer { word: *other, likely, guess: likely });
        }
        Self { answers }
    }

    /// The answers of a word of the first side.
    pub(crate) fn answers(&self, word: WordId) -> &[Answer] {
        &self.answers[word.at()]
    }

    /// By side and word: whether it has an answer.
    pub(super) fn answered(&self, sides: [&Wording; 2]) -> [Vec<bool>; 2] {
        let mut second = vec![false; sides[1].words.len()];
        self.answers.iter().flatten().for_each(|answer| second[answer.word.at()] = true);
        [self.answers.iter().map(|answers| !answers.is_empty()).collect(), second]
    }

    /// How likely words of the second side are brought by those of the first, and the other way about.
    pub(super) fn explained(&self, ones: &[WordId], others: &[WordId]) -> [Vec<f64>; 2] {
        let mut there = vec![0.0; others.len()];
        let mut back = vec![0.0; ones.len()];
        for (word, back) in ones.iter().zip(&mut back) {
            for answer in self.answers(*word) {
                if let Ok(at) = others.binary_search(&answer.word) {
                    there[at] += f64::from(answer.likely[0]);
                    *back += f64::from(answer.likely[1]);
                }
            }
        }
        [there, back]
    }

    /// Learns from what was found to belong together: the first model of Brown and others (1993), both
    /// ways, with the guesses as what was seen beforehand.
    pub(crate) fn learn(
        &mut self,
        sides: [&Wording; 2],
        lessons: &[Lesson<'_>],
        unexplained: &Unexplained,
        weights: &Weights,
    ) {
        let seen = [0, 1].map(|side| {
            let mut seen = vec![0_u32; sides[side].words.len()];
            lessons.iter().flat_map(|lesson| &*lesson.words[side]).for_each(|word| seen[word.at()] += 1);
            seen
        });
        self.add(&meetings(sides, lessons, &seen), &seen, weights);
        let mut school = School::new(sides, lessons, unexplained, &self.answers);
        let mut likely: Vec<[f32; 2]> = self.answers.iter().flatten().map(|answer| answer.likely).collect();
        for _ in 0..ROUNDS {
            let counts = school.expect(&likely);
            self.take(&counts, &mut likely, &seen, weights);
        }
        self.answers.iter_mut().flatten().zip(likely).for_each(|(answer, likely)| answer.likely = likely);
        self.answers
            .iter_mut()
            .for_each(|answers| answers.retain(|answer| answer.likely.iter().any(|l| *l > LEAST)));
    }

    /// Adds pairs of words that met, as far as they are not thought to answer each other already.
    fn add(&mut self, meetings: &[Meeting], seen: &[Vec<u32>; 2], weights: &Weights) {
        for meeting in meetings {
            let start = (weights.start * meeting.share(seen)) as f32;
            let (answers, word) = (&mut self.answers[meeting.one.at()], meeting.other);
            match answers.binary_search_by_key(&word, |answer| answer.word) {
                Ok(at) => answers[at].likely = answers[at].likely.map(|likely| likely.max(start)),
                Err(at) => answers.insert(at, Answer { word, likely: [start; 2], guess: [0.0; 2] }),
            }
        }
    }

    /// Takes over what was expected, by answer counted through all.
    fn take(&self, counts: &[[f64; 2]], likely: &mut [[f32; 2]], seen: &[Vec<u32>; 2], weights: &Weights) {
        let answers = self.answers.iter().enumerate();
        let answers = answers.flat_map(|(word, answers)| answers.iter().map(move |answer| (word, answer)));
        for ((word, answer), (counts, likely)) in answers.zip(counts.iter().zip(likely)) {
            let seen = [seen[0][word], seen[1][answer.word.at()]];
            for way in 0..2 {
                let guess = f64::from(answer.guess[way]);
                let off = if guess > 0.0 { 0.0 } else { weights.discount };
                let count = (counts[way] - off).max(0.0);
                let all = f64::from(seen[way]) + weights.trust;
                likely[way] = ((count + weights.trust * guess) / all) as f32;
            }
        }
    }
}

/// Tokens that are the same on both sides.
fn same(first: &Wording, second: &Wording, weights: &Weights) -> Vec<(WordId, WordId, f64)> {
    let by_key: FxHashMap<(Sort, &str), WordId> =
        second.words.iter().zip(0..).map(|(word, id)| ((word.sort, &*word.key), WordId(id))).collect();
    let pairs = first.words.iter().zip(0..).filter_map(|(word, id)| {
        let other = by_key.get(&(word.sort, &*word.key))?;
        let is_short = word.sort == Sort::Word && word.key.chars().count() < LONG_ENOUGH;
        let likely = weights.same[word.sort as usize] * if is_short { weights.same_if_short } else { 1.0 };
        Some((WordId(id), *other, likely))
    });
    pairs.collect()
}

/// Two words that meet.
struct Meeting {
    one: WordId,
    other: WordId,
    /// In how many beads.
    count: u32,
}

impl Meeting {
    /// How much of what is seen of either is seen of both (Dice's coefficient).
    fn share(&self, seen: &[Vec<u32>; 2]) -> f64 {
        2.0 * f64::from(self.count) / f64::from(seen[0][self.one.at()] + seen[1][self.other.at()])
    }
}

/// Which words meet in at least two beads and seldom without each other, in their order. Words that are
/// nearly everywhere meet all.
fn meetings(sides: [&Wording; 2], lessons: &[Lesson<'_>], seen: &[Vec<u32>; 2]) -> Vec<Meeting> {
    let most = (lessons.len() / 3).max(4) as u32;
    let may_meet = |side: usize, word: &WordId| {
        (2..=most).contains(&seen[side][word.at()]) && sides[side].word(*word).sort == Sort::Word
    };
    let others: Vec<Vec<WordId>> = lessons
        .iter()
        .map(|lesson| lesson.words[1].iter().copied().filter(|word| may_meet(1, word)).collect())
        .collect();
    let mut attended: Vec<Vec<u32>> = vec![Vec::new(); sides[0].words.len()];
    for (lesson, number) in lessons.iter().zip(0..) {
        lesson.words[0]
            .iter()
            .filter(|word| may_meet(0, word))
            .for_each(|word| attended[word.at()].push(number));
    }
    let mut found = Vec::new();
    let mut counts = vec![0_u32; sides[1].words.len()];
    let mut twice: Vec<WordId> = Vec::new();
    for (one, lessons) in (0..).map(WordId).zip(&attended) {
        let met = || lessons.iter().flat_map(|lesson| &others[*lesson as usize]);
        for other in met() {
            let count = &mut counts[other.at()];
            *count += 1;
            if *count == 2 {
                twice.push(*other);
            }
        }
        twice.sort_unstable();
        let met_so_often = twice.drain(..).map(|other| Meeting { one, other, count: counts[other.at()] });
        found.extend(met_so_often.filter(|meeting| meeting.share(seen) >= OFTEN));
        met().for_each(|other| counts[other.at()] = 0);
    }
    found
}

/// What beads teach: how often each answer is expected in them.
struct School {
    /// By side and word.
    pupils: [Vec<Pupil>; 2],
    hours: Vec<Hour>,
    /// What stands in the lessons, one after another.
    heard: Vec<Heard>,
    /// How many answers there are.
    answers: usize,
}

/// A word that is there because others bring it, or of itself.
#[derive(Clone, Copy, Debug)]
struct Pupil {
    /// How likely it is there of itself.
    alone: f64,
    /// How likely it is brought at all.
    brought: f64,
    /// How likely the lesson at hand brings it.
    likely: f64,
    /// The part that each answer has in its being there, as far as that answer is likely; 0 until it is asked for.
    part: f64,
}

impl Pupil {
    /// The part in a word's being there of an answer that is so likely.
    fn part(&mut self, likely: f64) -> f64 {
        if self.part == 0.0 {
            let all = self.alone + self.brought * self.likely;
            self.part = if all > 0.0 { self.brought / all } else { 0.0 };
        }
        self.part * likely
    }

    fn forget(&mut self) {
        (self.likely, self.part) = (0.0, 0.0);
    }
}

/// What is heard in a lesson.
struct Hour {
    /// Its part of all that is heard.
    heard: Range<usize>,
    /// How many words each side of the lesson has.
    lengths: [usize; 2],
}

/// A word of a lesson with an answer that stands there too.
struct Heard {
    /// The number of the answer, counted through all.
    answer: u32,
    words: [WordId; 2],
}

impl School {
    fn new(
        sides: [&Wording; 2],
        lessons: &[Lesson<'_>],
        unexplained: &Unexplained,
        answers: &[Vec<Answer>],
    ) -> Self {
        let pupils = [0, 1].map(|side| {
            let share = 1.0 / sides[side].total().max(1) as f64;
            let words = sides[side].words.iter().zip(&unexplained.shares[side]);
            let pupil = |(word, silent): (&Word, &f64)| Pupil {
                alone: silent * share * f64::from(word.count),
                brought: 1.0 - silent,
                likely: 0.0,
                part: 0.0,
            };
            words.map(pupil).collect()
        });
        let firsts: Vec<u32> = answers
            .iter()
            .scan(0, |next, answers| Some(std::mem::replace(next, *next + answers.len() as u32)))
            .collect();
        let mut school = Self {
            pupils,
            hours: Vec::with_capacity(lessons.len()),
            heard: Vec::new(),
            answers: answers.iter().map(Vec::len).sum(),
        };
        let mut stands = vec![usize::MAX; sides[1].words.len()];
        for (number, lesson) in lessons.iter().enumerate() {
            lesson.words[1].iter().for_each(|word| stands[word.at()] = number);
            school.attend(lesson, answers, &firsts, |word| stands[word.at()] == number);
        }
        school
    }

    /// Notes what stands in a lesson; `stands` says so of words of the second side.
    fn attend(
        &mut self,
        Lesson { words: [ones, others], lengths }: &Lesson<'_>,
        answers: &[Vec<Answer>],
        firsts: &[u32],
        stands: impl Fn(WordId) -> bool,
    ) {
        let from = self.heard.len();
        for word in ones.iter() {
            let (first, answers) = (firsts[word.at()], &answers[word.at()]);
            let mut hear = |at: usize| {
                let words = [*word, answers[at].word];
                self.heard.push(Heard { answer: first + at as u32, words });
            };
            if answers.len() > others.len() * LONG_LIST {
                // A frequent word of a long text has thousands of answers, few of which stand in one lesson.
                let found =
                    others.iter().filter_map(|other| answers.binary_search_by_key(other, |a| a.word).ok());
                found.for_each(&mut hear);
            } else {
                (0..answers.len()).filter(|at| stands(answers[*at].word)).for_each(&mut hear);
            }
        }
        self.hours.push(Hour { heard: from..self.heard.len(), lengths: *lengths });
    }

    /// How often each answer is expected, each way, where they are so likely.
    fn expect(&mut self, likely: &[[f32; 2]]) -> Vec<[f64; 2]> {
        let mut counts = vec![[0.0; 2]; self.answers];
        for Hour { heard, lengths } in &self.hours {
            let heard = &self.heard[heard.clone()];
            let each = lengths.map(|length| 1.0 / length as f64);
            let likely = |answer: u32| {
                let [there, back] = likely[answer as usize];
                [f64::from(there) * each[0], f64::from(back) * each[1]]
            };
            let [ones, others] = &mut self.pupils;
            for Heard { words: [one, other], .. } in heard {
                ones[one.at()].forget();
                others[other.at()].forget();
            }
            for Heard { answer, words: [one, other] } in heard {
                let [there, back] = likely(*answer);
                others[other.at()].likely += there;
                ones[one.at()].likely += back;
            }
            for Heard { answer, words: [one, other] } in heard {
                let [there, back] = likely(*answer);
                let count = &mut counts[*answer as usize];
                count[0] += others[other.at()].part(there);
                count[1] += ones[one.at()].part(back);
            }
        }
        counts
    }
}
