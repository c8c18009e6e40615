//! Conditions on a catalog, as the shared part states them in `#[cfg(…)]`.

use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, Meta, MetaList, MetaNameValue, Token};

/// The facts about a catalog and its crate that conditions ask for.
pub(super) struct Facts<'f> {
    /// The feature behind which serde is; nothing needs serde if there is none.
    pub(super) serde_feature: Option<&'f str>,
    /// The columns that the tables do not have.
    pub(super) absent_columns: &'f [&'f str],
}

/// When the generated code has what follows a condition, the rarest first: so the least of several is
/// when all of them are true, and the greatest is when any of them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Presence {
    Never,
    WithSerde,
    Always,
}

impl Facts<'_> {
    /// # Panics
    ///
    /// If it is not a condition on a catalog.
    pub(super) fn presence(&self, condition: &Meta) -> Presence {
        match condition {
            Meta::Path(path) if path.is_ident("test") => match self.serde_feature {
                Some(_) => Presence::WithSerde,
                None => Presence::Never,
            },
            Meta::NameValue(MetaNameValue {
                path,
                value: Expr::Lit(ExprLit { lit: Lit::Str(column), .. }),
                ..
            }) if path.is_ident("absent") => {
                if self.absent_columns.contains(&column.value().as_str()) {
                    Presence::Always
                } else {
                    Presence::Never
                }
            }
            Meta::List(list) => self.presence_of_list(list),
            _ => panic!("unknown condition: {}", quote::quote!(#condition)),
        }
    }

    fn presence_of_list(&self, list: &MetaList) -> Presence {
        let parts = list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .expect("a list of conditions");
        let parts: Vec<Presence> = parts.iter().map(|part| self.presence(part)).collect();
        if list.path.is_ident("all") {
            return parts.into_iter().min().unwrap_or(Presence::Always);
        }
        if list.path.is_ident("any") {
            return parts.into_iter().max().unwrap_or(Presence::Never);
        }
        match parts[..] {
            [Presence::Never] if list.path.is_ident("not") => Presence::Always,
            [Presence::Always] if list.path.is_ident("not") => Presence::Never,
            _ => panic!("unknown condition: {}", quote::quote!(#list)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Presence};

    #[track_caller]
    fn assert_presence(condition: &str, expected: Presence) {
        let facts = Facts { serde_feature: Some("serde"), absent_columns: &["status", "message"] };
        assert_eq!(facts.presence(&syn::parse_str(condition).unwrap()), expected, "{condition}");
    }

    #[test]
    fn a_column_is_absent_or_not() {
        assert_presence(r#"absent = "status""#, Presence::Always);
        assert_presence(r#"absent = "code""#, Presence::Never);
        assert_presence(r#"not(absent = "status")"#, Presence::Never);
        assert_presence(r#"not(absent = "code")"#, Presence::Always);
        assert_presence(r#"not(not(absent = "code"))"#, Presence::Never);
    }

    #[test]
    fn what_needs_serde_is_behind_the_feature_or_left_out() {
        assert_presence("test", Presence::WithSerde);
        let facts = Facts { serde_feature: None, absent_columns: &[] };
        assert_eq!(facts.presence(&syn::parse_quote!(test)), Presence::Never);
    }

    #[test]
    fn conditions_are_combined() {
        let (yes, no) = (r#"absent = "status""#, r#"absent = "code""#);
        assert_presence(&format!("all({yes}, absent = \"message\",)"), Presence::Always);
        assert_presence(&format!("all({yes}, {no})"), Presence::Never);
        assert_presence(&format!("any({yes}, {no})"), Presence::Always);
        assert_presence(&format!("any({no}, {no})"), Presence::Never);
        assert_presence(&format!("not(any({no}, all({yes}, {no})))"), Presence::Always);
        assert_presence(&format!("all(test, {yes})"), Presence::WithSerde);
        assert_presence(&format!("all(test, {no})"), Presence::Never);
        assert_presence(&format!("any(test, {yes})"), Presence::Always);
        assert_presence(&format!("any(test, {no})"), Presence::WithSerde);
        assert_presence("all()", Presence::Always);
        assert_presence("any()", Presence::Never);
    }

    #[test]
    #[should_panic(expected = "unknown condition: debug_assertions")]
    fn a_condition_on_something_else_is_rejected() {
        assert_presence("debug_assertions", Presence::Always);
    }

    /// The generated code has one feature at most, and no condition on its absence.
    #[test]
    #[should_panic(expected = "unknown condition: not (test)")]
    fn the_opposite_of_a_feature_is_rejected() {
        assert_presence("not(test)", Presence::Always);
    }
}
