use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// A string that is written to, and whether it stands at a line's beginning.
pub(super) struct Out<'o> {
    string: &'o mut String,
    /// At the beginning of a line: what the last piece ended with, or the very beginning.
    fresh: bool,
}

impl<'o> Out<'o> {
    pub(super) fn new(string: &'o mut String) -> Self {
        Self { string, fresh: true }
    }

    /// How much has been written.
    pub(super) fn len(&self) -> usize {
        self.string.len()
    }

    /// What has been written since there was so much.
    pub(super) fn since(&self, length: usize) -> String {
        self.string.get(length..).unwrap_or_default().to_owned()
    }

    /// HTML.
    pub(super) fn html(&mut self, html: &str) {
        self.string.push_str(html);
        if !html.is_empty() {
            self.fresh = html.ends_with('\n');
        }
    }

    /// HTML that begins a line.
    pub(super) fn line(&mut self, html: &str) {
        self.begin_line();
        self.html(html);
    }

    /// A new line, unless one has begun.
    pub(super) fn begin_line(&mut self) {
        if !self.fresh {
            self.html("\n");
        }
    }

    /// Text between tags. Even an empty one leaves the line's beginning.
    pub(super) fn text(&mut self, text: &str) {
        escape(self.string, text);
        self.fresh = text.ends_with('\n');
    }

    /// Text within an attribute's quotes.
    pub(super) fn quoted(&mut self, text: &str) {
        escape_attribute(self.string, text);
        if !text.is_empty() {
            self.fresh = text.ends_with('\n');
        }
    }

    /// An address within an attribute's quotes.
    pub(super) fn address(&mut self, address: &str) {
        escape_address(self.string, address);
        if !address.is_empty() {
            self.fresh = false;
        }
    }

    /// ` name="value"`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.html(" ");
        self.html(name);
        self.html("=\"");
        self.quoted(value);
        self.html("\"");
    }
}

/// Appends text that stands between tags.
pub fn escape(out: &mut String, text: &str) {
    escape_html_body_text(out, text).expect("writing to a string does not fail");
}

/// Appends text that stands within an attribute's quotes.
pub fn escape_attribute(out: &mut String, text: &str) {
    escape_html(out, text).expect("writing to a string does not fail");
}

/// Appends an address that stands within an attribute's quotes.
pub fn escape_address(out: &mut String, address: &str) {
    escape_href(out, address).expect("writing to a string does not fail");
}
