//! Makes the text of an item, without its body, its private fields and its documentation.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Field, Fields, Generics, Item, Meta, Path, Token, TraitItem, Type, Variant};

use crate::source::{Module, is_public};

/// Returns the signature of an item of a module, such as `struct Span { pub start: usize, pub end: usize }`.
pub(crate) fn signature(module: &Module, item: &Item) -> String {
    match item {
        Item::Const(item) => module.text_between(&item.const_token, &item.ty),
        Item::Static(item) => module.text_between(&item.static_token, &item.ty),
        Item::Fn(item) => module.text(&item.sig),
        Item::Type(item) => module.text_between(&item.type_token, &item.ty),
        Item::Enum(item) => format!("enum {}{}", item.ident, generics(module, &item.generics)),
        Item::Struct(item) => {
            let generics = generics(module, &item.generics);
            format!("struct {}{generics}{}", item.ident, fields(module, &item.fields))
        }
        Item::Trait(item) => {
            let bounds =
                item.supertraits.iter().map(|bound| module.text(bound)).collect::<Vec<_>>().join(" + ");
            let colon = if bounds.is_empty() { "" } else { ": " };
            format!("trait {}{}{colon}{bounds}", item.ident, generics(module, &item.generics))
        }
        _ => String::new(),
    }
}

/// Returns the generic parameters, such as `<'t, T: Read>`, and then the `where` clause.
fn generics(module: &Module, generics: &Generics) -> String {
    let parameters = match (&generics.lt_token, &generics.gt_token) {
        (Some(first), Some(last)) => module.text_between(first, last),
        _ => String::new(),
    };
    let bounds = generics.where_clause.as_ref().map(|clause| format!(" {}", module.text(clause)));
    parameters + &bounds.unwrap_or_default()
}

/// Returns the public fields of a type. In a tuple struct, `_` replaces each private field. In another struct, `..`
/// replaces all private fields.
fn fields(module: &Module, fields: &Fields) -> String {
    let public = |field: &&Field| is_public(&field.vis);
    match fields {
        Fields::Named(fields) => {
            let mut texts: Vec<String> =
                fields.named.iter().filter(public).map(|field| text(module, field)).collect();
            if texts.len() < fields.named.len() {
                texts.push("..".to_owned());
            }
            if texts.is_empty() { " {}".to_owned() } else { format!(" {{ {} }}", texts.join(", ")) }
        }
        Fields::Unnamed(fields) => {
            let one =
                |field: &Field| if is_public(&field.vis) { text(module, field) } else { "_".to_owned() };
            format!("({})", fields.unnamed.iter().map(one).collect::<Vec<_>>().join(", "))
        }
        Fields::Unit => String::new(),
    }
}

/// Returns a field without its attributes.
fn text(module: &Module, field: &Field) -> String {
    let vis = if is_public(&field.vis) { "pub " } else { "" };
    let name = field.ident.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
    format!("{vis}{name}{}", module.text(&field.ty))
}

pub(crate) fn variant(module: &Module, variant: &Variant) -> String {
    let fields = match &variant.fields {
        Fields::Unit => String::new(),
        fields => {
            let texts: Vec<String> = fields.iter().map(|field| text(module, field)).collect();
            let named = matches!(fields, Fields::Named(_));
            if named { format!(" {{ {} }}", texts.join(", ")) } else { format!("({})", texts.join(", ")) }
        }
    };
    format!("{}{fields}", variant.ident)
}

/// Returns the signature of an item of a trait. `{ .. }` marks a default implementation.
pub(crate) fn trait_part(module: &Module, part: &TraitItem) -> String {
    match part {
        TraitItem::Fn(part) => {
            let default = if part.default.is_some() { " { .. }" } else { "" };
            format!("{}{default}", module.text(&part.sig))
        }
        TraitItem::Type(part) => format!("type {}", part.ident),
        TraitItem::Const(part) => module.text_between(&part.const_token, &part.ty),
        part => module.text(part),
    }
}

/// Returns the attributes `#[non_exhaustive]` and `#[deprecated]` among `attributes`, each followed by a blank.
pub(crate) fn marks(module: &Module, attributes: &[Attribute]) -> String {
    let is_mark = |attribute: &&Attribute| {
        ["non_exhaustive", "deprecated"].iter().any(|name| attribute.path().is_ident(name))
    };
    let marked = |attribute: &Attribute| match attribute.path().is_ident("deprecated") {
        true => "#[deprecated] ".to_owned(),
        false => format!("{} ", module.text(attribute)),
    };
    attributes.iter().filter(is_mark).map(marked).collect()
}

/// A derived trait, and the feature that enables the derive, if any.
pub(crate) struct Derived {
    condition: String,
    name: String,
}

impl Derived {
    pub(crate) fn line(&self, of: &str) -> String {
        format!("{of}: impl {}{}", self.name, self.condition)
    }
}

pub(crate) fn derived(attributes: &[Attribute]) -> Vec<Derived> {
    attributes.iter().flat_map(|attribute| derived_by(&attribute.meta, "")).collect()
}

fn derived_by(meta: &Meta, condition: &str) -> Vec<Derived> {
    let Meta::List(list) = meta else { return Vec::new() };
    if list.path.is_ident("derive") {
        let names = list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).unwrap();
        let derived = |name: String| Derived { condition: condition.to_owned(), name };
        return names.iter().flat_map(traits).map(derived).collect();
    }
    if list.path.is_ident("cfg_attr") {
        let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap();
        let condition = parts.first().and_then(feature).map(|name| format!(" #[cfg(feature = \"{name}\")]"));
        let rest = parts.iter().skip(1);
        return rest.flat_map(|part| derived_by(part, condition.as_deref().unwrap_or(""))).collect();
    }
    Vec::new()
}

/// Returns the traits that a derive macro implements.
fn traits(path: &Path) -> Vec<String> {
    match joined(path) {
        name if name == "thiserror::Error" => vec!["fmt::Display".to_owned(), "std::error::Error".to_owned()],
        name => vec![name],
    }
}

/// Returns the name of the feature in `feature = "name"`.
fn feature(meta: &Meta) -> Option<String> {
    let Meta::NameValue(pair) = meta else { return None };
    let syn::Expr::Lit(literal) = &pair.value else { return None };
    match &literal.lit {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

fn joined(path: &Path) -> String {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
}

/// Returns the name of the type that an `impl` is for, without references and parameters.
pub(crate) fn self_name(ty: &Type) -> String {
    match ty {
        Type::Reference(reference) => self_name(&reference.elem),
        Type::Path(path) => {
            path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
        }
        ty => format!("{:?}", ty.span().byte_range()),
    }
}
