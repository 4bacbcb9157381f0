//! A temporary file beside an output. The file is renamed over the output when it is complete, and removed if the
//! program is interrupted.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;

/// The temporary files of the program.
///
/// A running program holds a lock on each of its files. A file without a lock was left by a program that was killed.
/// The next program that writes to the same folder removes it.
#[derive(Clone, Debug, Default)]
pub(crate) struct PartFiles(Arc<Mutex<Registry>>);

#[derive(Debug, Default)]
struct Registry {
    /// The files to remove on an interrupt.
    paths: HashSet<PathBuf>,
    /// Folders whose abandoned files have been removed.
    swept: HashSet<PathBuf>,
}

const PREFIX: &str = ".bitext-";
const SUFFIX: &str = ".part";
/// Number of random letters and digits between the prefix and the suffix.
const RANDOM: usize = 6;

/// Maximum number of attempts to create a file. Another program may remove a new file before it is locked.
const ATTEMPTS: usize = 100;

/// Maximum number of symbolic links to follow. A longer chain counts as a loop, as in Linux.
const MOST_LINKS: usize = 40;

/// The exit status after an interrupt, by shell convention: 128 plus the number of SIGINT. Other signals get the same
/// status.
const INTERRUPTED: i32 = 130;

impl PartFiles {
    /// Removes the files and exits when the program is interrupted, terminated or hung up.
    pub(crate) fn remove_on_interrupt(&self) -> Result<(), Failure> {
        let files = self.clone();
        let end = move || {
            let registry = files.registry();
            for path in &registry.paths {
                // The file may already have been renamed or removed.
                let _ = fs::remove_file(path);
            }
            // The handler ends the process itself, because the main thread does not check for an interrupt. The
            // registry is still locked, so no file is created meanwhile.
            std::process::exit(INTERRUPTED)
        };
        ctrlc::set_handler(end)
            .map_err(|error| Failure::Input(format!("cannot install a signal handler: {error}")))
    }

    /// Creates the temporary file for the output `name`.
    pub(crate) fn create(&self, name: &Path) -> io::Result<PartFile> {
        let place = behind_links(name)?;
        let old = fs::metadata(&place).ok().map(|found| found.permissions());
        if old.is_some() {
            // Fails if the file is read-only. A rename needs no permission on the file that it replaces, so a read-only
            // file would be lost.
            OpenOptions::new().write(true).open(&place)?;
        }
        let folder = folder_of(&place).to_owned();
        // The registry is locked until the file is registered, so that the interrupt handler cannot run in between.
        let mut registry = self.registry();
        if registry.swept.insert(folder.clone()) {
            remove_abandoned(&folder);
        }
        let file = locked(&folder)?;
        registry.paths.insert(file.path().to_owned());
        let registration = Registration { files: self.clone(), path: file.path().to_owned() };
        drop(registry);
        if let Some(old) = old {
            file.as_file().set_permissions(old)?;
        }
        Ok(PartFile { file, registration, name: name.to_owned(), place })
    }

    fn registry(&self) -> MutexGuard<'_, Registry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A temporary file, removed when dropped.
#[derive(Debug)]
pub(crate) struct PartFile {
    file: NamedTempFile,
    registration: Registration,
    /// The name of the output in messages.
    name: PathBuf,
    /// The output, with symbolic links followed.
    place: PathBuf,
}

impl PartFile {
    /// Renames complete files over their outputs, which belong together. An interrupt takes effect before the
    /// first rename or after the last one. Programs with the same outputs do not mix their files.
    pub(crate) fn persist(parts: Vec<Self>) -> Result<(), Failure> {
        let Some(files) = parts.first().map(|part| part.registration.files.clone()) else { return Ok(()) };
        let _turn = parts.get(1).and_then(|part| lock_folder(folder_of(&part.place)));
        let registry = files.registry();
        let (mut failure, mut registrations) = (None, Vec::new());
        for PartFile { file, registration, name, place } in parts {
            registrations.push(registration);
            if failure.is_none()
                && let Err(error) = file.persist(place)
            {
                failure = Some(Failure::file(&name, &error.error));
            }
        }
        // Dropping a registration locks the registry, so the registry is unlocked first.
        drop(registry);
        drop(registrations);
        failure.map_or(Ok(()), Err)
    }
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The entry of a file in the registry, removed when dropped.
#[derive(Debug)]
struct Registration {
    files: PartFiles,
    path: PathBuf,
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.files.registry().paths.remove(&self.path);
    }
}

/// Creates a temporary file and locks it.
fn locked(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask applies, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    for _ in 0..ATTEMPTS {
        let file = builder.tempfile_in(folder)?;
        match file.as_file().try_lock() {
            Err(TryLockError::WouldBlock) => {}
            // On a file system without locks, no program removes the files that another program left.
            Err(TryLockError::Error(_)) => return Ok(file),
            Ok(()) if file.path().exists() => return Ok(file),
            Ok(()) => {}
        }
    }
    Err(io::Error::other("another program removes the temporary file"))
}

/// Removes the temporary files that no program has locked. Ignores files that cannot be read or removed.
fn remove_abandoned(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if !is_part_name(&entry.file_name().to_string_lossy())
            || !entry.file_type().is_ok_and(|found| found.is_file())
        {
            continue;
        }
        let path = entry.path();
        // Another program may have created the file but not locked it yet. This program holds the lock until the file
        // is removed, so the other program cannot lock the file and creates a new one: see `locked`.
        if let Ok(file) = File::open(&path)
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(&path);
        }
    }
}

fn is_part_name(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    random.is_some_and(|random| {
        random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Waits for the lock of a folder, and holds it until the result is dropped. `None` if the folder cannot be locked.
fn lock_folder(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

fn folder_of(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Follows symbolic links, so that the target of a link is replaced, and not the link. The target need not exist.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&place) {
            Ok(next) => place = place.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(place),
        }
    }
    Err(io::Error::other("too many symbolic links: give the output another name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder exists");
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn abandoned_files_are_removed_and_others_kept() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        for name in [".bitext-abc123.part", ".bitext-abcd123.part", "bitext-abc123.part"] {
            fs::write(path(name), "a").expect("the folder is writable");
        }
        fs::create_dir(path(".bitext-folder.part")).expect("the folder is writable");
        let live = PartFiles::default().create(&path("out")).expect("the folder is writable");
        let live_name = live.file.path().file_name().map(|name| name.to_string_lossy().into_owned());
        // A second program, with a registry that lacks the files of the first.
        let other = PartFiles::default().create(&path("out")).expect("the folder is writable");
        drop(other);
        let mut expected: Vec<String> =
            [".bitext-abcd123.part", ".bitext-folder.part", "bitext-abc123.part"].map(str::to_owned).into();
        expected.extend(live_name);
        expected.sort();
        assert_eq!(names(folder.path()), expected);
        PartFile::persist(vec![live]).expect("the folder is writable");
        assert!(path("out").is_file());
    }
}
