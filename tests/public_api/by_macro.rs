//! Finds items that a macro of their module defines. The macro is not expanded: The items are found in its text.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Item, ItemMacro};

use crate::source::Module;

/// Returns the lines of an item that a macro defines: one for each public signature in the macro, and one for the
/// first name of each row that the macro is called with. Returns no line if no macro defines the item.
pub(crate) fn lines(module: &Module, path: &str, name: &str) -> Vec<String> {
    let macros = || {
        module.items.iter().filter_map(|item| if let Item::Macro(item) = item { Some(item) } else { None })
    };
    let defines = |item: &ItemMacro| module.text(&item.mac.tokens).contains(&format!(" {name} {{"));
    let Some(definition) = macros().find(|item| item.ident.is_some() && defines(item)) else {
        return Vec::new();
    };
    let mut lines: Vec<String> = signatures(&module.text(&definition.mac.tokens))
        .map(|signature| format!("{name}: pub {signature}"))
        .collect();
    for item in macros().filter(|item| item.mac.path.get_ident() == definition.ident.as_ref()) {
        lines.extend(first_names(&item.mac.tokens).map(|row| format!("{path}: {row} (by macro)")));
    }
    lines
}

/// Returns the signatures in the text of a macro: the text after each `pub`, up to a body or a value.
fn signatures(text: &str) -> impl Iterator<Item = &str> {
    text.split("pub ").skip(1).filter_map(|rest| rest.split(['{', '=', ';']).next()).map(str::trim_end)
}

/// Returns the first identifier of each row. Rows end in `;`, or in `,` if there is no `;`.
fn first_names(tokens: &TokenStream) -> impl Iterator<Item = String> {
    let is =
        |tree: &TokenTree, mark: char| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == mark);
    let end = if tokens.clone().into_iter().any(|tree| is(&tree, ';')) { ';' } else { ',' };
    let mut starts = true;
    tokens.clone().into_iter().filter_map(move |tree| match tree {
        TokenTree::Ident(name) if std::mem::take(&mut starts) => Some(name.to_string()),
        tree => {
            starts |= is(&tree, end);
            None
        }
    })
}
