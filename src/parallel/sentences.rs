use std::ops::Range;

use super::segment::{Known, Weight, parts, starts};
use crate::diagnostic::Span;
use crate::site::Language;
use crate::text::{BlockId, Prose};

/// The sentences of a text's blocks, as stretches of its body.
///
/// A block's first sentence begins where its prose begins, each ends where the next begins, the
/// last where the prose ends. A sentence that begins with a mark begins before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentences {
    blocks: Box<[Box<[Span]>]>,
}

impl Sentences {
    /// Those of the block `id`; none where there is no prose.
    #[must_use]
    pub fn of(&self, id: BlockId) -> &[Span] {
        self.blocks.get(id.0 as usize).map_or(&[], |spans| spans)
    }
}

/// Finds the sentences of all blocks of a text, given what each of them says.
#[must_use]
pub fn sentences(blocks: &[Prose], language: Language) -> Sentences {
    let lines_tell = weight(blocks).tells();
    Sentences { blocks: blocks.iter().map(|prose| of_prose(prose, language, lines_tell)).collect() }
}

/// How often the lines of a text end where sentences end.
fn weight(blocks: &[Prose]) -> Weight {
    let mut weight = Weight::default();
    for prose in blocks.iter().filter(|prose| !prose.verse) {
        for line in &prose.lines {
            let (before, after) = prose.text.split_at(*line);
            weight.add(before, after);
        }
    }
    weight
}

/// The sentences of one block's prose; `lines_tell` whether a line's end is a sentence's.
fn of_prose(prose: &Prose, language: Language, lines_tell: bool) -> Box<[Span]> {
    let starts: Vec<u32> = cuts(prose, language, lines_tell).into_iter().map(|at| prose.cut(at)).collect();
    let ends = starts.iter().skip(1).copied().chain([prose.end()]);
    starts.iter().zip(ends).map(|(start, end)| Span { start: *start, end: end.max(*start) }).collect()
}

/// Where sentences begin in the prose.
fn cuts(prose: &Prose, language: Language, lines_tell: bool) -> Vec<usize> {
    let stretches = stretches(prose);
    if prose.verse {
        let starts = stretches.into_iter().map(|line| line.start);
        return starts.filter(|start| !is_closed(prose, *start)).collect();
    }
    let breaks = if lines_tell { breaks(prose) } else { Vec::new() };
    let known = Known { breaks: &breaks, closed: &prose.closed };
    let mut cuts: Vec<usize> = stretches
        .into_iter()
        .flat_map(|stretch| starts(&prose.text[..stretch.end], stretch.start, known, language))
        .collect();
    cuts.dedup();
    cuts
}

/// Where lines of the prose begin that may begin sentences.
fn breaks(prose: &Prose) -> Vec<usize> {
    let lines = prose.lines.iter().copied();
    let begins = |line: &usize| {
        let (before, after) = prose.text.split_at(*line);
        parts(before, after)
    };
    lines.filter(begins).collect()
}

/// The prose between its bounds, blank stretches left out.
fn stretches(prose: &Prose) -> Vec<Range<usize>> {
    let mut from = 0;
    let mut found = Vec::new();
    for end in prose.bounds.iter().copied().chain([prose.text.len()]) {
        if prose.text.get(from..end).is_some_and(|said| !said.trim().is_empty()) {
            found.push(from..end);
        }
        from = end;
    }
    found
}

/// Whether a cut at `at` would go through a link, code, an inline gloss or an element of raw HTML.
fn is_closed(prose: &Prose, at: usize) -> bool {
    let begun = prose.closed.partition_point(|closed| closed.start < at);
    prose.closed[..begun].last().is_some_and(|closed| at < closed.end)
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::diagnostic::SourcePath;
    use crate::site::Language;
    use crate::text::{BlockId, Options, Prose, parse};

    fn cut(body: &str) -> Vec<String> {
        let text = parse(body, &SourcePath::new("a.md"), &Options::default());
        let proses: Vec<_> = text.blocks.iter().map(|block| Prose::of(&text, body, block)).collect();
        let found = sentences(&proses, Language::new("de").expect("a tag"));
        let blocks = (0..text.blocks.len()).map(|id| BlockId(u32::try_from(id).expect("few blocks")));
        blocks.flat_map(|id| found.of(id).to_vec()).map(|span| span.of(body).to_owned()).collect()
    }

    #[test]
    fn a_sentence_begins_before_its_marks() {
        assert_eq!(
            cut("Eins. *Zwei. Drei.* **Vier** &amp; `A. B.`\n"),
            ["Eins. ", "*Zwei. ", "Drei.* ", "**Vier** &amp; `A. B.`"]
        );
        assert_eq!(
            cut("**Anna:** Gut. **Otto:** Nein.\n"),
            ["**Anna:** Gut. ", "**Otto:** Nein"]
                .map(|s| { if s.ends_with("Nein") { format!("{s}.") } else { s.to_owned() } })
        );
    }

    #[test]
    fn links_and_glosses_are_not_cut() {
        let body = "[Eins. Zwei.](a.md) Drei. [So. Und](gloss: \"so. and\") weiter.\n";
        assert_eq!(cut(body), ["[Eins. Zwei.](a.md) ", "Drei. ", "[So. Und](gloss: \"so. and\") weiter."]);
    }

    #[test]
    fn elements_of_raw_html_are_not_cut() {
        assert_eq!(cut("<u>Eins</u> und mehr. Zwei.\n"), ["<u>Eins</u> und mehr. ", "Zwei."]);
        assert_eq!(cut("Mit <kbd>Strg</kbd>. <KBD>C</kbd>\n"), ["Mit <kbd>Strg</kbd>. ", "<KBD>C"]);
        assert_eq!(
            cut("<q>Eins. <b>*Zwei.*</b> Drei.</q> Vier.<br>\nFünf.\n"),
            ["<q>Eins. <b>*Zwei.*</b> Drei.</q> ", "Vier.<br>\n", "Fünf."]
        );
        assert_eq!(cut("*Eins. <b>Zwei. Drei.</b>* Vier.\n"), ["*Eins. ", "<b>Zwei. Drei.</b>* ", "Vier."]);
        assert_eq!(
            cut("Vor. [<b>Eins. Zwei.</b> Drei.](x) Nach.\n"),
            ["Vor. ", "[<b>Eins. Zwei.</b> Drei.](x) ", "Nach."]
        );
        assert_eq!(cut("<b>Rot  \nund</b> blau  \nund grün\n"), ["<b>Rot  \nund</b> blau  \n", "und grün"]);
        assert_eq!(cut("Nie <b>zu. Ende.\n"), ["Nie <b>zu. ", "Ende."]);
    }

    #[test]
    fn verse_lines_and_cells_are_segments() {
        assert_eq!(cut("Rot die Rose  \nBlau das Veilchen\n"), ["Rot die Rose  \n", "Blau das Veilchen"]);
        assert_eq!(cut("Halt! Wer da?  \n*Ich.* Wer sonst?\n"), ["Halt! Wer da?  \n", "*Ich.* Wer sonst?"]);
        assert_eq!(cut("| a | b |\n|---|---|\n| Ja. Nein. | d |\n").len(), 5);
        assert_eq!(cut("```\nEins. Zwei.\n```\n"), [""; 0]);
    }
}
