//! How large pictures are, by what stands at the beginning of their files.

use super::Folder;
use crate::db::PictureSize;
use crate::diagnostic::SourcePath;

/// How much of a file is looked at: photographs may have much to say before they come to the picture.
const LOOKS: [u64; 2] = [16 * 1024, 2 * 1024 * 1024];

/// How wide a drawing is said to be that has a form and no size of its own: wider than a text, which it fills then.
const FORM_ONLY: f64 = 1200.0;

/// The size of the picture at `path`; `None` if it is none, or none whose size is known.
pub(super) fn size_at(folder: &dyn Folder, path: &SourcePath) -> Option<PictureSize> {
    let ending = path.as_str().rsplit_once('.')?.1.to_ascii_lowercase();
    if !["png", "jpg", "jpeg", "gif", "webp", "svg"].contains(&&*ending) {
        return None;
    }
    LOOKS.into_iter().find_map(|most| {
        let head = folder.head(path, most).ok()?;
        if ending == "svg" { drawing(&String::from_utf8_lossy(&head)) } else { size_of(&head) }
    })
}

/// The size of a picture made of points.
fn size_of(head: &[u8]) -> Option<PictureSize> {
    let size = match head {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => {
            PictureSize { width: big(head, 16, 4)?, height: big(head, 20, 4)? }
        }
        [b'G', b'I', b'F', b'8', ..] => {
            PictureSize { width: little(head, 6, 2)?, height: little(head, 8, 2)? }
        }
        [0xff, 0xd8, ..] => photograph(head)?,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(head)?,
        _ => return None,
    };
    (size.width > 0 && size.height > 0).then_some(size)
}

/// A number whose first byte is the greatest.
fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at + length)?.iter();
    Some(digits.fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

/// A number whose first byte is the least.
fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at + length)?.iter().rev();
    Some(digits.fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

fn webp(head: &[u8]) -> Option<PictureSize> {
    let (width, height) = match head.get(12..16)? {
        b"VP8 " => (little(head, 26, 2)? & 0x3fff, little(head, 28, 2)? & 0x3fff),
        b"VP8L" => {
            let bits = little(head, 21, 4)?;
            ((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
        }
        b"VP8X" => (little(head, 24, 3)? + 1, little(head, 27, 3)? + 1),
        _ => return None,
    };
    Some(PictureSize { width, height })
}

/// A JPEG: its segments one by one, to the one that begins the picture. A camera that was held upright says so, and
/// browsers turn the picture.
fn photograph(head: &[u8]) -> Option<PictureSize> {
    let (mut at, mut lies) = (2, false);
    loop {
        let marker = *head.get(at + 1)?;
        if head[at] != 0xff {
            return None;
        }
        if marker == 0xff {
            at += 1; // a filler
            continue;
        }
        let length = big(head, at + 2, 2)? as usize;
        match marker {
            0xe1 => lies |= is_turned(head.get(at + 4..at + 2 + length)?),
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let (height, width) = (big(head, at + 5, 2)?, big(head, at + 7, 2)?);
                let (width, height) = if lies { (height, width) } else { (width, height) };
                return Some(PictureSize { width, height });
            }
            0xd9 | 0xda => return None,
            _ => {}
        }
        at += 2 + length;
    }
}

/// Whether a camera's notes (Exif) say that the picture lies on its side.
fn is_turned(notes: &[u8]) -> bool {
    let orientation = || {
        let tiff = notes.strip_prefix(b"Exif\0\0")?;
        let number = if tiff.starts_with(b"II") { little } else { big };
        let first = number(tiff, 4, 4)? as usize;
        let count = number(tiff, first, 2)? as usize;
        let fields = (0..count).map(|field| first + 2 + 12 * field);
        let field =
            fields.take_while(|at| *at < tiff.len()).find(|at| number(tiff, *at, 2) == Some(0x112))?;
        number(tiff, field + 8, 2)
    };
    orientation().is_some_and(|orientation| (5..=8).contains(&orientation))
}

/// An SVG: its width and height in pixels, else the form of its view box.
fn drawing(text: &str) -> Option<PictureSize> {
    let start = text.match_indices("<svg").find(|(at, _)| {
        text[at + 4..].starts_with(|next: char| next.is_ascii_whitespace() || next == '>' || next == '/')
    })?;
    let tag = &text[start.0 + 4..];
    let tag = &tag[..tag.find('>')?];
    let pixels = |value: &str| {
        let number: f64 = value.trim().trim_end_matches("px").parse().ok()?;
        (number > 0.0 && number < f64::from(u16::MAX)).then_some(number)
    };
    let given = |name| attribute(tag, name).and_then(pixels);
    let form = attribute(tag, "viewBox").and_then(|value| {
        let mut numbers = value.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty()).skip(2);
        Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
    });
    let (width, height) = match (given("width"), given("height"), form) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some((across, down))) => (FORM_ONLY, FORM_ONLY * down / across),
        _ => return None,
    };
    Some(PictureSize { width: whole(width)?, height: whole(height)? })
}

/// The nearest whole number, if it is one that can be an attribute's.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is in range, as is asked before"
)]
fn whole(number: f64) -> Option<u32> {
    let rounded = number.round();
    (1.0..=f64::from(u32::MAX)).contains(&rounded).then_some(rounded as u32)
}

/// The value of an attribute within a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, behind) = after[1..].split_once(quote)?;
        if before.split_ascii_whitespace().next_back() == Some(name) {
            return Some(value);
        }
        rest = behind;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sized(width: u32, height: u32) -> Option<PictureSize> {
        Some(PictureSize { width, height })
    }

    #[test]
    fn pictures_say_how_large_they_are() {
        let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 0, 2, 128, 0, 0, 1, 224]].concat();
        assert_eq!(size_of(&png), sized(640, 480));
        assert_eq!(size_of(b"GIF89a\x10\x00\x20\x00\x00"), sized(16, 32));
        let head = |kind: &[u8], rest: &[u8]| [b"RIFF\0\0\0\0WEBP", kind, b"\0\0\0\0", rest].concat();
        let lossy = head(b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 0x40, 1, 0xf0, 0]);
        assert_eq!(size_of(&lossy), sized(320, 240));
        assert_eq!(size_of(&head(b"VP8L", &[0x2f, 0x3f, 0xc1, 0x3b, 0])), sized(320, 240));
        assert_eq!(size_of(&head(b"VP8X", &[0, 0, 0, 0, 0x3f, 1, 0, 0xef, 0, 0])), sized(320, 240));
        assert_eq!(size_of(b"\x89PNG\r\n\x1a\n\0\0"), None);
        assert_eq!(size_of(b"GIF89a\0\0\0\0"), None);
    }

    #[test]
    fn a_photograph_taken_upright_is_upright() {
        let picture = [0xff, 0xc2, 0, 11, 8, 0, 100, 0, 200, 1, 0];
        let photo = |notes: &[u8]| [&[0xff, 0xd8], notes, &picture[..]].concat();
        assert_eq!(size_of(&photo(&[])), sized(200, 100));
        let mut exif =
            b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        assert_eq!(size_of(&photo(&exif)), sized(100, 200));
        exif[28] = 1;
        assert_eq!(size_of(&photo(&exif)), sized(200, 100));
        assert_eq!(size_of(&photo(&exif)[..30]), None);
    }

    #[test]
    fn a_drawing_has_a_size_or_a_form() {
        assert_eq!(drawing("<svg width='40px' height=\"20.4\">"), sized(40, 20));
        assert_eq!(drawing("<?xml?><svg xmlns=\"a\" viewBox=\"0 0 400 100\">"), sized(1200, 300));
        assert_eq!(drawing("<svg width=\"100\" viewBox=\"0,0,400,100\"/>"), sized(100, 25));
        assert_eq!(drawing("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 4 1\">"), sized(1200, 300));
        assert_eq!(drawing("<svg stroke-width=\"2\" height=\"3\">"), None);
        assert_eq!(drawing("<svgx width=\"1\" height=\"1\">"), None);
    }
}
