//! Source text without what a catalog has no use for.

use super::condition::{Facts, Presence};
use super::excerpt::Excerpt;
use super::extent::{self, is_punct, is_word};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::ops::Range;
use syn::Meta;

/// A file of the shared part, as the code that is generated for a catalog has it.
///
/// # Panics
///
/// If it is not Rust, or has a condition that is not one on a catalog.
pub(super) fn fitted(source: &str, facts: &Facts<'_>) -> String {
    // A checkout may have changed the line endings.
    let source = source.replace("\r\n", "\n");
    let tokens: TokenStream = source.parse().expect("the shared part is Rust");
    let mut fitting = Fitting { facts, excerpt: Excerpt::new(&source) };
    fitting.walk(tokens, Delimiter::None);
    fitting.excerpt.finish()
}

struct Fitting<'s> {
    facts: &'s Facts<'s>,
    excerpt: Excerpt<'s>,
}

impl<'s> Fitting<'s> {
    /// Finds what is left out among the tokens of a group.
    fn walk(&mut self, tokens: TokenStream, delimiter: Delimiter) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut rest = &tokens[..];
        while let [token, next @ ..] = rest {
            let attributes = attributes(rest);
            rest = if attributes > 0 {
                self.conditional(rest, attributes, delimiter)
            } else if let Some(length) = internal(rest) {
                self.excerpt.remove(&span(&rest[..length]));
                &rest[length..]
            } else {
                if let TokenTree::Group(group) = token {
                    self.walk(group.stream(), group.delimiter());
                }
                next
            };
        }
    }

    /// Applies the conditions among the attributes that the tokens begin with. Returns the tokens that
    /// are left to walk.
    fn conditional<'t>(
        &mut self,
        tokens: &'t [TokenTree],
        attributes: usize,
        delimiter: Delimiter,
    ) -> &'t [TokenTree] {
        let (attributes, rest) = tokens.split_at(attributes);
        let presences = attributes.chunks(2).map(|attribute| self.presence(attribute));
        let presences: Vec<Option<Presence<'s>>> = presences.collect();
        if presences.contains(&Some(Presence::Never)) {
            let length = extent::length(rest, delimiter);
            let (excluded, next) = tokens.split_at(attributes.len() + length);
            self.excerpt.remove_element(&span(excluded), next.is_empty());
            return next;
        }
        if let Some(length) = import(rest) {
            let (import, next) = tokens.split_at(attributes.len() + length);
            self.excerpt.remove(&span(import));
            return next;
        }
        for (attribute, presence) in attributes.chunks(2).zip(presences) {
            match presence {
                Some(Presence::WithFeature(feature)) => {
                    let condition = format!("#[cfg(feature = {feature:?})]");
                    self.excerpt.replace(&span(attribute), &condition);
                }
                Some(_) => self.excerpt.remove(&span(attribute)),
                None => {}
            }
        }
        rest
    }

    /// What an attribute says, if it is a condition.
    fn presence(&self, attribute: &[TokenTree]) -> Option<Presence<'s>> {
        let [_, TokenTree::Group(group)] = attribute else { return None };
        let is_condition =
            group.stream().into_iter().next().is_some_and(|name| is_word(&name, "cfg"));
        is_condition.then(|| {
            let Ok(Meta::List(condition)) = syn::parse2(group.stream()) else {
                panic!("unknown condition: {group}")
            };
            let condition = condition.parse_args().expect("a condition");
            self.facts.presence(&condition)
        })
    }
}

/// How many tokens at the beginning are outer attributes, docs among them: two each.
fn attributes(tokens: &[TokenTree]) -> usize {
    let is_attribute = |pair: &[TokenTree]| is_punct(&pair[0], '#') && is_brackets(&pair[1]);
    2 * tokens.chunks_exact(2).take_while(|pair| is_attribute(pair)).count()
}

/// How many tokens at the beginning are an import from another file of the shared part.
fn import(tokens: &[TokenTree]) -> Option<usize> {
    let [first, second, ..] = tokens else { return None };
    let is_import = is_word(first, "use") && is_word(second, "super");
    is_import.then(|| extent::length(tokens, Delimiter::None))
}

/// How many tokens at the beginning belong to this crate only: docs of a file, imports, visibilities.
fn internal(tokens: &[TokenTree]) -> Option<usize> {
    if let Some(length) = import(tokens) {
        return Some(length);
    }
    match tokens {
        [hash, mark, docs, ..]
            if is_punct(hash, '#') && is_punct(mark, '!') && is_brackets(docs) =>
        {
            Some(3)
        }
        [first, TokenTree::Group(group), ..] if is_word(first, "pub") => {
            let mut inside = group.stream().into_iter();
            let is_internal = |word| is_word(&word, "super") || is_word(&word, "crate");
            inside.next().is_some_and(is_internal).then_some(2)
        }
        _ => None,
    }
}

fn is_brackets(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
}

/// Where tokens are, from the first to the last.
fn span(tokens: &[TokenTree]) -> Range<usize> {
    let range = |token: Option<&TokenTree>| token.map_or(0..0, |token| token.span().byte_range());
    range(tokens.first()).start..range(tokens.last()).end
}

#[cfg(test)]
mod tests {
    use super::{Facts, fitted};

    /// The code for catalogs without these columns.
    fn without(absent_columns: &[&str], source: &str) -> String {
        fitted(source, &Facts { absent_columns, ..Facts::default() })
    }

    /// The condition goes if there is a status, and what it is on as well if there is none.
    #[track_caller]
    fn assert_fitted(source: &str, with_status: &str, without_status: &str) {
        let source = source.replace("#[status]", r#"#[cfg(not(absent = "status"))]"#);
        for (absent, expected) in [(&["code"], with_status), (&["status"], without_status)] {
            assert_eq!(without(absent, &source), expected);
            assert_eq!(without(absent, &source.replace('\n', "\r\n")), expected);
            // What a macro has in its body is fitted as well.
            let in_macro =
                |code: &str| format!("macro_rules! m {{\n    ($name:ident) => {{\n{code}}};\n}}\n");
            assert_eq!(without(absent, &in_macro(&source)), in_macro(expected));
        }
    }

    #[test]
    fn items() {
        assert_fitted(
            "fn a() {}\n\n/// Docs, of b.\n#[status]\n#[inline]\npub fn b(\n    c: u8,\n) -> u8 {\n    c\n}\n\nfn d() {}\n",
            "fn a() {}\n\n/// Docs, of b.\n#[inline]\npub fn b(\n    c: u8,\n) -> u8 {\n    c\n}\n\nfn d() {}\n",
            "fn a() {}\n\nfn d() {}\n",
        );
        assert_fitted(
            "#[status]\nconst A: S = S { b };\nconst C: u8 = 1;\n",
            "const A: S = S { b };\nconst C: u8 = 1;\n",
            "const C: u8 = 1;\n",
        );
    }

    #[test]
    fn associated_items_and_the_blank_lines_around_them() {
        let item = |name: char| format!("    fn {name}() {{}}\n");
        let condition = "    #[status]\n";
        let items = |items: &[String]| format!("impl S {{\n{}}}\n", items.join("\n"));
        let [a, b, c] = ['a', 'b', 'c'].map(item);
        let all = items(&[a.clone(), b.clone(), c.clone()]);
        let conditional = |name: &str| all.replace(name, &format!("{condition}{name}"));
        assert_fitted(&conditional(&a), &all, &items(&[b.clone(), c.clone()]));
        assert_fitted(&conditional(&b), &all, &items(&[a.clone(), c]));
        assert_fitted(&conditional("    fn c"), &all, &items(&[a, b]));
    }

    #[test]
    fn several_in_sequence() {
        assert_fitted(
            "mod m {\n    fn a() {}\n\n    #[status]\n    fn b() {}\n\n    #[status]\n    fn c() {}\n}\n",
            "mod m {\n    fn a() {}\n\n    fn b() {}\n\n    fn c() {}\n}\n",
            "mod m {\n    fn a() {}\n}\n",
        );
        assert_fitted(
            "fn a(b: u8, #[status] c: u8, #[status] d: u8) {}\n",
            "fn a(b: u8, c: u8, d: u8) {}\n",
            "fn a(b: u8) {}\n",
        );
    }

    #[test]
    fn fields() {
        assert_fitted(
            "struct S {\n    a: u8,\n    #[status]\n    // Why.\n    /// Docs.\n    pub b: Map<u8, u8>,\n    c: u8,\n}\n",
            "struct S {\n    a: u8,\n    // Why.\n    /// Docs.\n    pub b: Map<u8, u8>,\n    c: u8,\n}\n",
            "struct S {\n    a: u8,\n    c: u8,\n}\n",
        );
        assert_fitted(
            "struct S(u8, #[status] u16, u32);\n",
            "struct S(u8, u16, u32);\n",
            "struct S(u8, u32);\n",
        );
    }

    #[test]
    fn variants() {
        assert_fitted(
            "enum E {\n    A,\n    /// Docs.\n    #[status]\n    B { b: u8, c: u8 },\n    D,\n}\n",
            "enum E {\n    A,\n    /// Docs.\n    B { b: u8, c: u8 },\n    D,\n}\n",
            "enum E {\n    A,\n    D,\n}\n",
        );
    }

    #[test]
    fn arms() {
        assert_fitted(
            "fn f() {\n    match a {\n        #[status]\n        B | C if d => {\n            e;\n        }\n        #[status]\n        F => g,\n        _ => h,\n    }\n}\n",
            "fn f() {\n    match a {\n        B | C if d => {\n            e;\n        }\n        F => g,\n        _ => h,\n    }\n}\n",
            "fn f() {\n    match a {\n        _ => h,\n    }\n}\n",
        );
    }

    #[test]
    fn statements() {
        assert_fitted(
            "fn f() {\n    #[status]\n    let a = S { b, c };\n    #[status]\n    d(a)?;\n    e\n}\n",
            "fn f() {\n    let a = S { b, c };\n    d(a)?;\n    e\n}\n",
            "fn f() {\n    e\n}\n",
        );
    }

    #[test]
    fn blocks() {
        assert_fitted(
            "fn f() {\n    a;\n    #[status]\n    if let S { b } = c {\n        d;\n    } else {\n        e;\n    }\n    #[status]\n    for g in h {\n        i;\n    }\n}\n",
            "fn f() {\n    a;\n    if let S { b } = c {\n        d;\n    } else {\n        e;\n    }\n    for g in h {\n        i;\n    }\n}\n",
            "fn f() {\n    a;\n}\n",
        );
    }

    #[test]
    fn parameters() {
        assert_fitted(
            "fn f(&self, #[status] a: u16, b: &str) {}\n",
            "fn f(&self, a: u16, b: &str) {}\n",
            "fn f(&self, b: &str) {}\n",
        );
        assert_fitted(
            "fn f(\n    a: u8,\n    #[status]\n    b: u16,\n) {\n}\n",
            "fn f(\n    a: u8,\n    b: u16,\n) {\n}\n",
            "fn f(\n    a: u8,\n) {\n}\n",
        );
    }

    #[test]
    fn arguments_and_elements() {
        assert_fitted(
            "const A: B = c(#[status] d, e, #[status] f);\n",
            "const A: B = c(d, e, f);\n",
            "const A: B = c(e);\n",
        );
        assert_fitted(
            "const A: [B; 2] = [\n    c,\n    #[status]\n    d(e, f),\n];\n",
            "const A: [B; 2] = [\n    c,\n    d(e, f),\n];\n",
            "const A: [B; 2] = [\n    c,\n];\n",
        );
    }

    #[test]
    fn fields_of_literals_and_patterns() {
        assert_fitted(
            "const A: S = S { b: 1, #[status] c: T { d }, #[status] e };\n",
            "const A: S = S { b: 1, c: T { d }, e };\n",
            "const A: S = S { b: 1 };\n",
        );
        assert_fitted(
            "fn f() {\n    let S { #[status] a, b } = self;\n}\n",
            "fn f() {\n    let S { a, b } = self;\n}\n",
            "fn f() {\n    let S { b } = self;\n}\n",
        );
    }

    #[test]
    fn conditions_within_what_is_kept() {
        let source = "\
#[cfg(not(absent = \"code\"))]
fn a() {
    #[cfg(any(absent = \"code\", not(absent = \"status\")))]
    b();
    #[cfg(absent = \"status\")]
    c();
}
";
        assert_eq!(without(&[], source), "fn a() {\n    b();\n}\n");
        assert_eq!(without(&["status"], source), "fn a() {\n    c();\n}\n");
        assert_eq!(without(&["code", "status"], source), "");
    }

    #[test]
    fn the_condition_for_a_library_is_its_feature() {
        let source = "\
#[cfg(all(test, not(absent = \"serde\")))]
/// Docs.
fn a() {}

#[cfg(all(test, not(absent = \"serde\"), not(absent = \"status\")))]
fn b() {}
";
        let facts = Facts { serde_feature: Some("wire"), ..Facts::default() };
        let condition = "#[cfg(feature = \"wire\")]";
        let expected = format!("{condition}\n/// Docs.\nfn a() {{}}\n\n{condition}\nfn b() {{}}\n");
        assert_eq!(fitted(source, &facts), expected);
        assert_eq!(without(&[], source), "");
    }

    #[test]
    fn what_belongs_to_this_crate_only_is_left_out() {
        let source = "\
//! Docs.

use super::{
    entry::Entry,
};
use super::set::ErrorSet;
#[cfg(all(test, not(absent = \"serde\")))]
use super::serde::NameVisitor;
#[cfg(not(absent = \"code\"))]
use super::code::Code;
use core::fmt;

// A comment.
#[inline]
pub(super) fn a() {}
pub(crate) struct B(pub(super) u8);
";
        let expected = "\
use core::fmt;

// A comment.
#[inline]
fn a() {}
struct B(u8);
";
        assert_eq!(without(&[], source).trim_start(), expected);
    }

    /// A condition on a column is true where the shared part is compiled.
    #[test]
    fn no_column_is_absent_in_this_crate() {
        for is_present in [
            cfg!(not(absent = "status")),
            cfg!(not(absent = "code")),
            cfg!(not(absent = "message")),
            cfg!(not(absent = "description")),
        ] {
            assert!(is_present);
        }
    }
}
