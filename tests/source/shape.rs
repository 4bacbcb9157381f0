//! Checks the shape of the source: Files and functions are short, and each type name has one meaning.

use std::collections::BTreeMap;
use std::path::Path;

use super::Tree;

const MOST_FILE_LINES: usize = 350;
const MOST_FUNCTION_LINES: usize = 60;
const MOST_PARAMETERS: usize = 5;

/// Files and functions that exceed a limit on purpose, each with the reason.
const EXCEPTIONS: [(&str, &str); 0] = [];

fn trees() -> [(&'static str, Tree); 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    [
        ("src", Tree::read(&root.join("src"), "lib")),
        ("src/bin/bitext", Tree::read(&root.join("src/bin/bitext"), "main")),
    ]
}

#[test]
fn files_and_functions_are_short() {
    let mut found = Vec::new();
    for (folder, tree) in trees() {
        for (module, file) in &tree.files {
            if file.lines > MOST_FILE_LINES {
                found.push((format!("{folder}/{module}.rs"), format!("{} lines", file.lines)));
            }
            for function in &file.functions {
                let name = format!("{folder}/{module}.rs: {}", function.name);
                if function.lines > MOST_FUNCTION_LINES {
                    found.push((name.clone(), format!("line {}: {} lines", function.line, function.lines)));
                }
                if function.parameters > MOST_PARAMETERS {
                    found.push((name, format!("line {}: {} parameters", function.line, function.parameters)));
                }
            }
        }
    }
    for (name, reason) in EXCEPTIONS {
        assert!(found.iter().any(|(place, _)| place == name), "no longer needed: {name} ({reason})");
    }
    found.retain(|(place, _)| EXCEPTIONS.iter().all(|(name, _)| name != place));
    let rows: Vec<String> = found.iter().map(|(place, size)| format!("{place}, {size}")).collect();
    assert!(rows.is_empty(), "too large:\n{}", rows.join("\n"));
}

#[test]
fn type_names_are_unique() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (folder, tree) in trees() {
        for (module, file) in &tree.files {
            for (name, line) in &file.types {
                places.entry(name.clone()).or_default().push(format!("{folder}/{module}.rs:{line}"));
            }
        }
    }
    places.retain(|_, places| places.len() > 1);
    let rows: Vec<String> =
        places.iter().map(|(name, places)| format!("{name}: {}", places.join(", "))).collect();
    assert!(rows.is_empty(), "defined twice:\n{}", rows.join("\n"));
}
