//! Reads the source of the crate as a graph: the files, and the other files that each file uses. Paths are resolved
//! through re-exports.

mod shape;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// Keywords after which an identifier is a definition.
const DEFINING: [&str; 9] = ["struct", "enum", "union", "trait", "type", "fn", "const", "static", "mod"];
/// Maximum number of re-exports on a path; a longer chain is reported as an error.
const MOST_HOPS: usize = 16;

/// A path in a file, with the line where it begins.
#[derive(Clone, Debug)]
pub(crate) struct SourcePath {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
}

/// A function with its size.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// Number of lines from the signature to the closing brace.
    pub(crate) lines: usize,
    /// Number of parameters without `self`.
    pub(crate) parameters: usize,
}

/// One parsed file of a crate.
#[derive(Debug, Default)]
pub(crate) struct SourceFile {
    pub(crate) lines: usize,
    /// Whether the file holds only modules, re-exports and docs.
    pub(crate) is_facade: bool,
    pub(crate) functions: Vec<Function>,
    /// Types and traits, with their lines.
    pub(crate) types: Vec<(String, usize)>,
    definitions: HashSet<String>,
    /// Imported names, each with the path in its `use`.
    imports: HashMap<String, Vec<String>>,
    /// Paths of glob imports.
    globs: Vec<Vec<String>>,
    paths: Vec<SourcePath>,
}

/// A use of one file by another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) line: usize,
    pub(crate) path: String,
}

/// All files of one crate, by module path, such as `align/bead`. The path of the root is empty.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) files: BTreeMap<String, SourceFile>,
}

impl Tree {
    /// Reads all files below `folder`, except those below `src/bin`. `root` is the name of the root file: `lib` for the
    /// library, `main` for a program.
    pub(crate) fn read(folder: &Path, root: &str) -> Self {
        let mut tree = Self::default();
        tree.read_folder(folder, folder, root);
        tree
    }

    fn read_folder(&mut self, top: &Path, folder: &Path, root: &str) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("src/bin") {
                    self.read_folder(top, &path, root);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let module = path.strip_prefix(top).unwrap().with_extension("");
                let module = module.to_str().unwrap().replace('\\', "/");
                let module = if module == root { String::new() } else { module };
                self.add(&module, &fs::read_to_string(&path).unwrap());
            }
        }
    }

    /// Adds a file with this text.
    pub(crate) fn add(&mut self, module: &str, text: &str) {
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{module}: {error}"));
        let mut collector =
            Collector { file: SourceFile { is_facade: true, ..SourceFile::default() }, depth: 0 };
        for item in &syntax.items {
            collector.file.is_facade &= matches!(item, syn::Item::Mod(_) | syn::Item::Use(_));
            collector.visit_item(item);
        }
        collector.file.lines = text.lines().count();
        self.files.insert(module.to_owned(), collector.file);
    }

    /// Returns the dependencies between files, each with the first path that causes the dependency. A parent that
    /// only re-exports has no dependencies.
    pub(crate) fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows: BTreeMap<(String, String), Arrow> = BTreeMap::new();
        for (module, file) in &self.files {
            if module.is_empty() || (file.is_facade && self.has_children(module)) {
                continue;
            }
            for path in &file.paths {
                let Some(to) = self.resolve(module, &path.segments, 0) else { continue };
                if &to != module && !to.is_empty() {
                    let arrow = Arrow {
                        from: module.clone(),
                        to: to.clone(),
                        line: path.line,
                        path: path.segments.join("::"),
                    };
                    let first = arrows.entry((module.clone(), to)).or_insert_with(|| arrow.clone());
                    if arrow.line < first.line {
                        *first = arrow;
                    }
                }
            }
        }
        arrows.into_values().collect()
    }

    pub(crate) fn has_children(&self, module: &str) -> bool {
        let prefix = if module.is_empty() { String::new() } else { format!("{module}/") };
        self.files.keys().any(|other| !other.is_empty() && other.starts_with(&prefix) && other != module)
    }

    /// Returns the file that defines the item at the path `segments`, as seen from `module`. Returns `None` for an
    /// item of another crate and for a facade.
    fn resolve(&self, module: &str, segments: &[String], hops: usize) -> Option<String> {
        assert!(hops < MOST_HOPS, "{module}: {segments:?} never ends");
        let (mut base, mut rest) = self.start(module, segments, hops)?;
        while let Some((first, tail)) = rest.split_first() {
            let child = join(&base, first);
            if !self.files.contains_key(&child) {
                break;
            }
            (base, rest) = (child, tail.to_vec());
        }
        let Some(name) = rest.first() else {
            // If the path ends at a facade, there is no dependency, because a facade is only a namespace.
            let is_facade = self.files[&base].is_facade && self.has_children(&base);
            return (!is_facade).then_some(base);
        };
        let file = &self.files[&base];
        if file.definitions.contains(name) || name == "*" {
            return Some(base);
        }
        if let Some(import) = file.imports.get(name) {
            let path: Vec<String> = import.iter().chain(&rest[1..]).cloned().collect();
            return self.resolve(&base, &path, hops + 1).or(Some(base));
        }
        for glob in &file.globs {
            let path: Vec<String> = glob.iter().chain(&rest).cloned().collect();
            let found = self.resolve(&base, &path, hops + 1);
            if found.as_ref().is_some_and(|found| self.files[found].definitions.contains(name)) {
                return found;
            }
        }
        Some(base)
    }

    /// Returns the module where a path starts, and the remaining segments.
    fn start(&self, module: &str, segments: &[String], hops: usize) -> Option<(String, Vec<String>)> {
        let mut rest = segments;
        let mut base = module.to_owned();
        match rest.first()?.as_str() {
            "crate" => (base, rest) = (String::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    base = base.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
                    rest = &rest[1..];
                }
            }
            first if self.files.contains_key(&join(&base, first)) => {}
            first => {
                // The first segment of a longer path may be a module that a `use` of this file imports.
                let import = self.files[module].imports.get(first)?;
                if import.as_slice() == segments || rest.len() < 2 {
                    return None;
                }
                let path: Vec<String> = import.iter().chain(&rest[1..]).cloned().collect();
                return if matches!(path[0].as_str(), "crate" | "self" | "super") && hops < MOST_HOPS {
                    self.start(module, &path, hops + 1)
                } else {
                    None
                };
            }
        }
        Some((base, rest.to_vec()))
    }
}

fn join(module: &str, child: &str) -> String {
    if module.is_empty() { child.to_owned() } else { format!("{module}/{child}") }
}

/// Collects the definitions and the paths of a file.
struct Collector {
    file: SourceFile,
    /// Number of functions around the current item. An item outside of all functions is a definition of the file.
    depth: usize,
}

impl Collector {
    fn define(&mut self, ident: &syn::Ident) {
        if self.depth == 0 {
            self.file.definitions.insert(ident.to_string());
        }
    }

    fn define_type(&mut self, ident: &syn::Ident) {
        self.define(ident);
        self.file.types.push((ident.to_string(), ident.span().start().line));
    }

    fn function(&mut self, sig: &syn::Signature, block: Option<&syn::Block>) {
        let first = sig.fn_token.span.start().line;
        let last = block.map_or(first, |block| block.brace_token.span.close().start().line);
        let parameters = sig.inputs.iter().filter(|input| matches!(input, syn::FnArg::Typed(_))).count();
        let name = sig.ident.to_string();
        self.file.functions.push(Function { name, line: first, lines: last - first + 1, parameters });
    }

    fn import(&mut self, tree: &syn::UseTree, before: &[String], line: usize) {
        let with = |ident: &syn::Ident| {
            let mut path = before.to_vec();
            if ident != "self" || before.is_empty() {
                path.push(ident.to_string());
            }
            path
        };
        let mut bring = |name: String, segments: Vec<String>| {
            if name != "_" {
                self.file.imports.insert(name, segments.clone());
            }
            self.file.paths.push(SourcePath { segments, line });
        };
        match tree {
            syn::UseTree::Path(path) => {
                let next = with(&path.ident);
                self.import(&path.tree, &next, line);
            }
            syn::UseTree::Name(name) => {
                let path = with(&name.ident);
                bring(path.last().cloned().unwrap_or_default(), path);
            }
            syn::UseTree::Rename(rename) => bring(rename.rename.to_string(), with(&rename.ident)),
            syn::UseTree::Glob(_) => {
                self.file.globs.push(before.to_vec());
                let mut segments = before.to_vec();
                segments.push("*".to_owned());
                self.file.paths.push(SourcePath { segments, line });
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before, line)),
        }
    }

    /// Collects the paths and the definitions among the tokens of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let ident = |at: usize| match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => Some(ident),
            _ => None,
        };
        let colon =
            |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if let TokenTree::Group(group) = token {
                self.tokens(group.stream());
            }
            if let Some(first) = ident(at) {
                if let Some(name) = ident(at + 1).filter(|_| DEFINING.contains(&first.to_string().as_str())) {
                    self.define(name);
                }
                let line = first.span().start().line;
                let mut segments = vec![first.to_string()];
                while colon(at + 1) && colon(at + 2) {
                    let Some(next) = ident(at + 3) else { break };
                    segments.push(next.to_string());
                    at += 3;
                }
                if segments.len() > 1 {
                    self.file.paths.push(SourcePath { segments, line });
                }
            }
            at += 1;
        }
    }
}

impl<'a> Visit<'a> for Collector {
    fn visit_item(&mut self, item: &'a syn::Item) {
        match item {
            syn::Item::Struct(item) => self.define_type(&item.ident),
            syn::Item::Enum(item) => self.define_type(&item.ident),
            syn::Item::Union(item) => self.define_type(&item.ident),
            syn::Item::Trait(item) => self.define_type(&item.ident),
            // A deprecated alias defines no type.
            syn::Item::Type(item) if item.attrs.iter().any(|mark| mark.path().is_ident("deprecated")) => {
                self.define(&item.ident);
            }
            syn::Item::Type(item) => self.define_type(&item.ident),
            syn::Item::Fn(item) => self.define(&item.sig.ident),
            syn::Item::Const(item) => self.define(&item.ident),
            syn::Item::Static(item) => self.define(&item.ident),
            // Inline modules hold unit tests, which may use any file.
            syn::Item::Mod(item) if item.content.is_some() => return,
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.import(&item.tree, &[], item.use_token.span.start().line);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let line = path.segments.first().map_or(0, |first| first.ident.span().start().line);
        self.file.paths.push(SourcePath { segments, line });
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'a syn::Macro) {
        self.tokens(item.tokens.clone());
    }

    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.function(&item.sig, Some(&item.block));
        self.depth += 1;
        visit::visit_item_fn(self, item);
        self.depth -= 1;
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.function(&item.sig, Some(&item.block));
        self.depth += 1;
        visit::visit_impl_item_fn(self, item);
        self.depth -= 1;
    }

    fn visit_trait_item_fn(&mut self, item: &'a syn::TraitItemFn) {
        self.function(&item.sig, item.default.as_ref());
        visit::visit_trait_item_fn(self, item);
    }

    /// Visits nothing, because `pub(super)` is not a dependency on the parent.
    fn visit_vis_restricted(&mut self, _: &'a syn::VisRestricted) {}

    fn visit_attribute(&mut self, _: &'a syn::Attribute) {}
}
