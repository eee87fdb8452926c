use super::Writer;
use super::block::attributes;
use super::decor::Dress;
use super::inline::length_of;
use super::out::escape_attribute;
use super::{Decor, Html};
use crate::text::{
    Block, BlockId, BlockKind, Inline, InlineKind, LinkId, Mark, Media, Words, media, typography,
};

/// The parts of a figure or player, so that two of one picture or recording can be written as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Where the picture or recording is.
    pub address: String,
    /// The element that shows or plays it.
    pub element: String,
    /// What the picture's description says, as HTML; may be empty.
    pub description: String,
    /// What is inside its caption, as HTML; may be empty.
    pub caption: String,
}

impl Html<'_> {
    /// The parts of a figure or player; `None` if the block is neither.
    #[must_use]
    pub fn figure(&self, id: BlockId, decor: &mut dyn Decor) -> Option<Figure> {
        match self.source.text.block(id).kind {
            BlockKind::Figure { .. } => self.pictures(id, decor)?.pop(),
            BlockKind::Player { .. } => self.player(id, decor),
            _ => None,
        }
    }

    /// The pictures of a block that shows nothing else, each as a figure; `None` if it does.
    #[must_use]
    pub fn pictures(&self, id: BlockId, decor: &mut dyn Decor) -> Option<Vec<Figure>> {
        let block = self.source.text.block(id);
        if !matches!(block.kind, BlockKind::Figure { .. } | BlockKind::Paragraph { .. }) {
            return None;
        }
        let (mut rest, mut found) = (self.source.text.inlines_of(block), Vec::new());
        while let Some(first) = rest.first() {
            let length = match first.kind {
                InlineKind::Open(mark @ Mark::Image(link)) => {
                    let length = length_of(mark, rest);
                    found.push(self.picture(link, rest.get(1..length - 1)?, decor));
                    length
                }
                InlineKind::SoftBreak | InlineKind::HardBreak => 1,
                InlineKind::Text if first.span.of(self.source.body).trim().is_empty() => 1,
                _ => return None,
            };
            rest = rest.get(length..)?;
        }
        (!found.is_empty()).then_some(found)
    }

    fn picture(&self, link: LinkId, described: &[Inline], decor: &mut dyn Decor) -> Figure {
        let mut out = String::new();
        let mut writer = Writer::new(&mut out, self.source, &self.notes, decor);
        let (address, description) = (writer.picture_address(link), writer.description(described));
        writer.image(link, described);
        let length = writer.out.len();
        writer.caption_words(self.source.link(link).title);
        let caption = out.split_off(length);
        Figure { address, element: out, description, caption }
    }

    fn player(&self, id: BlockId, decor: &mut dyn Decor) -> Option<Figure> {
        let block = self.source.text.block(id);
        let InlineKind::Open(Mark::Link(link)) = self.source.text.inlines_of(block).first()?.kind else {
            return None;
        };
        let kind = media(self.source.words(self.source.link(link).target))?;
        let dress = decor.dress(self.source, id);
        let mut out = String::new();
        let mut writer = Writer::new(&mut out, self.source, &self.notes, decor);
        let address = writer.picture_address(link);
        writer.recording(kind, &address);
        let length = writer.out.len();
        writer.inlines(block, &dress);
        let caption = out.split_off(length);
        Some(Figure { address, element: out, description: String::new(), caption })
    }
}

impl Writer<'_, '_> {
    /// An image alone in its paragraph.
    pub(super) fn figure(&mut self, block: &Block, dress: &Dress, tight: bool) {
        let inlines = self.source.text.inlines_of(block);
        let Some(Inline { kind: InlineKind::Open(Mark::Image(id)), .. }) = inlines.first().copied() else {
            return self.paragraph(block, dress, tight);
        };
        if self.plain {
            return self.paragraph(block, dress, tight);
        }
        self.out.line(&format!("<figure{}>", attributes(dress, "", "")));
        self.out.html(&dress.pin);
        self.out.html(&dress.before);
        self.image(id, &inlines[1..inlines.len() - 1]);
        self.caption(self.source.link(id).title);
        self.out.html("</figure>\n");
    }

    fn caption(&mut self, title: Words) {
        if !self.source.words(title).is_empty() {
            self.out.html("<figcaption>");
            self.caption_words(title);
            self.out.html("</figcaption>");
        }
    }

    fn caption_words(&mut self, title: Words) {
        let set = self.set(self.source.words(title));
        self.out.text(&set);
    }

    /// Words with the language's quotes.
    fn set(&self, words: &str) -> String {
        match self.decor.language() {
            Some(language) => typography::set(words, language),
            None => words.to_owned(),
        }
    }

    /// A link alone in its paragraph to a sound or film file.
    pub(super) fn player(&mut self, block: &Block, dress: &Dress, tight: bool) {
        let inlines = self.source.text.inlines_of(block);
        let Some(Inline { kind: InlineKind::Open(Mark::Link(id)), .. }) = inlines.first().copied() else {
            return self.paragraph(block, dress, tight);
        };
        let target = self.source.words(self.source.link(id).target);
        let kind = media(target).filter(|_| !self.plain);
        let Some(kind) = kind else { return self.paragraph(block, dress, tight) };
        let address = self.picture_address(id);
        self.out.line(&format!("<figure{}>", attributes(dress, "", "")));
        self.out.html(&dress.pin);
        self.out.html(&dress.before);
        self.recording(kind, &address);
        self.out.html("<figcaption>");
        self.inlines(block, dress);
        self.out.html("</figcaption></figure>\n");
    }

    /// The element that plays sound or film.
    fn recording(&mut self, kind: Media, address: &str) {
        let element = if kind == Media::Audio { "audio" } else { "video" };
        self.out.html(&format!("<{element} controls preload=\"metadata\" src=\""));
        self.out.address(address);
        self.out.html(&format!("\"></{element}>"));
    }

    /// An image; `described` is what runs inside its description.
    pub(super) fn image(&mut self, id: LinkId, described: &[Inline]) {
        let link = self.source.link(id);
        let alt = self.description(described);
        let title = self.source.words(link.title);
        if self.plain {
            return self.plain_image(self.source.words(link.href), &alt, title);
        }
        let address = self.picture_address(id);
        let further = self.decor.image_attributes(self.source, id);
        self.out.html("<img src=\"");
        self.out.address(&address);
        self.out.html("\" alt=\"");
        self.out.html(&alt);
        self.out.html(&format!("\"{further} />"));
    }

    /// Where a picture or recording is, resolved or as written.
    fn picture_address(&mut self, id: LinkId) -> String {
        let address = self.decor.address(self.source, id);
        address.unwrap_or_else(|| self.source.words(self.source.link(id).target).to_owned())
    }

    fn plain_image(&mut self, address: &str, alt: &str, title: &str) {
        self.out.html("<img src=\"");
        self.out.address(address);
        self.out.html("\" alt=\"");
        self.out.html(alt);
        if !title.is_empty() {
            self.out.html("\" title=\"");
            self.out.quoted(title);
        }
        self.out.html("\" />");
    }

    /// An image's description as an attribute's value.
    fn description(&self, inlines: &[Inline]) -> String {
        let mut alt = String::new();
        for inline in inlines {
            self.describe(inline, &mut alt);
        }
        alt
    }

    fn describe(&self, inline: &Inline, alt: &mut String) {
        match inline.kind {
            InlineKind::Text => escape_attribute(alt, inline.span.of(self.source.body)),
            InlineKind::Kept(index) => escape_attribute(alt, self.source.words(Words::Kept(index))),
            InlineKind::Html(_) | InlineKind::Silent(_) if !self.plain => {}
            InlineKind::Code(words) | InlineKind::Html(words) | InlineKind::Silent(words) => {
                escape_attribute(alt, self.source.words(words));
            }
            InlineKind::Math(words, apart) => {
                let sign = if apart { "$$" } else { "$" };
                alt.push_str(sign);
                escape_attribute(alt, self.source.words(words));
                alt.push_str(sign);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => alt.push(' '),
            InlineKind::Footnote(label) if self.plain => {
                alt.push_str(&format!("[{}]", self.notes.of(self.source.words(label))));
            }
            InlineKind::Task(done) => alt.push_str(if done { "[x]" } else { "[ ]" }),
            InlineKind::Footnote(_) | InlineKind::Open(_) | InlineKind::Close(_) => {}
        }
    }
}
