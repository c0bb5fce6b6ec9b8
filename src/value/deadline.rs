//! When a task is due: the five kinds of deadline and their canonical form.

use jiff::civil::Date;
use std::fmt;

/// Length of the period of a recurring deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// Hằng ngày.
    Day,
    /// Hằng tuần.
    Week,
    /// Hằng tháng.
    Month,
    /// Hằng quý.
    Quarter,
    /// 6 tháng.
    HalfYear,
    /// Hằng năm.
    Year,
}

impl Period {
    /// All periods with their ISO 8601 durations.
    pub const ALL: [(Period, &'static str); 6] = [
        (Period::Day, "P1D"),
        (Period::Week, "P1W"),
        (Period::Month, "P1M"),
        (Period::Quarter, "P3M"),
        (Period::HalfYear, "P6M"),
        (Period::Year, "P1Y"),
    ];

    /// ISO 8601 duration.
    pub fn as_str(self) -> &'static str {
        Period::ALL
            .iter()
            .find(|(period, _)| *period == self)
            .map_or("", |(_, iso)| iso)
    }

    /// The period with this ISO 8601 duration.
    pub fn from_iso(iso: &str) -> Option<Self> {
        Period::ALL
            .iter()
            .find(|(_, written)| *written == iso)
            .map(|(period, _)| *period)
    }
}

/// A deadline, resolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Deadline {
    /// Not later than this day.
    By(Date),
    /// Between these days, both included.
    During(Date, Date),
    /// Again and again.
    Every(Period),
    /// All the time (thường xuyên).
    Continuous,
    /// Bound to something that is no calendar time; the words as written.
    Event(String),
}

impl Deadline {
    /// Name of the kind, as in the `kind` column.
    pub const fn kind(&self) -> &'static str {
        match self {
            Deadline::By(_) => "by",
            Deadline::During(..) => "during",
            Deadline::Every(_) => "every",
            Deadline::Continuous => "continuous",
            Deadline::Event(_) => "event",
        }
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Deadline::By(day) => write!(f, "by {day}"),
            Deadline::During(from, to) => write!(f, "during {from}/{to}"),
            Deadline::Every(period) => write!(f, "every {}", period.as_str()),
            Deadline::Continuous => f.write_str("continuous"),
            Deadline::Event(words) => write!(f, "event: {words}"),
        }
    }
}
