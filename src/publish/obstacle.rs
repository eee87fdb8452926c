use std::fmt;

/// Something in the output folder that Diglot did not write and that keeps an output from its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obstacle {
    /// Where it stands, relative to the output folder, with `/` between the segments.
    pub path: String,
    /// What it is.
    pub kind: ObstacleKind,
}

/// What can stand in an output's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObstacleKind {
    /// A file (or link, or pipe) with the output's own path and other bytes; it can be adopted.
    OtherBytes,
    /// A file where a folder must stand.
    File,
    /// A folder that holds files of others, where a file must stand.
    Folder,
    /// A symbolic link where a folder must stand; nothing is written through it.
    Link,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ObstacleKind::OtherBytes => "other bytes, not written by Diglot",
            ObstacleKind::File => "a file not written by Diglot, where a folder must stand",
            ObstacleKind::Folder => "a folder with files not written by Diglot, where a file must stand",
            ObstacleKind::Link => "a symbolic link, where a folder must stand",
        };
        write!(f, "`{}`: {what}", self.path)
    }
}
