//! Checks the licences of the dependencies, and which dependencies contain `unsafe` code.
#![allow(clippy::unwrap_used, reason = "helpers outside of test functions fail the test")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;

use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;

/// Licences that a dependency may have. Under each of them, a program with the dependency may have any licence.
const LICENCES: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

struct Package {
    name: String,
    licence: String,
    manifest: String,
    /// Whether the package becomes part of a program that uses this crate, or runs in the build of the program.
    is_shipped: bool,
}

/// Returns the packages on which the members of the workspace depend, in the versions of the lock file, and whether
/// the packages of all platforms are included. If a package is missing and cannot be downloaded, prints a message and
/// returns `None`.
fn packages() -> Option<(Vec<Package>, bool)> {
    let root = env!("CARGO_MANIFEST_DIR");
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO")).args(arguments).current_dir(root).output().unwrap();
        output.status.success().then_some(output.stdout)
    };
    let version = String::from_utf8(cargo(&["-vV"]).unwrap()).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let all = ["metadata", "--format-version", "1", "--locked", "--all-features"];
    // A machine without a network may lack the packages of other platforms.
    let offline = [&all[..], &["--offline"]].concat();
    let here = [&offline[..], &["--filter-platform", host]].concat();
    let found = cargo(&offline).or_else(|| cargo(&all)).map(|found| (found, true));
    let Some((found, is_whole)) = found.or_else(|| cargo(&here).map(|found| (found, false))) else {
        println!("skipped: a package of the lock file is missing and cannot be downloaded");
        return None;
    };
    let metadata: Value = serde_json::from_slice(&found).unwrap();

    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let nodes: HashMap<&str, &Value> =
        nodes.iter().map(|node| (node["id"].as_str().unwrap(), node)).collect();
    let this = metadata["resolve"]["root"].as_str().unwrap();
    let mut shipped = BTreeSet::new();
    let mut open = vec![this];
    while let Some(id) = open.pop() {
        if shipped.insert(id) {
            let is_shipped = |dependency: &&Value| {
                dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev")
            };
            let next = nodes[id]["deps"].as_array().unwrap().iter().filter(is_shipped);
            open.extend(next.map(|dependency| dependency["pkg"].as_str().unwrap()));
        }
    }
    let packages = metadata["packages"].as_array().unwrap().iter().filter(|package| package["id"] != this);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let package = |package: &Value| Package {
        name: text(&package["name"]),
        licence: text(&package["license"]),
        manifest: text(&package["manifest_path"]),
        is_shipped: shipped.contains(package["id"].as_str().unwrap()),
    };
    Some((packages.map(package).collect(), is_whole))
}

/// Whether a licence expression (SPDX) can be satisfied with allowed licences.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut tokens = spaced.split_whitespace().peekable();
    let allowed = any(&mut tokens);
    allowed && tokens.next().is_none()
}

type Tokens<'t> = std::iter::Peekable<std::str::SplitWhitespace<'t>>;

fn any(tokens: &mut Tokens<'_>) -> bool {
    let mut allowed = all(tokens);
    while tokens.next_if_eq(&"OR").is_some() {
        allowed |= all(tokens);
    }
    allowed
}

fn all(tokens: &mut Tokens<'_>) -> bool {
    let mut allowed = one(tokens);
    while tokens.next_if_eq(&"AND").is_some() {
        allowed &= one(tokens);
    }
    allowed
}

fn one(tokens: &mut Tokens<'_>) -> bool {
    if tokens.next_if_eq(&"(").is_some() {
        let allowed = any(tokens);
        return tokens.next_if_eq(&")").is_some() && allowed;
    }
    let licence = tokens.next().unwrap_or_default();
    // A licence with an exception grants more than the licence alone, but is not in the list.
    let has_exception = tokens.next_if_eq(&"WITH").is_some();
    if has_exception {
        tokens.next();
    }
    !has_exception && LICENCES.contains(&licence)
}

#[test]
fn licence_expressions_are_parsed() {
    for (expression, expected) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("GPL-3.0-only AND MIT", false),
        ("(MIT OR GPL-2.0-only) AND Unicode-3.0", true),
        ("MIT OR GPL-2.0-only AND Unicode-3.0", true),
        ("GPL-2.0-only OR LGPL-2.1-or-later AND MIT", false),
        ("Apache-2.0 WITH LLVM-exception", false),
        ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", true),
        ("", false),
        ("MIT)", false),
        ("(MIT", false),
    ] {
        assert_eq!(is_allowed(expression), expected, "{expression}");
    }
}

#[test]
fn every_dependency_has_an_allowed_licence() {
    let Some((packages, _)) = packages() else { return };
    assert!(packages.len() > 50, "only {} packages", packages.len());
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !is_allowed(&package.licence))
        .map(|package| format!("{}: `{}`", package.name, package.licence))
        .collect();
    assert!(wrong.is_empty(), "licences that are not allowed:\n{}", wrong.join("\n"));
}

/// Returns the dependencies that may contain `unsafe` code, with the reasons.
fn listed() -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/unsafe_dependencies.txt");
    let list = fs::read_to_string(path).unwrap();
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let entries =
        lines.map(|line| line.split_once(": ").unwrap_or_else(|| panic!("`{line}` gives no reason")));
    entries.map(|(name, reason)| (name.to_owned(), reason.to_owned())).collect()
}

#[test]
fn unsafe_code_is_only_in_dependencies_that_are_listed() {
    let Some((packages, is_whole)) = packages() else { return };
    let shipped = packages.iter().filter(|package| package.is_shipped);
    let found: BTreeSet<&str> = shipped
        .filter(|package| folder_has_unsafe(&Path::new(&package.manifest).parent().unwrap().join("src")))
        .map(|package| package.name.as_str())
        .collect();
    let listed = listed();
    let listed: BTreeSet<&str> = listed.keys().map(String::as_str).collect();
    let new: Vec<_> = found.difference(&listed).collect();
    assert!(new.is_empty(), "with `unsafe` code, but not in tests/data/unsafe_dependencies.txt: {new:?}");
    let gone: Vec<_> = listed.difference(&found).filter(|_| is_whole).collect();
    assert!(gone.is_empty(), "in tests/data/unsafe_dependencies.txt, but without `unsafe` code: {gone:?}");
}

fn folder_has_unsafe(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return folder_has_unsafe(&path);
        }
        let is_source = path.extension().is_some_and(|extension| extension == "rs");
        is_source && text_has_unsafe(&fs::read_to_string(path).unwrap_or_default())
    })
}

/// Whether a source text has the keyword `unsafe` outside of comments and strings.
fn text_has_unsafe(text: &str) -> bool {
    text.contains("unsafe") && text.parse::<TokenStream>().map_or(true, has_unsafe)
}

fn has_unsafe(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_unsafe(group.stream()),
        TokenTree::Ident(ident) => ident == "unsafe",
        _ => false,
    })
}

#[test]
fn unsafe_is_found_outside_comments_and_strings() {
    for (text, expected) in [
        ("fn f() { unsafe { g() } }", true),
        ("unsafe impl Send for A {}", true),
        ("macro_rules! m { () => { [unsafe { g() }] } }", true),
        ("#![forbid(unsafe_code)] // unsafe\nfn f() -> &'static str { \"unsafe\" }", false),
    ] {
        assert_eq!(text_has_unsafe(text), expected, "{text}");
    }
}
