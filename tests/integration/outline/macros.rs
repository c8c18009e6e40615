//! Expands a `macro_rules!`, by putting the tokens of an invocation into its body.

use std::collections::BTreeMap;

use proc_macro2::{Group, TokenStream, TokenTree, token_stream};

/// A macro whose fragments are single tokens, such as `$name:ident`, with at most one repetition of them, such
/// as `$($name:ident,)+`.
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

/// What each fragment of a pattern is.
#[derive(Clone, Default)]
struct Fragments {
    tokens: BTreeMap<String, TokenTree>,
    /// Those in the repetition, each time that it is there.
    repeated: Vec<Self>,
}

/// What each fragment of a pattern is, if the arguments match it.
fn matched(pattern: &TokenStream, arguments: &TokenStream) -> Option<Fragments> {
    let mut fragments = Fragments::default();
    let mut arguments = arguments.clone().into_iter();
    let mut pattern = pattern.clone().into_iter();
    while let Some(token) = pattern.next() {
        if !is_dollar(&token) {
            if token.to_string() != arguments.next()?.to_string() {
                return None;
            }
            continue;
        }
        match pattern.next().unwrap() {
            TokenTree::Group(repetition) => {
                assert!(fragments.repeated.is_empty(), "only one repetition is known here");
                assert!(separator(&mut pattern).is_none(), "a pattern has no separator here");
                assert!(pattern.next().is_none(), "only a repetition at the end is known here");
                // As many arguments each time as the pattern has without the kinds of its fragments.
                let count = substituted_length(&repetition.stream());
                let arguments: Vec<TokenTree> = arguments.by_ref().collect();
                for arguments in arguments.chunks(count) {
                    let arguments = arguments.iter().cloned().collect();
                    fragments.repeated.push(matched(&repetition.stream(), &arguments)?);
                }
            }
            name => {
                let [colon, kind] =
                    [pattern.next(), pattern.next()].map(|token| token.unwrap().to_string());
                assert_eq!(
                    (colon.as_str(), kind.as_str()),
                    (":", "ident"),
                    "only fragments of the kind `ident` are known here"
                );
                let argument = arguments.next()?;
                if !matches!(argument, TokenTree::Ident(_)) {
                    return None;
                }
                fragments.tokens.insert(name.to_string(), argument);
            }
        }
    }
    arguments.next().is_none().then_some(fragments)
}

/// How many tokens match a pattern without repetitions: a fragment is four tokens of it, such as `$name:ident`.
fn substituted_length(pattern: &TokenStream) -> usize {
    let fragments = pattern.clone().into_iter().filter(is_dollar).count();
    pattern.clone().into_iter().count() - 3 * fragments
}

/// What is between the items of a repetition, up to the `+` or `*` after it.
fn separator(tokens: &mut token_stream::IntoIter) -> Option<TokenTree> {
    let is_end = |token: &TokenTree| matches!(token.to_string().as_str(), "+" | "*");
    let token = tokens.next().unwrap();
    if is_end(&token) {
        return None;
    }
    assert!(is_end(&tokens.next().unwrap()), "a separator is one token here");
    Some(token)
}

/// The expansion with the fragments in it.
fn substituted(expansion: TokenStream, fragments: &Fragments) -> TokenStream {
    let mut substitution = TokenStream::new();
    let mut tokens = expansion.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            token if is_dollar(&token) => match tokens.next().unwrap() {
                TokenTree::Group(repetition) => {
                    let separator = separator(&mut tokens);
                    for (number, repeated) in fragments.repeated.iter().enumerate() {
                        let mut fragments = fragments.clone();
                        fragments.tokens.extend(repeated.tokens.clone());
                        substitution.extend(separator.clone().filter(|_| number > 0));
                        substitution.extend(substituted(repetition.stream(), &fragments));
                    }
                }
                name => substitution.extend([fragments.tokens[&name.to_string()].clone()]),
            },
            TokenTree::Group(group) => {
                let inner = substituted(group.stream(), fragments);
                substitution.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            token => substitution.extend([token]),
        }
    }
    substitution
}

fn is_dollar(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '$')
}
