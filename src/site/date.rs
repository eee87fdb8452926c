use std::fmt;

use icu::calendar::types::RataDie;

/// A day of the calendar, written `2025-07-10`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`. `None` for any other form, and for days that the calendar lacks.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let mut parts = written.split('-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse::<u16>().ok()).flatten()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        parts.next().is_none().then_some(())?;
        let date = Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
        icu::calendar::Date::try_new_iso(i32::from(year), date.month, date.day).ok().map(|_| date)
    }

    /// The day that was probably meant by a date in another form: `2025-7-3`, `3.7.2025`,
    /// `2025-07-03T08:00:00Z`. Forms that can be read in two ways are not guessed at.
    #[must_use]
    pub fn guess(written: &str) -> Option<Self> {
        let start = written.trim().split(['T', ' ']).next()?;
        let parts: Vec<&str> = start.split(['-', '.', '/']).collect();
        let [first, second, third] = parts.as_slice() else { return None };
        match (first.len(), third.len()) {
            (4, _) => Self::parse(&format!("{first}-{second:0>2}-{third:0>2}")),
            (_, 4) if start.contains('.') => Self::parse(&format!("{third}-{second:0>2}-{first:0>2}")),
            _ => None,
        }
    }

    /// The day in UTC that is so many seconds after 1970 began; `None` beyond the year 9999.
    #[must_use]
    pub fn of_seconds(seconds: u64) -> Option<Self> {
        /// The first day of 1970, counted from the first of the year 1.
        const EPOCH: i64 = 719_163;
        let days = EPOCH + i64::try_from(seconds / 86_400).ok()?;
        if days > 4_000_000 {
            return None;
        }
        let date = icu::calendar::Date::from_rata_die(RataDie::new(days), icu::calendar::Iso);
        let year = u16::try_from(date.year().extended_year()).ok().filter(|year| *year <= 9999)?;
        Some(Self { year, month: date.month().ordinal, day: date.day_of_month().0 })
    }

    /// The year, 0 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A day, written YYYY-MM-DD.",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_days_of_the_calendar() {
        for written in ["2025-07-10", "2024-02-29", "2000-02-29", "0001-01-01"] {
            assert_eq!(Date::parse(written).map(|date| date.to_string()).as_deref(), Some(written));
        }
        for written in ["2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-7-1"] {
            assert_eq!(Date::parse(written), None, "{written}");
        }
        for written in ["", "2025", "2025-07-10-", "+025-07-10", "２０２５-07-10", "2025-07-10T00:00:00Z"]
        {
            assert_eq!(Date::parse(written), None, "{written}");
        }
    }

    #[test]
    fn other_forms_are_guessed_where_they_are_clear() {
        let guess = |written| Date::guess(written).map(|date: Date| date.to_string());
        assert_eq!(guess("3.7.2025").as_deref(), Some("2025-07-03"));
        assert_eq!(guess("2025-7-3").as_deref(), Some("2025-07-03"));
        assert_eq!(guess("2025/07/03").as_deref(), Some("2025-07-03"));
        assert_eq!(guess("2025-07-03T08:00:00+02:00").as_deref(), Some("2025-07-03"));
        assert_eq!(guess("2025-07-03 08:00").as_deref(), Some("2025-07-03"));
        assert_eq!(guess("03/07/2025"), None);
        assert_eq!(guess("3 July 2025"), None);
        assert_eq!(guess("2025-02-30"), None);
    }

    #[test]
    fn seconds_are_counted_from_1970() {
        let day = |seconds| Date::of_seconds(seconds).map(|date| date.to_string());
        assert_eq!(day(0).as_deref(), Some("1970-01-01"));
        assert_eq!(day(951_782_400).as_deref(), Some("2000-02-29"));
        assert_eq!(day(1_763_942_399).as_deref(), Some("2025-11-23"));
        assert_eq!(day(1_763_942_400).as_deref(), Some("2025-11-24"));
        assert_eq!(day(u64::MAX), None);
    }

    #[test]
    fn dates_sort_by_time() {
        assert!(Date::parse("2025-07-10") < Date::parse("2025-11-01"));
    }
}
