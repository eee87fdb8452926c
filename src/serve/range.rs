use std::ops::Range;

/// Which bytes of an output a `Range` header asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All, because the header is none that is understood; several ranges are not.
    Whole,
    /// These; never empty.
    Part(Range<usize>),
    /// None that there are.
    OutOfReach,
}

/// Reads a `Range` header for an output of `length` bytes.
pub(super) fn read(header: &str, length: usize) -> Asked {
    let range = header.split_once('=').filter(|(unit, _)| unit.trim().eq_ignore_ascii_case("bytes"));
    let Some((first, last)) = range.and_then(|(_, range)| range.trim().split_once('-')) else {
        return Asked::Whole;
    };
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => part(first, last.saturating_add(1).min(length), length),
        (Some(first), None) if last.is_empty() => part(first, length, length),
        (None, Some(count)) if first.is_empty() => part(length.saturating_sub(count), length, length),
        _ => Asked::Whole,
    }
}

/// The bytes from `first` up to `end`, as far as there are any.
fn part(first: usize, end: usize, length: usize) -> Asked {
    if first < length && first < end { Asked::Part(first..end) } else { Asked::OutOfReach }
}

/// A number of digits only; one that is too large is as large as can be.
fn number(text: &str) -> Option<usize> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Asked, read};

    #[test]
    fn reads_the_three_forms() {
        assert_eq!(read("bytes=2-4", 10), Asked::Part(2..5));
        assert_eq!(read("bytes=2-", 10), Asked::Part(2..10));
        assert_eq!(read("bytes=-3", 10), Asked::Part(7..10));
        assert_eq!(read("Bytes=0-0", 10), Asked::Part(0..1));
    }

    #[test]
    fn what_reaches_too_far_is_cut() {
        assert_eq!(read("bytes=2-99999999999999999999999", 10), Asked::Part(2..10));
        assert_eq!(read("bytes=-99", 10), Asked::Part(0..10));
    }

    #[test]
    fn what_begins_behind_the_end_is_out_of_reach() {
        for (header, length) in
            [("bytes=10-", 10), ("bytes=99-100", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-1", 0)]
        {
            assert_eq!(read(header, length), Asked::OutOfReach, "{header} of {length}");
        }
    }

    #[test]
    fn what_is_not_understood_asks_for_all() {
        for header in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=4-2",
            "bytes=0-1,3-4",
            "lines=0-1",
            "bytes=+1-2",
            "bytes=a-b",
        ] {
            assert_eq!(read(header, 10), Asked::Whole, "{header}");
        }
    }

    proptest! {
        #[test]
        fn a_part_is_never_empty_and_lies_within(header in "bytes=[0-9]{0,20}-[0-9]{0,20}", length in 0..100usize) {
            if let Asked::Part(part) = read(&header, length) {
                prop_assert!(part.start < part.end && part.end <= length);
            }
        }
    }
}
