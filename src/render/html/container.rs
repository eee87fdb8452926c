use super::Writer;
use crate::text::{Alert, Container, Step, Words};

impl Writer<'_, '_> {
    /// A container begins.
    pub(super) fn open(&mut self, container: Container) {
        match container {
            Container::List(Some(first)) if first != 1 => self.out.line(&format!("<ol start=\"{first}\">\n")),
            Container::List(Some(_)) => self.out.line("<ol>\n"),
            Container::List(None) => self.out.line("<ul>\n"),
            Container::Item => self.out.line("<li>"),
            Container::Quote => self.out.line("<blockquote>\n"),
            Container::Alert(kind) => self.open_alert(kind),
            Container::Footnote(label) => self.open_note(label, true),
            // A `<dl>` may not hold a term or a definition by itself.
            Container::DefinitionList if self.alone => self.out.line("<div class=\"dl\">\n"),
            Container::DefinitionList => self.out.line("<dl>\n"),
            Container::Definition if self.alone => self.out.line("<div class=\"dd\">"),
            Container::Definition => self.out.line("<dd>"),
            Container::Details => {}
        }
    }

    /// A container ends.
    pub(super) fn close(&mut self, container: Container) {
        let end = match container {
            Container::List(Some(_)) => "</ol>\n",
            Container::List(None) => "</ul>\n",
            Container::Item => "</li>\n",
            Container::Quote | Container::Alert(_) => "</blockquote>\n",
            Container::Footnote(_) => "</div>\n",
            Container::DefinitionList | Container::Definition if self.alone => "</div>\n",
            Container::DefinitionList => "</dl>\n",
            Container::Definition => "</dd>\n",
            Container::Details => "",
        };
        self.out.html(end);
    }

    /// A container begins around one block of it; `inner` is the next container within.
    pub(super) fn open_alone(&mut self, step: Step, inner: Option<&Step>) {
        match step.container {
            Container::List(Some(first)) => {
                let item = inner.map_or(0, |item| u64::from(item.number));
                self.open(Container::List(Some(first.saturating_add(item))));
            }
            Container::Footnote(label) => self.open_note(label, step.first),
            Container::Item if !step.first => self.out.line("<li class=\"cont\">"),
            Container::Definition if !step.first => self.out.line("<div class=\"dd cont\">"),
            Container::Quote if !step.first => self.out.line("<blockquote class=\"cont\">\n"),
            Container::Alert(kind) if !step.first => {
                self.out.line(&format!("<blockquote class=\"alert alert-{} cont\">\n", name(kind)));
            }
            other => self.open(other),
        }
    }

    /// An alert begins, with what it is called.
    fn open_alert(&mut self, kind: Alert) {
        if self.plain {
            return self.out.line(&format!("<blockquote class=\"markdown-alert-{}\">\n", name(kind)));
        }
        self.out.line(&format!("<blockquote class=\"alert alert-{}\">\n", name(kind)));
        let title = self.decor.alert(kind);
        if !title.is_empty() {
            self.out.html("<p class=\"alert-title\">");
            self.out.html(&title);
            self.out.html("</p>\n");
        }
    }

    /// A footnote's text begins; only its first block bears number and id.
    fn open_note(&mut self, label: Words, first: bool) {
        let label = self.source.words(label);
        let number = self.notes.of(label);
        if self.plain {
            self.out.line("<div class=\"footnote-definition\" id=\"");
            self.out.quoted(label);
            self.out.html(&format!("\"><sup class=\"footnote-definition-label\">{number}</sup>"));
        } else if first {
            let prefix = self.decor.note_prefix().to_owned();
            let called = self.decor.note_is_called(label);
            self.out.line(&format!("<div class=\"footnote\" id=\"{prefix}fn-{number}\">"));
            self.out.html("<a class=\"footnote-back\"");
            if called {
                self.out.html(&format!(" href=\"#{prefix}fnref-{number}\""));
            }
            let label = self.decor.note_back().to_owned();
            if called && !label.is_empty() {
                self.out.attribute("aria-label", &format!("{number}, {label}"));
            }
            self.out.html(&format!(">{number}</a> "));
        } else {
            self.out.line("<div class=\"footnote cont\">");
        }
    }

    /// A footnote's mark in the text.
    pub(super) fn note(&mut self, label: Words, at: u32) {
        let label = self.source.words(label);
        let number = self.notes.of(label);
        if self.plain {
            self.out.html("<sup class=\"footnote-reference\"><a href=\"#");
            self.out.quoted(label);
            return self.out.html(&format!("\">{number}</a></sup>"));
        }
        let prefix = self.decor.note_prefix().to_owned();
        let again = self.notes.again(at).map_or_else(String::new, |again| format!("-{again}"));
        let to = match self.decor.note_is_written(label) {
            true => format!(" href=\"#{prefix}fn-{number}\""),
            false => String::new(),
        };
        self.out.html(&format!("<sup class=\"footnote-ref\"><a id=\"{prefix}fnref-{number}{again}\"{to}"));
        let mark = self.decor.note_mark(number);
        if !to.is_empty() && !mark.is_empty() {
            self.out.attribute("aria-label", &mark);
        }
        self.out.html(&format!(">{number}</a></sup>"));
    }
}

fn name(kind: Alert) -> &'static str {
    match kind {
        Alert::Note => "note",
        Alert::Tip => "tip",
        Alert::Important => "important",
        Alert::Warning => "warning",
        Alert::Caution => "caution",
    }
}
