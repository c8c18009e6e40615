//! Quirks of codes that do not look like what they are.

use std::collections::BTreeSet;

use unicode_security::confusable_detection::skeleton;

use super::Quirk;
use super::messages::group;
use crate::catalog::{Entry, Page};
use crate::diagnostic::{list, shown};
use crate::rules::{Find, Rule};

pub(crate) static LOOK_ALIKE_CODE: Rule = Rule {
    name: "look-alike-code",
    docs: "A code looks like another text than it is. It looks like ASCII and is not, or another code of the page \
           looks the same: by Unicode's list of characters that are taken for each other.\
           \n\n\
           A service whose author types the code as it looks never finds the error, or finds another one. It is most \
           likely not the code that the API sends.\
           \n\n\
           For example, the hyphen of a code is a dash, one of its letters is Cyrillic, or two codes differ in a zero \
           and the letter O.\
           \n\n\
           Find out which code the API sends, and take it from the enum instead of typing it.",
    find: Find::Quirk(look_alike_codes),
};

fn look_alike_codes(page: &Page) -> Vec<Quirk<'_>> {
    let alike = group(page.errors(), |entry| skeleton(entry.code).collect::<String>());
    alike.into_iter().filter_map(|(look, entries)| look_alike(&look, entries)).collect()
}

/// The quirk of errors whose codes have this look, if it is one.
fn look_alike<'p>(look: &str, entries: Vec<Entry<'p>>) -> Option<Quirk<'p>> {
    let codes: BTreeSet<&str> = entries.iter().map(|entry| entry.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let foreign: BTreeSet<char> = codes.concat().chars().filter(|c| !c.is_ascii()).collect();
    let foreign: Vec<String> =
        foreign.into_iter().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    let foreign = foreign.join(", ");
    let message = match codes.as_slice() {
        [code] if look.is_ascii() && !foreign.is_empty() => {
            format!("the code {} looks like ASCII, but has {foreign}", shown(code))
        }
        [_] => return None,
        codes if foreign.is_empty() => format!("the codes {} look the same", list(codes)),
        codes => format!("the codes {} look the same, but have {foreign} in them", list(codes)),
    };
    Some(Quirk { table: None, message, label: "this one".into(), entries })
}
