use super::Writer;
use super::decor::Dress;
use super::out::escape_attribute;
use super::whole::whole;
use crate::text::highlight::Info;
use crate::text::{Block, BlockId, BlockKind, Words, without_directives};

impl Writer<'_, '_> {
    /// One block.
    pub(super) fn block(&mut self, id: BlockId) {
        let block = self.source.text.block(id);
        if self.plain {
            return self.element(block, &Dress::default());
        }
        if !block.kind.is_silent() {
            let dress = self.decor.dress(self.source, id);
            self.element(block, &dress);
        }
    }

    fn element(&mut self, block: &Block, dress: &Dress) {
        // Code and tables are scrolled by themselves, and nothing but their parts may stand in them. A heading is
        // called by all that is in it.
        let is_heading = matches!(block.kind, BlockKind::Heading { .. });
        let has_room = !is_heading && !matches!(block.kind, BlockKind::Code { .. } | BlockKind::Table);
        if dress.pin.is_empty() || has_room || dress.instead.is_some() && !is_heading {
            return self.bare_element(block, dress);
        }
        let numbered = if is_heading { "numbered h" } else { "numbered" };
        let class = [dress.class.as_str(), numbered].join(" ").trim_start().to_owned();
        let worn = Dress { id: dress.id.clone(), class, ..Dress::default() };
        self.out.line(&format!("<div{}>{}\n", attributes(&worn, "", ""), dress.pin));
        let inner = Dress { id: None, class: String::new(), pin: String::new(), ..dress.clone() };
        self.bare_element(block, &inner);
        self.out.html("</div>\n");
    }

    fn bare_element(&mut self, block: &Block, dress: &Dress) {
        let has_words = matches!(
            block.kind,
            BlockKind::Heading { .. } | BlockKind::Paragraph { .. } | BlockKind::DefinitionTerm
        );
        if dress.instead.is_some() && !has_words {
            return self.around(block, dress, "<p", "</p>\n", true);
        }
        match block.kind {
            BlockKind::Heading { level, id, attributes } => self.heading(block, dress, level, id, attributes),
            BlockKind::Paragraph { tight, .. } => self.paragraph(block, dress, tight),
            BlockKind::Figure { tight } => self.figure(block, dress, tight),
            BlockKind::Player { tight } => self.player(block, dress, tight),
            BlockKind::Anchor { tight } => self.paragraph(block, dress, tight),
            BlockKind::Code { info } => self.code(block, dress, info),
            BlockKind::Table => self.table(block, dress),
            BlockKind::DefinitionTerm if self.alone => self.term_alone(block, dress),
            BlockKind::DefinitionTerm => self.around(block, dress, "<dt", "</dt>\n", true),
            BlockKind::Html | BlockKind::Directive | BlockKind::Comment => self.raw_block(block, dress),
            BlockKind::Rule => {
                self.out.begin_line();
                self.out.html(&dress.before);
                self.out.html("<hr");
                self.out.html(&attributes(dress, "", ""));
                self.out.html(" />\n");
            }
        }
    }

    /// An element with the block's words inside.
    pub(super) fn around(&mut self, block: &Block, dress: &Dress, open: &str, close: &str, line: bool) {
        if line {
            self.out.begin_line();
        }
        self.out.html(open);
        self.out.html(&attributes(dress, "", ""));
        self.out.html(">");
        self.inside(block, dress);
        self.out.html(close);
    }

    /// A term without its definition.
    fn term_alone(&mut self, block: &Block, dress: &Dress) {
        let class = if dress.class.is_empty() { "dt".to_owned() } else { format!("dt {}", dress.class) };
        self.around(block, &Dress { class, ..dress.clone() }, "<p", "</p>\n", true);
    }

    /// What is inside the element.
    fn inside(&mut self, block: &Block, dress: &Dress) {
        self.out.html(&dress.pin);
        self.out.html(&dress.before);
        match &dress.instead {
            Some(words) => self.out.html(words),
            None => self.inlines(block, dress),
        }
    }

    fn heading(&mut self, block: &Block, dress: &Dress, level: u8, id: Option<Words>, own: Option<Words>) {
        let own = own.map_or("", |own| self.source.words(own));
        // On a page the decor gives the ids: the row of a parallel view has the heading's.
        let id = id.filter(|_| self.plain).map_or("", |id| self.source.words(id));
        self.out.line(&format!("<h{level}"));
        self.out.html(&attributes(dress, id, own));
        self.out.html(">");
        self.inside(block, dress);
        self.out.html(&format!("</h{level}>\n"));
    }

    pub(super) fn paragraph(&mut self, block: &Block, dress: &Dress, tight: bool) {
        if !tight {
            return self.around(block, dress, "<p", "</p>\n", true);
        }
        let worn = attributes(dress, "", "");
        if worn.is_empty() {
            return self.inside(block, dress);
        }
        let mut dress = dress.clone();
        dress.class = if dress.class.is_empty() { "b".to_owned() } else { format!("b {}", dress.class) };
        self.out.html(&format!("<span{}>", attributes(&dress, "", "")));
        self.inside(block, &dress);
        self.out.html("</span>");
    }

    fn code(&mut self, block: &Block, dress: &Dress, info: Option<Words>) {
        let info = info.map_or("", |info| self.source.words(info));
        let code = self.source.literal(block);
        let (inner, frame) = if self.plain {
            (None, None)
        } else {
            (self.decor.code(info, &code), self.decor.code_frame(info))
        };
        let (before, after) = frame.unwrap_or_default();
        self.out.begin_line();
        self.out.html(&before);
        self.out.html(&format!("<pre{}>{}<code", attributes(dress, "", ""), dress.before));
        let language =
            if self.plain { info.split(' ').next().unwrap_or_default() } else { Info::read(info).language };
        if !language.is_empty() {
            self.out.attribute("class", &format!("language-{language}"));
        }
        self.out.html(">");
        match inner {
            Some(html) => self.out.html(&html),
            None => self.out.text(&code),
        }
        self.out.html("</code></pre>\n");
        self.out.html(&after);
    }

    fn raw_block(&mut self, block: &Block, dress: &Dress) {
        let html = self.source.literal(block);
        if self.plain {
            return self.out.html(&html);
        }
        let html = without_directives(&html);
        // Raw HTML may open what another block closes, so nothing can stand around it.
        let worn = attributes(dress, "", "");
        if !worn.is_empty() {
            self.out.html(&format!("<span{worn}></span>"));
        }
        self.out.html(&dress.before);
        let html = self.decor.raw(&html);
        // A row of a parallel view is an element of its own: nothing in it reaches the next.
        self.out.html(&if self.alone { whole(&html) } else { html.clone() });
    }
}

/// The attributes that a block wears, the author's own among them.
pub(super) fn attributes(dress: &Dress, id: &str, own: &str) -> String {
    let mut out = String::new();
    let id = dress.id.as_deref().unwrap_or(id);
    if !id.is_empty() {
        out.push_str(" id=\"");
        escape_attribute(&mut out, id);
        out.push('"');
    }
    match (dress.class.is_empty(), own.strip_prefix(" class=\"")) {
        (true, _) => out.push_str(own),
        (false, Some(rest)) => out.push_str(&format!(" class=\"{} {rest}", dress.class)),
        (false, None) => out.push_str(&format!(" class=\"{}\"{own}", dress.class)),
    }
    out.push_str(&dress.attributes);
    out
}
