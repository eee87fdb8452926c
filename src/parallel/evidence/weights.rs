//! How much each kind of evidence weighs.

/// The weights. Scores are natural logarithms of how much likelier two things are together than apart.
///
/// Found by trying out changes on half of the texts that `docs/quality.md` names, the other half held
/// back.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    /// Variance of the logarithm of the ratio of two lengths that answer each other: of long texts, and
    /// what is added for short ones, divided by their letters.
    pub(crate) spread: [f64; 2],
    /// The same variance of two lengths that have nothing to do with each other.
    pub(crate) strange: f64,
    /// Letters added to each length, so that two very short ones are not thought far apart.
    pub(crate) ground: f64,
    /// What lengths weigh against the rest.
    pub(crate) lengths: f64,
    /// What words weigh before and after a lexicon was learnt.
    pub(crate) words: [f64; 2],
    /// Logarithms of how often so many sentences answer so many, by the shapes' sorts.
    pub(crate) shapes: [f64; 9],
    /// What two blocks of one kind are worth at least, whatever they say.
    pub(crate) least: f64,
    /// What each block costs that is taken together with another, though their authors have parted them.
    pub(crate) joined: f64,
    /// What it costs to join a sentence that has no end to the next.
    pub(crate) open: f64,
    /// The share of tokens that a partner does not explain, by their sorts.
    pub(crate) unexplained: [f64; 4],
    /// Where more of the words than this have an answer somewhere, a missing one counts in full.
    pub(crate) covered: f64,
    /// How likely a token brings its like, by their sorts.
    pub(crate) same: [f64; 4],
    /// What of it is left for words of less than four letters.
    pub(crate) same_if_short: f64,
    /// How likely a word brings one that looks alike: of two wholly alike, and the power of likeness.
    pub(crate) cognate: [f64; 2],
    /// How likely a word brings one that is known to answer it.
    pub(crate) concept: f64,
    /// How likely a word of a term brings one of the same entry's term.
    pub(crate) term: f64,
    /// Words that make up more than this share of a text say nothing.
    pub(crate) common: f64,
    /// Shares that are usual: of words of one, of two or three, of four or five, of more letters, of
    /// numbers of less than three digits, of more and of code, of marks.
    pub(crate) usual: [f64; 7],
    /// Tokens of such usual text that are thought to stand beside the text itself.
    pub(crate) background: f64,
    /// How much a guess counts against what is seen, in sightings.
    pub(crate) trust: f64,
    /// Sightings taken off a pair of words that nothing but meeting speaks for.
    pub(crate) discount: f64,
    /// How likely such a pair is thought at first.
    pub(crate) start: f64,
    /// Beads that the usual shares of shapes count for.
    pub(crate) shape_trust: f64,
    /// Tokens that the usual share of unexplained ones counts for, and sightings that the share in its
    /// sort counts for against that of a word.
    pub(crate) unexplained_trust: [f64; 2],
}

impl Weights {
    /// The weights in use.
    pub(crate) const FITTED: Self = Self {
        spread: [0.012, 1.47],
        strange: 1.76,
        ground: 2.0,
        lengths: 0.77,
        words: [0.6, 0.83],
        shapes: [-0.67, -2.85, -3.2, -5.0, -5.0, -5.44, -6.0, -5.5, -6.5],
        least: -4.5,
        joined: 2.0,
        open: 1.08,
        unexplained: [0.9, 0.4, 0.75, 0.4],
        covered: 0.25,
        same: [0.75, 0.9, 0.6, 0.9],
        same_if_short: 0.3,
        cognate: [0.5, 2.0],
        concept: 0.5,
        term: 0.7,
        common: 0.008,
        usual: [0.02, 0.01, 0.001, 0.0002, 0.0022, 0.0003, 0.02],
        background: 500.0,
        trust: 2.0,
        discount: 0.6,
        start: 0.05,
        shape_trust: 100.0,
        unexplained_trust: [59.0, 3.3],
    };
}
