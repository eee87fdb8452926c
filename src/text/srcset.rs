use std::ops::Range;

/// The addresses in the value of a `srcset`, each with its range of bytes: the HTML Standard's way to read
/// image candidates, without their descriptors.
#[must_use]
pub fn candidates(srcset: &str) -> Vec<Range<usize>> {
    let blank = |sign: char| sign.is_ascii_whitespace();
    let (mut found, mut at) = (Vec::new(), 0);
    loop {
        let rest = &srcset[at..];
        let start = at + (rest.len() - rest.trim_start_matches(|sign| blank(sign) || sign == ',').len());
        if start == srcset.len() {
            return found;
        }
        let end = srcset[start..].find(blank).map_or(srcset.len(), |length| start + length);
        let address = srcset[start..end].trim_end_matches(',');
        found.push(start..start + address.len());
        // A comma right after the address ends the candidate; else it goes on to the next one.
        at = match end == start + address.len() {
            true => srcset[end..].find(',').map_or(srcset.len(), |length| end + length),
            false => end,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn candidates_are_parted_by_commas_after_blanks_or_descriptors() {
        let cases: [(&str, &[&str]); 5] = [
            ("/p.png 2x", &["/p.png"]),
            ("a.png, b,c.png 2x , /d.png 300w", &["a.png", "b,c.png", "/d.png"]),
            ("a.png,\nb.png 1x,c.png", &["a.png", "b.png", "c.png"]),
            ("  ", &[]),
            ("ä.png 1x,", &["ä.png"]),
        ];
        for (srcset, expected) in cases {
            let found: Vec<_> = candidates(srcset).into_iter().map(|range| &srcset[range]).collect();
            assert_eq!(found, expected, "{srcset:?}");
        }
    }
}
