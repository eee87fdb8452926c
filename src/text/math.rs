//! Formulas, from LaTeX's notation to MathML.

use std::convert::Infallible;

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{EnvironmentFlow, Event, StateChange};
use pulldown_latex::{Parser, Storage, push_mathml};
use quick_xml::Reader;
use quick_xml::events::Event as Node;

/// The steps that a formula may have. Macros can make a short one very long.
const MOST: usize = 20_000;

/// A formula as MathML; `apart` if it is set on a line of its own.
///
/// # Errors
/// What is wrong with the formula.
pub fn mathml(formula: &str, apart: bool) -> Result<String, String> {
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(formula, &storage) {
        events.extend(shown(event.map_err(|error| reason(&error.to_string()))?));
        if events.len() > MOST {
            return Err("it is too long".to_owned());
        }
    }
    let display_mode = if apart { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut mathml = String::new();
    let events = events.into_iter().map(Ok::<_, Infallible>);
    push_mathml(&mut mathml, events, config).map_err(|error| error.to_string())?;
    let mathml = escaped(&mathml);
    if is_whole(&mathml) { Ok(mathml) } else { Err("a command in it lacks what it is about".to_owned()) }
}

/// Whether all elements end that begin: the drawer leaves some open where nothing visible follows a
/// command, as after `\not \color{red}`.
fn is_whole(mathml: &str) -> bool {
    let mut reader = Reader::from_str(mathml);
    let mut open = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Node::Start(_)) => open += 1,
            Ok(Node::End(_)) => open = open.saturating_sub(1),
            Ok(Node::Eof) => return open == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// Single signs come without escaping: `<mo><</mo>`. All elements of MathML begin with an `m`.
fn escaped(mathml: &str) -> String {
    let mut out = String::with_capacity(mathml.len() + 8);
    for (index, piece) in mathml.split('<').enumerate() {
        let is_tag = piece.starts_with('m') || piece.starts_with("/m");
        out.push_str(match index {
            0 => "",
            _ if is_tag => "<",
            _ => "&lt;",
        });
        match piece.strip_suffix(">&") {
            Some(tag) => out.extend([tag, ">&amp;"]),
            None => out.push_str(piece),
        }
    }
    out
}

/// What is left of a step where no style may stand in a page's text (its Content Security Policy
/// says so): colours, blanks that draw together and heights of rows need one.
fn shown(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::StateChange(StateChange::Color(_)) => None,
        Event::Space { width: None, .. } => None,
        Event::Space { width: Some(width), .. } if width.value < 0.0 => None,
        Event::EnvironmentFlow(EnvironmentFlow::NewLine { horizontal_lines, .. }) => {
            Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine { spacing: None, horizontal_lines }))
        }
        other => Some(other),
    }
}

/// The parser's words without its drawing of the place.
fn reason(error: &str) -> String {
    let line = error.lines().next().unwrap_or_default();
    line.strip_prefix("parsing error: ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::mathml;

    #[test]
    fn formulas_become_mathml() {
        let inline = mathml("a^2 < b", false).expect("a formula");
        assert!(inline.starts_with("<math display=\"inline\"><msup><mi>a</mi><mn>2</mn></msup>"), "{inline}");
        assert!(inline.ends_with("<mo>&lt;</mo><mi>b</mi></math>"), "{inline}");
        assert_eq!(mathml("\\&", false).as_deref(), Ok("<math display=\"inline\"><mi>&amp;</mi></math>"));
        let apart = mathml("\\frac{1}{2}", true).expect("a formula");
        assert!(apart.starts_with("<math display=\"block\"><mfrac"), "{apart}");
    }

    #[test]
    fn no_style_stands_in_a_formula() {
        let formulas = [
            "\\color{red} x",
            "\\textcolor{red}{x}",
            "a\\!b",
            "\\begin{matrix} a \\\\[2em] b \\end{matrix}",
            "\\colorbox{red}{x}",
        ];
        for formula in formulas {
            let made = mathml(formula, false).expect("a formula");
            assert!(!made.contains("style=\""), "{made}");
        }
    }

    #[test]
    fn what_is_no_formula_is_said_in_one_line() {
        for formula in ["\\frac{1", "\\nosuch", "a^b^c", "\\begin{x}\\end{x}", "#", "}"] {
            let fault = mathml(formula, false).expect_err(formula);
            assert!(!fault.is_empty() && !fault.contains('\n') && !fault.contains("parsing"), "{fault}");
        }
        assert_eq!(mathml(&"x".repeat(30_000), false), Err("it is too long".to_owned()));
        assert!(mathml(&"{".repeat(50_000), false).is_err());
        assert!(mathml("\\mathrm \\not \\color{red}", false).is_err());
    }

    proptest! {
        #[test]
        fn whatever_stands_there_it_is_one_or_the_other(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "1", "ä", "𝔸", "{", "}", "^", "_", "\\", "\\frac", "\\sqrt", "[", "]", "\\left(", "\\right)",
                "\\left", "\\right", "\\begin{", "matrix}", "align}", "\\end{", "array}", "{c|c}", "&", "\\\\", "\\hline",
                "\\mathbb", "\\mathcal", "\\text{", "\\def\\x", "#1", "\\x", "'", "\\over", "\\limits", "\\sum", "\\int",
                "\\kern", "2em", "-1mu", "\\color{red}", "\\boxed", "\\not", "=", "<", ">", "\\middle|", "\\hspace{", " ",
                "\\mathrm", "\\hat", "\\underbrace", "%", "$", "~", "\\char`", "\"41", "\\phantom", "cases}", "\\tag{",
            ]), 0..14),
            apart: bool,
        ) {
            if let Ok(made) = mathml(&parts.concat(), apart) {
                prop_assert!(made.starts_with("<math") && made.ends_with("</math>") && !made.contains("style=\""), "{}", made);
                let opened = made.matches('<').count() - made.matches("</").count() - made.matches("/>").count();
                prop_assert_eq!(opened, made.matches("</").count(), "{}", made);
            }
        }
    }
}
