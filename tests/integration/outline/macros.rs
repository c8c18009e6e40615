//! Expands a `macro_rules!`, by putting the tokens of an invocation into its body.

use std::collections::BTreeMap;

use proc_macro2::{Group, TokenStream, TokenTree};

/// A macro whose fragments are single tokens, such as `$name:ident`.
pub(super) struct Macro {
    rules: Vec<(TokenStream, TokenStream)>,
}

impl Macro {
    /// From the body of a `macro_rules!`: rules of the form `(pattern) => { expansion };`.
    pub(super) fn new(body: TokenStream) -> Self {
        let groups = body.into_iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        });
        let groups: Vec<TokenStream> = groups.collect();
        let rules = groups.chunks(2).map(|rule| match rule {
            [pattern, expansion] => (pattern.clone(), expansion.clone()),
            _ => panic!("a rule of a macro has a pattern and an expansion"),
        });
        Self { rules: rules.collect() }
    }

    /// The expansion of the first rule whose pattern matches.
    pub(super) fn expanded(&self, arguments: &TokenStream) -> TokenStream {
        let rule = self.rules.iter().find_map(|(pattern, expansion)| {
            Some(substituted(expansion.clone(), &matched(pattern, arguments)?))
        });
        rule.unwrap_or_else(|| panic!("no rule of the macro matches {arguments}"))
    }
}

/// What each fragment of a pattern is, if the arguments match it.
fn matched(pattern: &TokenStream, arguments: &TokenStream) -> Option<BTreeMap<String, TokenTree>> {
    let mut fragments = BTreeMap::new();
    let mut pattern = pattern.clone().into_iter();
    let mut arguments = arguments.clone().into_iter();
    while let Some(token) = pattern.next() {
        let argument = arguments.next()?;
        if is_dollar(&token) {
            let name = pattern.next().unwrap().to_string();
            let [colon, kind] =
                [pattern.next(), pattern.next()].map(|token| token.unwrap().to_string());
            assert_eq!(
                (colon.as_str(), kind.as_str()),
                (":", "ident"),
                "only fragments of the kind `ident` are known here"
            );
            if !matches!(argument, TokenTree::Ident(_)) {
                return None;
            }
            fragments.insert(name, argument);
        } else if token.to_string() != argument.to_string() {
            return None;
        }
    }
    arguments.next().is_none().then_some(fragments)
}

/// The expansion with the fragments in it.
fn substituted(expansion: TokenStream, fragments: &BTreeMap<String, TokenTree>) -> TokenStream {
    let mut substitution = TokenStream::new();
    let mut tokens = expansion.into_iter();
    while let Some(token) = tokens.next() {
        let token = match token {
            token if is_dollar(&token) => fragments[&tokens.next().unwrap().to_string()].clone(),
            TokenTree::Group(group) => {
                let inner = substituted(group.stream(), fragments);
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            token => token,
        };
        substitution.extend([token]);
    }
    substitution
}

fn is_dollar(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '$')
}
