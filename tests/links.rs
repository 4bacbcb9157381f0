//! Checks that the links between the documents of the repository resolve, and that the paths in the documents exist.
#![allow(clippy::unwrap_used, reason = "a test that cannot read its documents fails")]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns the paths of all documents outside of the API documentation.
fn documents() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "data/README.md"]
            .map(PathBuf::from)
            .into();
    paths.extend(fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path()));
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths
}

/// Returns the text of a document outside of its code blocks.
fn prose(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let mut in_code = false;
    text.lines()
        .filter(|line| {
            let fence = line.trim_start().starts_with("```");
            in_code ^= fence;
            !in_code && !fence
        })
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Returns the targets of the inline links and images of a text.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target)
}

/// Returns the anchors of the headings, as GitHub makes them: in lower case, with hyphens for spaces, and without
/// other punctuation.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| -> String {
        let title = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        title.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn links_resolve() {
    let texts: HashMap<PathBuf, String> =
        documents().into_iter().map(|path| (path.clone(), prose(&path))).collect();
    let mut broken = Vec::new();
    for (path, text) in &texts {
        for target in targets(text).filter(|target| !target.contains("://")) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let linked =
                if file.is_empty() { path.clone() } else { normal(&path.parent().unwrap().join(file)) };
            let resolves = linked.exists()
                && (anchor.is_empty()
                    || texts.get(&linked).is_some_and(|text| anchors(text).iter().any(|own| own == anchor)));
            if !resolves {
                broken.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "broken links:\n{}", broken.join("\n"));
}

/// Removes each `..` from a path, together with the folder before it.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        if part.as_os_str() == ".." {
            out.pop();
        } else {
            out.push(part);
        }
    }
    out
}

#[test]
fn named_paths_exist() {
    const ROOTS: [&str; 9] =
        ["src/", "tests/", "examples/", "benches/", "data/", "docs/", "seeds/", ".ci/", "integrations/"];
    let mut missing = Vec::new();
    // `data/README.md` names the origins of the tables, which are paths in other packages.
    for path in documents().into_iter().filter(|path| !path.starts_with("data")) {
        let text = prose(&path);
        let code = text.split('`').skip(1).step_by(2);
        let named = code.filter(|code| ROOTS.iter().any(|root| code.starts_with(root)));
        for name in named.filter_map(|code| code.split_whitespace().next()) {
            if !Path::new(name).exists() {
                missing.push(format!("{}: {name}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "paths that do not exist:\n{}", missing.join("\n"));
}

#[test]
fn documents_are_read_as_markdown() {
    assert_eq!(targets("[a](b.md#c), ![d](e.png)").collect::<Vec<_>>(), ["b.md#c", "e.png"]);
    assert_eq!(anchors("## Read by `Reader`, and more\n"), ["read-by-reader-and-more"]);
    assert_eq!(normal(Path::new("docs/../README.md")), Path::new("README.md"));
}
