//! Makes the lines of the public API: the items that the root of a crate exports, with their members and
//! implementations.

use std::collections::BTreeSet;

use syn::{ImplItem, Item, ItemImpl};

use crate::by_macro;
use crate::signature::{derived, marks, self_name, signature, trait_part, variant};
use crate::source::{Module, Source, Target, attributes, ident, imports, is_public, visibility};

/// Returns one line for each public item, field, variant, method and implementation.
pub(crate) fn lines(source: &Source) -> BTreeSet<String> {
    let mut exports = Exports { source, lines: BTreeSet::new(), names: BTreeSet::new() };
    exports.module(Source::ROOT, "bitext");
    for module in source.modules() {
        for item in &module.items {
            if let Item::Impl(item) = item {
                exports.implementation(module, item);
            }
        }
    }
    exports.lines
}

struct Exports<'s> {
    source: &'s Source,
    lines: BTreeSet<String>,
    /// The names of the exported types and traits.
    names: BTreeSet<String>,
}

impl Exports<'_> {
    /// Adds the exports of a public module.
    fn module(&mut self, number: usize, path: &str) {
        let source = self.source;
        for item in source.module(number).items.iter().filter(|item| is_public(visibility(item))) {
            let names = match item {
                Item::Use(item) => imports(&item.tree),
                item => ident(item).into_iter().map(|name| (vec![name.clone()], name)).collect(),
            };
            for (target, name) in names {
                let path = format!("{path}::{name}");
                match source.resolve(number, &target) {
                    Target::Item(number, item) => self.item(source.module(number), item, &path),
                    Target::Module(number) => {
                        let conditions = source.module(number).conditions.concat();
                        self.lines.insert(format!("{path}: pub mod{conditions}"));
                        self.module(number, &path);
                    }
                    Target::Macro(number) => {
                        let module = source.module(number);
                        self.lines.extend(by_macro::lines(module, &path, &name));
                        self.names.insert(name);
                    }
                    Target::Unknown => {
                        self.lines.insert(format!("{path}: from elsewhere"));
                    }
                }
            }
        }
    }

    fn item(&mut self, module: &Module, item: &Item, path: &str) {
        let attributes = attributes(item);
        let conditions = module.conditions.concat() + &module.conditions_of(attributes).concat();
        let marks = marks(module, attributes);
        let mut add = |line: String| self.lines.insert(format!("{line}{conditions}"));
        add(format!("{path}: {marks}pub {}", signature(module, item)));
        let Some(name) = ident(item) else { return };
        for derived in derived(attributes) {
            add(derived.line(&name));
        }
        match item {
            Item::Enum(item) => {
                for own in &item.variants {
                    add(format!("{path}::{}", variant(module, own)));
                }
            }
            Item::Trait(item) => {
                for part in &item.items {
                    add(format!("{path}: {}", trait_part(module, part)));
                }
            }
            _ => {}
        }
        if matches!(item, Item::Enum(_) | Item::Struct(_) | Item::Trait(_)) {
            self.names.insert(name);
        }
    }

    /// Adds the public methods and constants of an exported type, or the trait that the type implements.
    fn implementation(&mut self, module: &Module, item: &ItemImpl) {
        let name = self_name(&item.self_ty);
        let blanket = item.generics.type_params().next().is_some();
        let of_trait = item.trait_.as_ref().and_then(|(path, _)| path.segments.last());
        let is_exported = self.names.contains(&name)
            || (blanket && of_trait.is_some_and(|own| self.names.contains(&own.ident.to_string())));
        let conditions = module.conditions.concat() + &module.conditions_of(&item.attrs).concat();
        if !is_exported {
            return;
        }
        if of_trait.is_some() {
            let bounds = item.generics.where_clause.as_ref().map(|clause| module.text(clause));
            let header = module.text_between(&item.impl_token, &item.self_ty);
            // The line has the same form as the line of a derived trait.
            let header = header.strip_suffix(&format!(" for {name}")).unwrap_or(&header);
            let bounds = bounds.map(|bounds| format!(" {bounds}")).unwrap_or_default();
            self.lines.insert(format!("{name}: {header}{bounds}{conditions}"));
            return;
        }
        for part in &item.items {
            let (visibility, attributes, text) = match part {
                ImplItem::Fn(part) => (&part.vis, &part.attrs, module.text(&part.sig)),
                ImplItem::Const(part) => {
                    (&part.vis, &part.attrs, module.text_between(&part.const_token, &part.ty))
                }
                _ => continue,
            };
            if is_public(visibility) {
                let own = module.conditions_of(attributes).concat();
                let marks = marks(module, attributes);
                self.lines.insert(format!("{name}: {marks}pub {text}{conditions}{own}"));
            }
        }
    }
}
