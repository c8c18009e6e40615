//! The rule `look-alike-code`.

use std::collections::BTreeSet;

use unicode_security::confusable_detection::skeleton;

use super::group::group;
use crate::fact::Fact;
use crate::finding::Finding;
use crate::page::{Page, Row};
use crate::rule::Rule;
use crate::text::{list, quoted};

/// A code looks like ASCII and is not, or like another code of the page.
pub static RULE: Rule = Rule { name: "look-alike-code", docs: include_str!("look_alike_code.md") };

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    let look = |code: &str| skeleton(code).collect::<String>();
    let alike = group(page, page.first_rows(), |error| look(&error.code));
    alike.into_iter().filter_map(|(look, rows)| look_alike(page, &look, rows)).collect()
}

/// The finding about errors whose codes have this look, if they are not the same plain code.
fn look_alike<'p>(page: &'p Page, look: &str, rows: Vec<&'p Row>) -> Option<Finding<'p>> {
    let codes: BTreeSet<&str> = rows.iter().map(|row| page.error(row).code.as_str()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let foreign: BTreeSet<char> = codes.concat().chars().filter(|c| !c.is_ascii()).collect();
    let foreign: Vec<String> =
        foreign.into_iter().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    let foreign = foreign.join(", ");
    let message = match codes.as_slice() {
        [code] if look.is_ascii() && !foreign.is_empty() => {
            format!("the code {} looks like ASCII, but contains {foreign}", quoted(code))
        }
        [_] => return None,
        codes if foreign.is_empty() => format!("the codes {} look the same", list(codes)),
        codes => format!("the codes {} look the same, but contain {foreign}", list(codes)),
    };
    let facts = codes.iter().map(|code| Fact { code: Some((*code).to_owned()), ..Fact::default() });
    Some(Finding {
        rule: &RULE,
        tables: Vec::new(),
        facts: facts.collect(),
        message,
        label: "an error with this code".to_owned(),
        rows,
    })
}
