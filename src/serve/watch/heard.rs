use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Event, EventKind};

use crate::source::Disk;

/// How a system tells that a file is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// It says when a file that was written is closed.
    Closing,
    /// It does not; when nothing is heard for a while, the file is taken to be whole.
    Quiet,
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Nothing that matters: reading, which is what this program does too, or writing that goes on.
    Nothing,
    /// Files to look at.
    File,
    /// Something came, went or was renamed: perhaps a folder with all that is in it.
    Tree,
    /// Events were lost.
    Lost,
}

impl Manner {
    pub(super) fn of_this_system() -> Self {
        if cfg!(any(target_os = "linux", target_os = "android")) { Self::Closing } else { Self::Quiet }
    }

    pub(super) fn heard(self, event: &Event) -> Heard {
        if event.need_rescan() {
            return Heard::Lost;
        }
        match (event.kind, self) {
            (EventKind::Access(AccessKind::Close(AccessMode::Write)), Self::Closing) => Heard::File,
            (EventKind::Access(_), _) => Heard::Nothing,
            (EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(_), _) => Heard::Tree,
            // The file is empty yet, and closed when it is written; but a link is never closed.
            (EventKind::Create(CreateKind::File), Self::Closing) => {
                if event.paths.iter().any(|path| Disk::is_linked(path)) {
                    Heard::Tree
                } else {
                    Heard::Nothing
                }
            }
            (EventKind::Create(_), _) => Heard::Tree,
            // Access rights, for one.
            (EventKind::Modify(ModifyKind::Metadata(_)), _) => Heard::File,
            (EventKind::Modify(_), Self::Closing) => Heard::Nothing,
            (EventKind::Modify(_) | EventKind::Any | EventKind::Other, _) => Heard::File,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use notify::event::{
        AccessKind, AccessMode, CreateKind, DataChange, Flag, MetadataKind, ModifyKind, RemoveKind,
        RenameMode,
    };
    use notify::{Event, EventKind};

    use super::{Heard, Manner};

    fn heard(manner: Manner, kind: EventKind) -> Heard {
        manner.heard(&Event::new(kind).add_path(PathBuf::from("/no/such/file.md")))
    }

    #[test]
    fn reading_a_file_makes_no_work() {
        for kind in [
            AccessKind::Open(AccessMode::Any),
            AccessKind::Close(AccessMode::Read),
            AccessKind::Read,
            AccessKind::Any,
        ] {
            for manner in [Manner::Closing, Manner::Quiet] {
                assert_eq!(heard(manner, EventKind::Access(kind)), Heard::Nothing, "{kind:?}");
            }
        }
    }

    #[test]
    fn a_file_that_is_being_written_is_left_alone_until_it_is_closed() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let created = EventKind::Create(CreateKind::File);
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(heard(Manner::Closing, written), Heard::Nothing);
        assert_eq!(heard(Manner::Closing, created), Heard::Nothing);
        assert_eq!(heard(Manner::Closing, closed), Heard::File);
        assert_eq!(heard(Manner::Quiet, written), Heard::File);
        assert_eq!(heard(Manner::Quiet, created), Heard::Tree);
    }

    #[test]
    fn what_comes_goes_or_is_renamed_may_be_a_folder() {
        for kind in [
            EventKind::Create(CreateKind::Folder),
            EventKind::Remove(RemoveKind::Any),
            EventKind::Modify(ModifyKind::Name(RenameMode::To)),
        ] {
            assert_eq!(heard(Manner::Closing, kind), Heard::Tree, "{kind:?}");
        }
        let rights = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        assert_eq!(heard(Manner::Closing, rights), Heard::File);
    }

    #[test]
    fn lost_events_are_made_good_by_looking_at_everything() {
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(Manner::Closing.heard(&lost), Heard::Lost);
    }
}
