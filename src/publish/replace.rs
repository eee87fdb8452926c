use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

/// Writes a file that may be there already, whole or not at all: beside it, then in its place. A link is
/// followed, and who may read the file stays the same.
///
/// # Errors
/// If the system refuses; then the file is as it was.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let aside = aside(&place);
    let done = fs::write(&aside, text).and_then(|()| {
        if let Ok(found) = fs::metadata(&place) {
            fs::set_permissions(&aside, found.permissions())?;
        }
        fs::rename(&aside, &place)
    });
    if done.is_err() {
        // What cannot be written can hardly be removed either; the first error says more.
        let _ = fs::remove_file(&aside);
    }
    done
}

/// A name beside a file that nothing reads: hidden, and each process's own.
fn aside(place: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", process::id()));
    place.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::replace;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_stays_beside_it() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("a.en.lock.yaml");
        for text in ["version: 1\n", "version: 1\nbeads: []\n"] {
            replace(&path, text).expect("it can be written");
            assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
        }
        assert_eq!(fs::read_dir(place.path()).expect("it can be listed").count(), 1);
        assert!(replace(&place.path().join("nowhere/a.yaml"), "").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one() {
        let place = tempfile::tempdir().expect("a folder");
        let [path, link] = ["a", "b"].map(|name| place.path().join(name));
        fs::write(&path, "old").expect("it can be written");
        std::os::unix::fs::symlink(&path, &link).expect("a link can be made");
        replace(&link, "new").expect("it can be written");
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "new");
    }
}
