//! Checks disks that are full or read-only, limits on file size, and files and folders without permission.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{
    FORMATS, FORMER, assert_former, folder_with_outputs, long_texts, names, output_name, shell, skip,
};
use crate::{PAGE, bitext, folder, run, stderr};

/// Runs a script as root of a new mount namespace. Returns `None` if the system does not allow a new namespace.
fn namespace(script: &str, arguments: &[&str], folder: &Path) -> Option<Output> {
    let allowed = Command::new("unshare")
        .args(["-rm", "mount", "-t", "tmpfs", "-o", "size=32k", "none"])
        .arg(folder)
        .stderr(Stdio::null())
        .status();
    if !allowed.is_ok_and(|status| status.success()) {
        skip("a mount namespace is not allowed");
        return None;
    }
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", script, env!("CARGO_BIN_EXE_bitext")])
        .args(arguments)
        .current_dir(folder)
        .output();
    Some(output.unwrap())
}

/// A script that aligns two texts into an output on a small file system. Its arguments are the two texts, the format,
/// the output, options with which the file system is mounted again before the program runs (or an empty text), and the
/// files of the output. It prints the exit status, the names in the folder, and the contents of the files.
const MOUNTED: &str = r#"
    english=$1 chinese=$2 format=$3 out=$4 after=$5; shift 5
    mkdir -p disk && mount -t tmpfs -o size=32k none disk && cd disk || exit 9
    for file; do echo 'the former content' >"$file"; done
    [ -z "$after" ] || mount -o "remount,$after" . || exit 9
    "$0" align "$english" "$chinese" --format "$format" --output "$out"
    echo "status $?"
    ls -A
    cat "$@"
"#;

#[test]
fn a_disk_that_fills_or_is_read_only_keeps_the_former_output() {
    let [english, chinese] = long_texts("disk-texts");
    for (format, files) in FORMATS {
        for (after, message) in [("", "the disk is full"), ("ro", "the file system is read-only")] {
            let folder = folder(&format!("disk-{format}"));
            let output = output_name(format);
            let mut arguments = vec![english.as_str(), &chinese, format, &output, after];
            arguments.extend(files);
            let Some(output) = namespace(MOUNTED, &arguments, &folder) else { return };
            let expected = format!("status 1\n{}\n{}", files.join("\n"), FORMER.repeat(files.len()));
            assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{format}: {}", stderr(&output));
            assert!(stderr(&output).contains(message), "{format}: {}", stderr(&output));
            assert_eq!(stderr(&output).lines().count(), 1, "{format}: {}", stderr(&output));
        }
    }
}

/// Writes to `/dev/full`, by name and as standard output. Moses is left out: it adds an extension to the name of each
/// of its files, so it cannot write to a device.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_reported_in_every_format() {
    for (format, _) in FORMATS.iter().filter(|(format, _)| *format != "moses") {
        let arguments = ["align", crate::SEED, "--format", format, "--output", "/dev/full"];
        let output = bitext(&arguments).output().unwrap();
        let expected = "error: /dev/full: the disk is full: free some space and run the command again\n";
        assert_eq!((stderr(&output), output.status.code()), (expected, Some(1)), "{format}");
        let to_stdout = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = bitext(&arguments[..4]).stdout(to_stdout).output().unwrap();
        assert!(stderr(&output).starts_with("error: standard output: the disk is full"), "{format}");
        assert_eq!(output.status.code(), Some(1), "{format}");
    }
}

/// When a file would exceed the size limit, the system sends `SIGXFSZ`. If the program ignores this signal, it
/// reports an error; otherwise the signal kills the program.
#[test]
fn a_file_size_limit_keeps_the_former_output() {
    let [english, chinese] = long_texts("limit-texts");
    for (format, files) in FORMATS {
        let folder = folder_with_outputs(&format!("limit-{format}"), files);
        let output = output_name(format);
        let arguments = ["align", &english, &chinese, "--format", format, "--output", &output];
        let failed = shell("trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"", &arguments, &folder);
        assert_eq!(failed.status.code(), Some(1), "{format}: {}", stderr(&failed));
        assert!(stderr(&failed).contains("raise the limit or write to another disk"), "{}", stderr(&failed));
        assert_former(&folder, files, format);

        let killed = shell("ulimit -f 8; exec \"$0\" \"$@\"", &arguments, &folder);
        assert_eq!(killed.status.code(), None, "{format}: {}", stderr(&killed));
        run(&folder, &arguments);
        assert_eq!(names(&folder), files, "{format}: the next run removes the rest");
    }
}

/// Runs the program as a user other than root. Returns `None` if that is impossible.
fn unprivileged(arguments: &[&str], folder: &Path) -> Option<Output> {
    let user = Command::new("id").arg("-u").output().ok()?;
    let program = env!("CARGO_BIN_EXE_bitext");
    let mut command = if user.stdout == b"0\n" {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", program]);
        command
    } else {
        Command::new(program)
    };
    let runs = command.arg("--version").current_dir(folder).output();
    if !runs.is_ok_and(|output| output.status.success()) {
        skip("the program cannot run as another user");
        return None;
    }
    let arguments_after = command.get_args().count() - 1;
    let mut again = Command::new(command.get_program());
    again.args(command.get_args().take(arguments_after)).args(arguments);
    Some(again.current_dir(folder).stdin(Stdio::null()).output().unwrap())
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn places_without_permission_are_refused() {
    let denied = "permission denied: change the permissions or choose another file";
    for (format, files) in FORMATS {
        let folder = folder_with_outputs(&format!("denied-{format}"), files);
        let inputs = super::folder(&format!("denied-input-{format}"));
        let page = inputs.join("page.txt");
        fs::write(&page, PAGE).unwrap();
        let output = output_name(format);
        let arguments = ["align", page.to_str().unwrap(), "--format", format, "--output", &output];
        // First the folder is not writable, then the output files are not writable, then the input is not readable.
        for (folder_mode, file_mode, page_mode) in
            [(0o555, 0o666, 0o644), (0o777, 0o444, 0o644), (0o777, 0o666, 0o000)]
        {
            set_mode(&page, page_mode);
            files.iter().for_each(|file| set_mode(&folder.join(file), file_mode));
            set_mode(&folder, folder_mode);
            let output = unprivileged(&arguments, &folder);
            set_mode(&folder, 0o755);
            let Some(output) = output else { return };
            assert_eq!(output.status.code(), Some(1), "{format}: {}", stderr(&output));
            assert!(stderr(&output).to_lowercase().contains("permission denied"), "{}", stderr(&output));
            if page_mode != 0 {
                assert!(stderr(&output).contains(denied), "{}", stderr(&output));
            }
            assert_former(&folder, files, format);
        }
    }
}
