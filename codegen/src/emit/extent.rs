//! Where something ends that has a condition: an item, a field, a variant, an arm, a statement, an argument.

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// How many of these tokens belong to what they begin with. The comma or semicolon that ends it does as well.
///
/// Attributes are not among them. `delimiter` is that of the group that the tokens are in.
pub(super) fn length(tokens: &[TokenTree], delimiter: Delimiter) -> usize {
    if matches!(delimiter, Delimiter::Parenthesis | Delimiter::Bracket) {
        return element(tokens);
    }
    let words = skip_visibility(tokens).iter().map_while(word);
    let words: Vec<String> = words.take(2).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["const", "fn"]
        | ["enum" | "fn" | "impl" | "macro_rules" | "mod" | "struct" | "trait", ..] => {
            through(tokens, |token, _| is_punct(token, ';') || is_braces(token))
        }
        ["const" | "let" | "static" | "type" | "use", ..] => {
            through(tokens, |token, _| is_punct(token, ';'))
        }
        ["for" | "if" | "loop" | "match" | "while", ..] => blocks(tokens),
        _ => element(tokens),
    }
}

/// A statement that ends with a block.
fn blocks(tokens: &[TokenTree]) -> usize {
    through(tokens, |token, next| {
        // Braces of a pattern are not the end (`if let S {} = s`), nor is a block before `else`.
        let goes_on = next.is_some_and(|next| {
            is_punct(next, '=') || is_word(next, "else") || is_word(next, "in")
        });
        is_braces(token) && !goes_on
    })
}

/// A field, variant, parameter, argument or arm, or a statement without a keyword.
fn element(tokens: &[TokenTree]) -> usize {
    // Commas between generic arguments end nothing.
    let mut angles = 0_usize;
    for (token, index) in tokens.iter().zip(0..) {
        let next = tokens.get(index + 1);
        if is_punct(token, '<') && next.is_some_and(|next| opens_arguments(token, next)) {
            angles += 1;
        } else if is_punct(token, '>') && !is_arrow(&tokens[..=index]) {
            angles = angles.saturating_sub(1);
        } else if is_punct(token, ';') || (is_punct(token, ',') && angles == 0) {
            return index + 1;
        } else if is_braces(token) && is_arrow(&tokens[..index]) {
            // The body of an arm may have a comma, and needs none.
            return index + 1 + usize::from(next.is_some_and(|next| is_punct(next, ',')));
        }
    }
    tokens.len()
}

/// Whether `<` is no operator: those have spaces around them.
fn opens_arguments(token: &TokenTree, next: &TokenTree) -> bool {
    let is_adjacent = token.span().byte_range().end == next.span().byte_range().start;
    is_adjacent && !is_punct(next, '=') && !is_punct(next, '<')
}

/// Whether the tokens end with `->` or `=>`.
fn is_arrow(tokens: &[TokenTree]) -> bool {
    let [.., TokenTree::Punct(first), last] = tokens else { return false };
    first.spacing() == Spacing::Joint && "-=".contains(first.as_char()) && is_punct(last, '>')
}

/// The number of tokens up to the first that is the last, which is told from it and the next one.
fn through(
    tokens: &[TokenTree],
    is_last: impl Fn(&TokenTree, Option<&TokenTree>) -> bool,
) -> usize {
    let mut indices = 0..tokens.len();
    let last = indices.find(|index| is_last(&tokens[*index], tokens.get(index + 1)));
    last.map_or(tokens.len(), |last| last + 1)
}

/// The tokens after `pub` or `pub(…)`.
fn skip_visibility(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [first, TokenTree::Group(group), rest @ ..]
            if is_word(first, "pub") && group.delimiter() == Delimiter::Parenthesis =>
        {
            rest
        }
        [first, rest @ ..] if is_word(first, "pub") => rest,
        _ => tokens,
    }
}

fn word(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    }
}

pub(super) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

pub(super) fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Delimiter, TokenStream, TokenTree};

    /// The thing at the beginning ends at the mark `@`, or at the end if there is none.
    #[track_caller]
    fn assert_end(delimiter: Delimiter, code: &str) {
        let (thing, rest) = code.split_once('@').unwrap_or((code, ""));
        let count = |code: &str| code.parse::<TokenStream>().unwrap().into_iter().count();
        let tokens: TokenStream = format!("{thing}{rest}").parse().unwrap();
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        assert_eq!(super::length(&tokens, delimiter), count(thing), "{code}");
    }

    #[test]
    fn items_end_with_their_braces_or_a_semicolon() {
        for code in [
            "pub(crate) fn f<A, B>(a: A) -> Map<A, B> where A: B, B: A { a } @fn g() {}",
            "fn f(&self) -> [u8; 2]; @fn g() {}",
            "const fn f() {} @fn g() {}",
            "struct S { a: u8, b: u8 } @struct T;",
            "struct S(u8, u8); @struct T;",
            "pub enum E { A, B } @impl E {}",
            "impl<A, B> T for S<A, B> where A: B, { fn f() {} } @fn g() {}",
            "trait T: A + B { fn f(); } @fn g() {}",
            "mod m { fn f() {} } @fn g() {}",
            "macro_rules! m { (a) => { b, c; }; } @fn g() {}",
            "pub const A: S = S { a: 1, b: 2 }; @fn g() {}",
            "static A: [u8; 2] = [1, 2]; @fn g() {}",
            "type A = Map<B, C>; @fn g() {}",
            "pub use a::{b, c}; @fn g() {}",
        ] {
            assert_end(Delimiter::None, code);
            assert_end(Delimiter::Brace, code);
        }
    }

    #[test]
    fn fields_variants_and_fields_of_literals_end_with_a_comma() {
        for code in [
            "pub a: u8, @b: u8,",
            "pub(crate) a: Map<A, (B, C)>, @b: u8",
            "a: fn(u8) -> Result<A, B>, @b: u8",
            "a: [u8; 2]",
            "A, @B,",
            "A { a: u8, b: u8 }, @B",
            "A(u8, u8), @B",
            "A = 1, @B = 2",
            "a: S { b: 1, c: 2 }, @d: 3",
            "a: if b { c } else { d }, @e",
            "a: b < c, @d: e > f,",
            "a: b << c, @d",
            "a: b <= c, @d",
            "a, @..b",
        ] {
            assert_end(Delimiter::Brace, code);
        }
    }

    #[test]
    fn arms_end_with_a_comma_or_their_block() {
        for code in [
            "A => 1, @B => 2,",
            "A | B if a < b => { 1 } @C => 2,",
            "S { a, .. } => { 1 }, @_ => 2,",
            "(A, [b, c]) => match d { _ => e }, @_ => f,",
            "A => S { a, b }, @_ => f",
            "A => b | c, @_ => f",
            "_ => a",
        ] {
            assert_end(Delimiter::Brace, code);
        }
    }

    #[test]
    fn statements_end_with_a_semicolon_or_their_blocks() {
        for code in [
            "let a = S { b, c }; @d",
            "let (a, b) = if c { d } else { e }; @f",
            "a.b(c, d)?; @e",
            "a = b.collect::<Map<C, D>>(); @e",
            "write!(f, \"{a}\", a = 1)?; @b",
            "if a { b } @c",
            "if a { b } else if c { d } else { e } @f",
            "if let S { a, b } = c { d } @e",
            "match a { b => c, d => e } @f",
            "for S { a, b } in c { d } @e",
            "while let Some(a) = b { c } @d",
            "loop { a; b } @c",
            "a(b)",
        ] {
            assert_end(Delimiter::Brace, code);
        }
    }

    #[test]
    fn parameters_arguments_and_elements_end_with_a_comma() {
        for code in [
            "a: &'static str, @b: u8",
            "a: Map<A, B>, @b: u8",
            "a: u8",
            "if a { b } else { c }, @d",
            "S { a, b }, @c",
            "match a { b => c }, @d",
            "a < b, @c > d",
            "const { a }, @b",
        ] {
            assert_end(Delimiter::Parenthesis, code);
            assert_end(Delimiter::Bracket, code);
        }
    }
}
