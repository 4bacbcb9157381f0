//! Checks the layers of the source: A file uses only files listed above it in `tests/data/layers.txt`.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the source fails")]

mod source;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use source::{Arrow, Tree};

/// Returns the files of the list, lowest layer first. The line `lines/ cells label/` lists `lines/cells`, and then
/// the files of the line `lines/label/ item price`.
fn layers(list: &str) -> Vec<String> {
    let lines = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut folders: HashMap<&str, Vec<String>> = HashMap::new();
    let mut top = Vec::new();
    let mut nested = BTreeSet::new();
    for line in lines {
        let mut names = line.split_whitespace().peekable();
        let folder = names.next_if(|name| name.ends_with('/') && line.contains(' '));
        let place = |name: &str| format!("{}{name}", folder.unwrap_or(""));
        let names: Vec<String> = names.map(place).collect();
        nested.extend(names.iter().filter(|name| name.ends_with('/')).cloned());
        match folder {
            Some(folder) => {
                top.push(folder.to_owned());
                assert!(folders.insert(folder, names).is_none(), "{folder} is listed twice");
            }
            None => top.extend(names),
        }
    }
    top.retain(|name| !(folders.contains_key(name.as_str()) && nested.contains(name)));
    let mut files = Vec::new();
    let mut stack: Vec<String> = top.into_iter().rev().collect();
    while let Some(name) = stack.pop() {
        if !name.ends_with('/') {
            files.push(name);
            continue;
        }
        let children = folders.get(name.as_str()).unwrap_or_else(|| panic!("no line for {name}"));
        stack.extend(children.iter().rev().cloned());
    }
    files
}

/// Finds dependencies on files that are not earlier in the list, and returns one message for each dependency.
fn against(order: &[String], arrows: &BTreeSet<Arrow>) -> Vec<String> {
    let rank: HashMap<&str, usize> =
        order.iter().enumerate().map(|(rank, file)| (file.as_str(), rank)).collect();
    let of = |file: &str| rank.get(file).copied();
    arrows
        .iter()
        .filter(|arrow| of(&arrow.to).zip(of(&arrow.from)).is_none_or(|(to, from)| to >= from))
        .map(|arrow| format!("{}.rs:{} uses {}.rs: `{}`", arrow.from, arrow.line, arrow.to, arrow.path))
        .collect()
}

/// Returns the files of an import cycle, if there is one.
fn cycle(arrows: &BTreeSet<Arrow>) -> Option<Vec<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for arrow in arrows {
        next.entry(&arrow.from).or_default().insert(&arrow.to);
    }
    // Repeatedly removes files without dependencies. The remaining files are on a cycle or depend on a cycle.
    loop {
        let kept: BTreeSet<&str> = next.keys().copied().collect();
        let before = next.len();
        for used in next.values_mut() {
            used.retain(|file| kept.contains(file));
        }
        next.retain(|_, used| !used.is_empty());
        if next.len() == before {
            break;
        }
    }
    let mut path = vec![*next.keys().next()?];
    loop {
        let file = *next[path[path.len() - 1]].iter().next()?;
        if let Some(start) = path.iter().position(|seen| *seen == file) {
            return Some(path[start..].iter().map(|&file| file.to_owned()).collect());
        }
        path.push(file);
    }
}

fn source() -> [(Tree, Vec<String>); 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let order = layers(&fs::read_to_string(root.join("tests/data/layers.txt")).unwrap());
    let program: Vec<String> =
        order.iter().filter_map(|file| file.strip_prefix("bin/bitext/")).map(str::to_owned).collect();
    let library = order.into_iter().filter(|file| !file.starts_with("bin/")).collect();
    [
        (Tree::read(&root.join("src"), "lib"), library),
        (Tree::read(&root.join("src/bin/bitext"), "main"), program),
    ]
}

#[test]
fn every_file_uses_only_files_above_it_in_the_list() {
    for (tree, order) in source() {
        let found = against(&order, &tree.arrows());
        assert!(
            found.is_empty(),
            "{} arrows against tests/data/layers.txt:\n{}",
            found.len(),
            found.join("\n")
        );
    }
}

#[test]
fn there_is_no_import_cycle() {
    for (tree, _) in source() {
        assert_eq!(cycle(&tree.arrows()), None);
    }
}

#[test]
fn every_file_is_in_the_list_or_a_facade() {
    for (tree, order) in source() {
        let listed: BTreeSet<&str> = order.iter().map(String::as_str).collect();
        assert_eq!(listed.len(), order.len(), "a file is listed twice");
        let own = |(module, _): &(&String, _)| !module.is_empty() && !tree.has_children(module);
        let files: BTreeSet<&str> =
            tree.files.iter().filter(own).map(|(module, _)| module.as_str()).collect();
        let unlisted: Vec<_> = files.difference(&listed).collect();
        let gone: Vec<_> = listed.difference(&files).collect();
        assert!(
            unlisted.is_empty() && gone.is_empty(),
            "tests/data/layers.txt lacks {unlisted:?}, and names {gone:?}, which src does not have"
        );
        let parents: Vec<&String> = tree
            .files
            .iter()
            .filter(|(module, file)| !module.is_empty() && tree.has_children(module) && !file.is_facade)
            .map(|(module, _)| module)
            .collect();
        assert!(parents.is_empty(), "parents with more than modules, re-exports and docs: {parents:?}");
    }
}

/// Returns a tree of a root and four files: a file that only re-exports its two children, the children, and a file in
/// a higher layer. `low` is the text of one child.
fn planted(low: &str) -> Tree {
    let mut tree = Tree::default();
    tree.add("", "mod room; mod high; pub use high::High;");
    tree.add("room", "mod low; mod middle; pub(crate) use low::Low; pub(crate) use middle::Middle;");
    tree.add("room/low", low);
    tree.add("room/middle", "use super::Low; pub(crate) struct Middle(Low);");
    tree.add("high", "use crate::room::Middle; pub struct High(Middle);");
    tree
}

#[test]
fn a_forbidden_dependency_is_found() {
    let order = layers("# lowest first\nroom/ low middle\nhigh");
    assert_eq!(order, ["room/low", "room/middle", "high"]);
    let sound = planted("pub(crate) struct Low;");
    assert_eq!(against(&order, &sound.arrows()), [""; 0]);
    assert_eq!(cycle(&sound.arrows()), None);

    let cases = [
        // The dependencies go, in this order, through a re-export of the root, a re-export of the parent, a macro,
        // and a renamed import.
        ("use crate::High; pub(crate) struct Low(High);", "room/low.rs:1 uses high.rs: `crate::High`"),
        ("pub(crate) struct Low(Box<super::Middle>);", "room/low.rs:1 uses room/middle.rs: `super::Middle`"),
        (
            "pub(crate) struct Low;\nfn f() { println!(\"{}\", size_of::<crate::room::middle::Middle>()); }",
            "room/low.rs:2 uses room/middle.rs: `crate::room::middle::Middle`",
        ),
        (
            "use crate::room as chamber; pub(crate) struct Low(chamber::Middle);",
            "room/low.rs:1 uses room/middle.rs: `chamber::Middle`",
        ),
    ];
    for (low, expected) in cases {
        let arrows = planted(low).arrows();
        assert_eq!(against(&order, &arrows), [expected], "{low}");
        let cycle = cycle(&arrows).unwrap_or_default();
        assert!(cycle.contains(&"room/low".to_owned()), "{low}: {cycle:?}");
    }
}

#[test]
fn nested_folders_are_listed_in_place() {
    let list = "a\nb/ c d/ e\nb/d/ f g\nh";
    assert_eq!(layers(list), ["a", "b/c", "b/d/f", "b/d/g", "b/e", "h"]);
}
