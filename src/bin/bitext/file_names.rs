//! The names of input files in outputs, which do not show where the files are.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::input::is_standard;
use crate::printable::printable;

/// The names of input files in outputs.
///
/// Control characters are escaped. A file is called by its own name. Files with the same name are called by their paths
/// below the folder that holds all files.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileNames {
    /// Whether the paths are written as the command line has them.
    whole: bool,
    /// How many files have a name.
    files: HashMap<PathBuf, usize>,
    /// The folder that holds all files.
    folder: PathBuf,
}

impl FileNames {
    /// Creates the names of `paths`. If `whole` is set, each file is called by its whole path.
    pub(crate) fn new<'p>(paths: impl IntoIterator<Item = &'p Path>, whole: bool) -> Self {
        let mut names = Self { whole, ..Self::default() };
        let mut seen: HashMap<&Path, ()> = HashMap::new();
        for path in paths {
            if is_standard(path) || seen.insert(path, ()).is_some() {
                continue;
            }
            let folder = path.parent().unwrap_or(Path::new(""));
            names.folder = if seen.len() == 1 { folder.to_owned() } else { common(&names.folder, folder) };
            *names.files.entry(own(path)).or_default() += 1;
        }
        names
    }

    /// Returns the name of an input.
    pub(crate) fn of(&self, path: &Path) -> String {
        if is_standard(path) {
            return "standard input".to_owned();
        }
        let own = own(path);
        let name = if self.whole {
            path
        } else if self.files.get(&own).is_none_or(|&files| files == 1) {
            &own
        } else {
            path.strip_prefix(&self.folder).unwrap_or(path)
        };
        printable(&name.to_string_lossy()).into_owned()
    }
}

fn own(path: &Path) -> PathBuf {
    PathBuf::from(path.file_name().unwrap_or(OsStr::new("")))
}

/// Returns the longest path that both paths begin with.
fn common(one: &Path, other: &Path) -> PathBuf {
    let both = one.components().zip(other.components()).take_while(|(one, other)| one == other);
    both.map(|(one, _)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_files_apart() {
        let rows: &[(&[&str], &[&str])] = &[
            (&["/home/mei/a.en", "/home/mei/a.zh"], &["a.en", "a.zh"]),
            (&["/home/mei/en/a.txt", "/home/mei/zh/a.txt"], &["en/a.txt", "zh/a.txt"]),
            (&["c/en/a.txt", "c/zh/a.txt", "c/zh/b.txt"], &["en/a.txt", "zh/a.txt", "b.txt"]),
            (&["a.txt", "b/a.txt"], &["a.txt", "b/a.txt"]),
            (&["c/a.txt", "c/a.txt"], &["a.txt", "a.txt"]),
            (&["-", "c/a.txt"], &["standard input", "a.txt"]),
            (&["c/a\nb.txt"], &["a\\nb.txt"]),
        ];
        for (paths, expected) in rows {
            let paths: Vec<&Path> = paths.iter().map(Path::new).collect();
            let names = FileNames::new(paths.iter().copied(), false);
            let found: Vec<_> = paths.iter().map(|path| names.of(path)).collect();
            assert_eq!(found, *expected);
            let whole = FileNames::new(paths.iter().copied(), true);
            assert_eq!(whole.of(Path::new("c/a.txt")), "c/a.txt");
        }
    }
}
