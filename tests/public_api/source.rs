//! Reads the modules of a crate from its files.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use syn::spanned::Spanned;
use syn::{Attribute, Ident, Item, UseTree, Visibility};

/// The modules of a crate. The first is the root.
pub(crate) struct Source {
    modules: Vec<Module>,
}

/// A module with the text that its items were parsed from.
pub(crate) struct Module {
    text: String,
    pub(crate) items: Vec<Item>,
    /// The `cfg` attributes of the module and of its ancestors.
    pub(crate) conditions: Vec<String>,
    children: HashMap<String, usize>,
    parent: usize,
}

/// The target of a path.
pub(crate) enum Target<'s> {
    /// An item, with the number of its module.
    Item(usize, &'s Item),
    Module(usize),
    /// An item that a macro defines, with the number of the module of both.
    Macro(usize),
    /// An item of another crate.
    Unknown,
}

impl Source {
    pub(crate) const ROOT: usize = 0;

    pub(crate) fn read(root: &Path) -> Self {
        let folder = root.parent().unwrap().to_owned();
        Self::of(fs::read_to_string(root).unwrap(), &folder, &|path| fs::read_to_string(path).ok())
    }

    /// Parses a crate from the text of its root, and from the names and texts of its other modules.
    pub(crate) fn parse(root: &str, modules: &[(&str, &str)]) -> Self {
        Self::of(root.to_owned(), Path::new(""), &|path| {
            let name = path.with_extension("");
            modules.iter().find(|(own, _)| Path::new(own) == name).map(|(_, text)| (*text).to_owned())
        })
    }

    fn of(root: String, folder: &Path, read: &dyn Fn(&Path) -> Option<String>) -> Self {
        let mut source = Self { modules: Vec::new() };
        source.add(root, Vec::new(), Self::ROOT, folder, read);
        source
    }

    fn add(
        &mut self,
        text: String,
        conditions: Vec<String>,
        parent: usize,
        folder: &Path,
        read: &dyn Fn(&Path) -> Option<String>,
    ) -> usize {
        let number = self.modules.len();
        let items = syn::parse_file(&text).unwrap().items;
        let module = Module { text, items: Vec::new(), conditions, children: HashMap::new(), parent };
        self.modules.push(module);
        for item in &items {
            let Item::Mod(child) = item else { continue };
            let mut conditions = self.modules[number].conditions.clone();
            conditions.extend(self.modules[number].conditions_of(&child.attrs));
            if conditions.iter().any(|condition| condition.trim_start() == "#[cfg(test)]") {
                continue;
            }
            let name = child.ident.to_string();
            let inner = folder.join(&name);
            let text = match &child.content {
                Some((brace, _)) => {
                    let (open, close) = (brace.span.open().byte_range(), brace.span.close().byte_range());
                    self.modules[number].text[open.end..close.start].to_owned()
                }
                None => {
                    let paths = [inner.with_extension("rs"), inner.join("mod.rs")];
                    let text = paths.iter().find_map(|path| read(path));
                    text.unwrap_or_else(|| panic!("no file for the module {name} in {folder:?}"))
                }
            };
            let added = self.add(text, conditions, number, &inner, read);
            self.modules[number].children.insert(name, added);
        }
        self.modules[number].items = items;
        number
    }

    pub(crate) fn module(&self, number: usize) -> &Module {
        &self.modules[number]
    }

    pub(crate) fn modules(&self) -> &[Module] {
        &self.modules
    }

    /// Resolves a path from a module, through re-exports.
    pub(crate) fn resolve(&self, from: usize, path: &[String]) -> Target<'_> {
        let Some((name, modules)) = path.split_last() else { return Target::Unknown };
        let mut at = from;
        for step in modules {
            at = match step.as_str() {
                "crate" => Self::ROOT,
                "self" => at,
                "super" => self.modules[at].parent,
                step => match self.module_or_item(at, step) {
                    Target::Module(child) => child,
                    _ => return Target::Unknown,
                },
            };
        }
        self.item_or_module(at, name)
    }

    /// Resolves a step of a path. If an item has the name of a module, the step is the module.
    fn module_or_item(&self, at: usize, name: &str) -> Target<'_> {
        match self.modules[at].children.get(name) {
            Some(&child) => Target::Module(child),
            None => self.item_or_module(at, name),
        }
    }

    /// Resolves the name at the end of a path. If an item has the name of a module, such as a function that its private
    /// module is named after, the name is the item.
    fn item_or_module(&self, at: usize, name: &str) -> Target<'_> {
        let module = &self.modules[at];
        let mut items = module.items.iter().filter(|item| !matches!(item, Item::Mod(_)));
        if let Some(item) = items.find(|item| ident(item).is_some_and(|own| own == name)) {
            return Target::Item(at, item);
        }
        for item in &module.items {
            let Item::Use(import) = item else { continue };
            for import in imports(&import.tree) {
                if import.1 == name && import.0 != [name] {
                    return self.resolve(at, &import.0);
                }
            }
        }
        if let Some(&child) = module.children.get(name) {
            return Target::Module(child);
        }
        let macros = module.items.iter().any(|item| matches!(item, Item::Macro(_)));
        if macros { Target::Macro(at) } else { Target::Unknown }
    }
}

impl Module {
    /// Returns the text of a node, on one line.
    pub(crate) fn text(&self, node: &impl Spanned) -> String {
        one_line(&self.text[node.span().byte_range()])
    }

    /// Returns the text from the start of one node to the end of another.
    pub(crate) fn text_between(&self, first: &impl Spanned, last: &impl Spanned) -> String {
        one_line(&self.text[first.span().byte_range().start..last.span().byte_range().end])
    }

    /// Returns the `cfg` attributes among `attributes`.
    pub(crate) fn conditions_of(&self, attributes: &[Attribute]) -> Vec<String> {
        let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
        conditions.map(|attribute| format!(" {}", self.text(attribute))).collect()
    }
}

/// Joins the lines of a signature, without the trailing commas of the formatter. Removes `mut` from its parameters,
/// because `mut` is not part of the API.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.replace("( ", "(").replace(", )", ")").replace(" )", ")").replace(", >", ">");
    line.replace("(mut ", "(").replace(", mut ", ", ").trim_end_matches(',').to_owned()
}

/// Returns the name of an item that can be exported, and `None` for another item.
pub(crate) fn ident(item: &Item) -> Option<String> {
    parts(item).map(|(name, ..)| name.to_string())
}

/// Returns the visibility of an item. An item without a name is private, unless it is a `use`.
pub(crate) fn visibility(item: &Item) -> &Visibility {
    match item {
        Item::Use(item) => &item.vis,
        item => parts(item).map_or(&Visibility::Inherited, |(_, visibility, _)| visibility),
    }
}

pub(crate) fn attributes(item: &Item) -> &[Attribute] {
    parts(item).map_or(&[], |(.., attributes)| attributes)
}

fn parts(item: &Item) -> Option<(&Ident, &Visibility, &[Attribute])> {
    Some(match item {
        Item::Const(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Enum(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Fn(item) => (&item.sig.ident, &item.vis, &item.attrs),
        Item::Mod(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Static(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Struct(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Trait(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Type(item) => (&item.ident, &item.vis, &item.attrs),
        _ => return None,
    })
}

/// Returns the paths of a `use`, each with the name that the path introduces.
pub(crate) fn imports(tree: &UseTree) -> Vec<(Vec<String>, String)> {
    match tree {
        UseTree::Path(path) => {
            let mut inner = imports(&path.tree);
            inner.iter_mut().for_each(|(steps, _)| steps.insert(0, path.ident.to_string()));
            inner
        }
        UseTree::Name(name) => vec![(vec![name.ident.to_string()], name.ident.to_string())],
        UseTree::Rename(rename) => vec![(vec![rename.ident.to_string()], rename.rename.to_string())],
        UseTree::Glob(_) => vec![(vec!["*".to_owned()], "*".to_owned())],
        UseTree::Group(group) => group.items.iter().flat_map(imports).collect(),
    }
}

pub(crate) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
