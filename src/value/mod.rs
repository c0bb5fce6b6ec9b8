//! The closed sets that all stages share: levels, roles, dates, deadlines, section labels.

pub mod confidence;
pub mod date;
pub mod deadline;
pub mod label;
pub mod lang;
pub mod letter;
pub mod syllable;
pub mod visible;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Level of government of a body.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Trung ương.
    Central,
    /// Tỉnh, thành phố trực thuộc Trung ương.
    Province,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh; none since 1 July 2025.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
    /// Thôn, tổ dân phố, khu phố, bản.
    Village,
}

impl Level {
    /// All levels, highest first.
    pub const ALL: [Level; 5] = [
        Level::Central,
        Level::Province,
        Level::District,
        Level::Commune,
        Level::Village,
    ];

    /// The English word used in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Central => "central",
            Level::Province => "province",
            Level::District => "district",
            Level::Commune => "commune",
            Level::Village => "village",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Level {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Level::ALL
            .into_iter()
            .find(|level| level.as_str() == word)
            .ok_or_else(|| {
                format!("expected central, province, district, commune or village, got `{word}`")
            })
    }
}

/// What an agency does for a task.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Cooperates (phối hợp).
    Support,
    /// Is made to act.
    Responsible,
    /// Leads (chủ trì).
    Lead,
}

impl Role {
    /// The English word used in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Support => "support",
            Role::Responsible => "responsible",
            Role::Lead => "lead",
        }
    }
}

impl FromStr for Role {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Role::Support, Role::Responsible, Role::Lead]
            .into_iter()
            .find(|role| role.as_str() == word)
            .ok_or_else(|| format!("expected lead, responsible or support, got `{word}`"))
    }
}

/// How far a plan treats a dimension.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Treatment {
    /// Only its name, or a component's name, occurs.
    Mentioned,
    /// A section, row or bullet is about it, with nobody named.
    Described,
    /// A section, row or bullet is about it and names who does something.
    Assigned,
}

impl Treatment {
    /// The English word used in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Treatment::Mentioned => "mentioned",
            Treatment::Described => "described",
            Treatment::Assigned => "assigned",
        }
    }
}
