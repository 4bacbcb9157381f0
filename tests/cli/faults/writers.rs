//! Checks several writers of one output, and outputs that are links, devices, pipes or inputs.

use std::fs;
use std::io::Write;

use super::{
    FORMATS, FORMER, contents, folder_with_outputs, long_texts, names, output_name, parts, shell, spawned,
};
use crate::endings::wait_for;
use crate::{PAGE, folder, run, stderr};

#[test]
fn four_writers_of_one_output_do_not_mix() {
    for (format, files) in FORMATS {
        let pages: Vec<String> = (1..=4)
            .map(|number| {
                format!("Bus {number} leaves now. {number}路公交车现在出发。\n\n").repeat(100 * number)
            })
            .collect();
        let output = output_name(format);
        let arguments = ["align", "-", "--format", format, "--output", &output];
        let folder = folder_with_outputs(&format!("writers-{format}"), files);
        let mut writers: Vec<_> = pages.iter().map(|_| spawned(&arguments, &folder)).collect();
        wait_for(&mut writers[0], || parts(&folder).len() == 4 * files.len());
        for (writer, page) in writers.iter_mut().zip(&pages) {
            writer.stdin.as_mut().unwrap().write_all(page.as_bytes()).unwrap();
        }
        // All inputs end at the same time.
        writers.iter_mut().for_each(|writer| drop(writer.stdin.take()));
        for writer in writers {
            assert!(writer.wait_with_output().unwrap().status.success(), "{format}");
        }
        assert_eq!(names(&folder), files, "{format}");
        let found = contents(&folder, files);
        let alone = folder_with_outputs("writers-alone", &[]);
        let of_one = pages.iter().any(|page| {
            let mut child = spawned(&arguments, &alone);
            child.stdin.take().unwrap().write_all(page.as_bytes()).unwrap();
            assert!(child.wait_with_output().unwrap().status.success(), "{format}");
            contents(&alone, files) == found
        });
        assert!(of_one, "{format}: a mixture of several outputs");
    }
}

#[test]
fn a_link_is_followed_and_the_other_name_of_a_hard_link_keeps_its_content() {
    for (format, files) in FORMATS {
        let folder = folder_with_outputs(&format!("links-{format}"), &[]);
        fs::create_dir(folder.join("elsewhere")).unwrap();
        fs::write(folder.join("page.txt"), PAGE).unwrap();
        for (number, file) in files.iter().enumerate() {
            let target = format!("elsewhere/{number}");
            fs::write(folder.join(&target), FORMER).unwrap();
            fs::hard_link(folder.join(&target), folder.join(format!("elsewhere/hard-{number}"))).unwrap();
            std::os::unix::fs::symlink(&target, folder.join("step")).unwrap();
            fs::rename(folder.join("step"), folder.join(format!("step-{number}"))).unwrap();
            std::os::unix::fs::symlink(format!("step-{number}"), folder.join(file)).unwrap();
        }
        run(&folder, &["align", "page.txt", "--format", format, "--output", &output_name(format)]);
        for (number, file) in files.iter().enumerate() {
            assert!(fs::symlink_metadata(folder.join(file)).unwrap().is_symlink(), "{format}");
            let target = fs::read_to_string(folder.join(format!("elsewhere/{number}"))).unwrap();
            assert_ne!(target, FORMER, "{format}");
            let hard = fs::read_to_string(folder.join(format!("elsewhere/hard-{number}"))).unwrap();
            assert_eq!(hard, FORMER, "{format}");
        }
        assert_eq!(parts(&folder.join("elsewhere")).len(), 0, "{format}");
    }
}

#[test]
fn a_loop_of_links_is_an_error() {
    let folder = folder("link-loop");
    fs::write(folder.join("page.txt"), PAGE).unwrap();
    std::os::unix::fs::symlink("b.tsv", folder.join("a.tsv")).unwrap();
    std::os::unix::fs::symlink("a.tsv", folder.join("b.tsv")).unwrap();
    let output =
        crate::bitext(&["align", "page.txt", "--output", "a.tsv"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("too many symbolic links"), "{}", stderr(&output));
    assert_eq!(names(&folder), ["a.tsv", "b.tsv", "page.txt"]);
}

/// The input is given by its path, by a hard link or as redirected standard input, and the output by its path or as
/// redirected standard output.
#[test]
fn an_output_that_is_the_input_is_refused() {
    let folder = folder("own-input");
    for (format, files) in FORMATS {
        let input = folder.join(files[0]);
        let output = output_name(format);
        let link = folder.join("hard.txt");
        fs::write(&input, PAGE).unwrap();
        fs::hard_link(&input, &link).unwrap();
        let redirected = format!("exec \"$0\" \"$@\" <{}", files[0]);
        for (script, source) in
            [("exec \"$0\" \"$@\"", files[0]), ("exec \"$0\" \"$@\"", "hard.txt"), (&redirected, "-")]
        {
            let output = shell(script, &["align", source, "--format", format, "--output", &output], &folder);
            assert_eq!(output.status.code(), Some(2), "{format}, {source}: {}", stderr(&output));
            assert!(
                stderr(&output).contains("is also an input and would be overwritten"),
                "{format}, {source}"
            );
        }
        if format != "moses" {
            for arguments in [
                ["align", "-"],
                ["align", "hard.txt"],
                ["sentences", "-"],
                ["tokenize", "hard.txt"],
                ["detect", "-"],
            ] {
                let script = format!("exec \"$0\" \"$@\" <{0} >>{0}", files[0]);
                let output = shell(&script, &arguments, &folder);
                let expected = "error: standard output: is also an input: redirect it to another file\n";
                assert!(stderr(&output).starts_with(expected), "{arguments:?}: {}", stderr(&output));
                assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            }
        }
        let mut expected = [files[0], "hard.txt"];
        expected.sort_unstable();
        assert_eq!(names(&folder), expected, "{format}");
        assert_eq!(fs::read_to_string(&input).unwrap(), PAGE, "{format}");
        fs::remove_file(input).unwrap();
        fs::remove_file(link).unwrap();
    }
}

#[test]
fn a_closed_output_pipe_ends_the_program_quietly() {
    let [english, chinese] = long_texts("left-texts");
    let folder = folder("left");
    for (format, _) in FORMATS.iter().filter(|(format, _)| *format != "moses") {
        for script in
            ["\"$0\" \"$@\" | head -c 10", "mkfifo f; head -c 10 <f & \"$0\" \"$@\" --output f; wait"]
        {
            let script = format!("({script}); echo \" status $?\"");
            let output = shell(&script, &["align", &english, &chinese, "--format", format], &folder);
            let written = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(written.ends_with(" status 0\n"), "{format}: {written}");
            // If a short output fits into the pipe before the reader leaves, the program prints its summary.
            assert!(["", "2000 pairs\n"].contains(&stderr(&output)), "{format}: {}", stderr(&output));
            let _ = fs::remove_file(folder.join("f"));
            assert_eq!(names(&folder), [""; 0], "{format}");
        }
    }
}
