//! Conditions on a catalog, as the shared part states them in `#[cfg(…)]`.

use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, Meta, MetaList, MetaNameValue, Token};

/// The facts about a catalog and its crate that conditions ask for.
#[derive(Clone, Copy, Default)]
pub(super) struct Facts<'f> {
    /// The feature behind which serde is; nothing needs serde if there is none.
    pub(super) serde_feature: Option<&'f str>,
    /// The feature behind which JSON is; nothing needs JSON if there is none.
    pub(super) json_feature: Option<&'f str>,
    /// The columns that the tables do not have.
    pub(super) absent_columns: &'f [&'f str],
}

/// When the generated code has what follows a condition, the rarest first: so the least of several is
/// when all of them are true, and the greatest is when any of them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Presence<'f> {
    Never,
    /// If the crate has this feature.
    WithFeature(&'f str),
    Always,
}

impl<'f> Facts<'f> {
    /// # Panics
    ///
    /// If it is not a condition on a catalog.
    pub(super) fn presence(&self, condition: &Meta) -> Presence<'f> {
        let presence = match condition {
            // In this crate only the tests have the libraries. For a catalog, `absent` decides.
            Meta::Path(path) if path.is_ident("test") => Some(Presence::Always),
            Meta::NameValue(absent) => self.opposite_presence(absent).and_then(opposite),
            Meta::List(list) => self.list_presence(list),
            Meta::Path(_) => None,
        };
        presence.unwrap_or_else(|| panic!("unknown condition: {}", quote::quote!(#condition)))
    }

    /// When the generated code has what is absent otherwise.
    fn opposite_presence(&self, absent: &MetaNameValue) -> Option<Presence<'f>> {
        let Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) = &absent.value else { return None };
        let feature = match name.value().as_str() {
            _ if !absent.path.is_ident("absent") => return None,
            "serde" => self.serde_feature,
            "json" => self.json_feature,
            column if self.absent_columns.contains(&column) => None,
            _ => return Some(Presence::Always),
        };
        Some(feature.map_or(Presence::Never, Presence::WithFeature))
    }

    fn list_presence(&self, list: &MetaList) -> Option<Presence<'f>> {
        let parts = list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .expect("a list of conditions");
        let parts: Vec<&Meta> = parts.iter().collect();
        if list.path.is_ident("not") {
            return match parts[..] {
                [Meta::NameValue(absent)] => self.opposite_presence(absent),
                [part @ Meta::List(_)] => opposite(self.presence(part)),
                _ => None,
            };
        }
        let parts: Vec<Presence> = parts.into_iter().map(|part| self.presence(part)).collect();
        let mut features = parts.iter().filter(|part| matches!(part, Presence::WithFeature(_)));
        let first = features.next();
        if features.any(|feature| Some(feature) != first) {
            return None;
        }
        if list.path.is_ident("all") {
            Some(parts.into_iter().min().unwrap_or(Presence::Always))
        } else if list.path.is_ident("any") {
            Some(parts.into_iter().max().unwrap_or(Presence::Never))
        } else {
            None
        }
    }
}

/// No code is for crates without a feature.
fn opposite(presence: Presence<'_>) -> Option<Presence<'_>> {
    match presence {
        Presence::Never => Some(Presence::Always),
        Presence::Always => Some(Presence::Never),
        Presence::WithFeature(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Presence};

    const FACTS: Facts<'_> = Facts {
        serde_feature: Some("wire"),
        json_feature: None,
        absent_columns: &["status", "message"],
    };

    #[track_caller]
    fn assert_presence(condition: &str, expected: Presence<'_>) {
        assert_eq!(FACTS.presence(&syn::parse_str(condition).unwrap()), expected, "{condition}");
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
    fn what_needs_a_library_is_behind_its_feature_or_left_out() {
        assert_presence(r#"all(test, not(absent = "serde"))"#, Presence::WithFeature("wire"));
        assert_presence(r#"all(test, not(absent = "json"))"#, Presence::Never);
        assert_presence(r#"all(test, absent = "json")"#, Presence::Always);
    }

    #[test]
    fn conditions_are_combined() {
        let (yes, no) = (r#"absent = "status""#, r#"absent = "code""#);
        let serde = r#"not(absent = "serde")"#;
        assert_presence(&format!("all({yes}, absent = \"message\",)"), Presence::Always);
        assert_presence(&format!("all({yes}, {no})"), Presence::Never);
        assert_presence(&format!("any({yes}, {no})"), Presence::Always);
        assert_presence(&format!("any({no}, {no})"), Presence::Never);
        assert_presence(&format!("not(any({no}, all({yes}, {no})))"), Presence::Always);
        assert_presence(&format!("all({serde}, {yes})"), Presence::WithFeature("wire"));
        assert_presence(&format!("all({serde}, {no})"), Presence::Never);
        assert_presence(&format!("any({serde}, {yes})"), Presence::Always);
        assert_presence(&format!("any({serde}, {no})"), Presence::WithFeature("wire"));
        assert_presence("all()", Presence::Always);
        assert_presence("any()", Presence::Never);
    }

    #[test]
    #[should_panic(expected = "unknown condition: debug_assertions")]
    fn a_condition_on_something_else_is_rejected() {
        assert_presence("debug_assertions", Presence::Always);
    }

    #[test]
    #[should_panic(expected = "unknown condition: not (test)")]
    fn the_opposite_of_a_test_is_rejected() {
        assert_presence("not(test)", Presence::Always);
    }

    #[test]
    #[should_panic(expected = "unknown condition: absent = \"serde\"")]
    fn the_opposite_of_a_feature_is_rejected() {
        assert_presence(r#"absent = "serde""#, Presence::Always);
    }

    #[test]
    #[should_panic(expected = "unknown condition: all")]
    fn two_features_at_once_are_rejected() {
        let facts = Facts { json_feature: Some("json"), ..FACTS };
        let both = r#"all(not(absent = "serde"), not(absent = "json"))"#;
        facts.presence(&syn::parse_str(both).unwrap());
    }
}
