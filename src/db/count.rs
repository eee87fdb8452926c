use std::sync::atomic::{AtomicU64, Ordering};

use salsa::EventKind;

/// How much a database has done: shared with it, and read while it works.
#[derive(Debug, Default)]
pub struct Count {
    ran: AtomicU64,
    reused: AtomicU64,
}

impl Count {
    /// How many queries ran.
    #[must_use]
    pub fn ran(&self) -> u64 {
        self.ran.load(Ordering::Relaxed)
    }

    /// How many answers were found to hold still after a change, and were not asked for anew.
    #[must_use]
    pub fn reused(&self) -> u64 {
        self.reused.load(Ordering::Relaxed)
    }

    pub(super) fn hear(&self, event: &EventKind) {
        let count = match event {
            EventKind::WillExecute { .. } => &self.ran,
            EventKind::DidValidateMemoizedValue { .. } => &self.reused,
            _ => return,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}
