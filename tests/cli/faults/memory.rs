//! Runs the program with limits on the address space, from too low for a start up to high enough.

use super::{FORMATS, FORMER, contents, folder_with_outputs, long_texts, names, output_name, shell};
use crate::{run, stderr};

#[test]
fn too_little_memory_keeps_the_former_output() {
    let [english, chinese] = long_texts("memory-texts");
    for (format, files) in FORMATS {
        let folder = folder_with_outputs(&format!("memory-{format}"), files);
        let output = output_name(format);
        let arguments =
            ["align", &english, &chinese, "--threads", "1", "--format", format, "--output", &output];
        let mut failures = 0;
        // Limits in KiB.
        for limit in [20_000, 40_000, 60_000, 80_000, 100_000, 150_000] {
            let script = format!("ulimit -v {limit} || exit 0; exec \"$0\" \"$@\"");
            let output = shell(&script, &arguments, &folder);
            if output.status.success() {
                break;
            }
            failures += 1;
            let found = contents(&folder, files);
            assert_eq!(found, vec![FORMER; files.len()], "{format}, {limit} KiB: {}", stderr(&output));
        }
        run(&folder, &arguments);
        assert_eq!(
            names(&folder),
            files,
            "{format}: after {failures} failures, the next run removes the rest"
        );
        assert!(contents(&folder, files).iter().all(|content| content != FORMER), "{format}");
    }
}
