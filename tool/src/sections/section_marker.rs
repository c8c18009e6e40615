//! The rule `section-marker`.

use std::ops::Range;

use error_catalog_model::diagnostic::{Diagnostic, Location};
use error_catalog_model::rule::Rule;
use error_catalog_model::text::{list, quoted};

use super::kind::Kind;

/// A file with generated sections has no markers of one, or wrong ones.
pub static RULE: Rule = Rule { name: "section-marker", docs: include_str!("section_marker.md") };

/// The file has no marker.
pub(super) fn missing(file: usize) -> Diagnostic {
    let [first, others @ ..] = Kind::ALL;
    let others = others.map(Kind::name);
    let help = format!(
        "write `{}` and `{}` on two lines, for a table of the pages between them, or remove the file from \
         `sections` in the settings; other sections are {}",
        first.begin(),
        first.end(),
        list(&others)
    );
    Diagnostic::new(&RULE, Location::File(file), "the file has no generated section", help)
}

/// No section has this name.
pub(super) fn unknown(file: usize, span: Range<usize>, name: &str, example: &str) -> Diagnostic {
    let names = list(&Kind::ALL.map(Kind::name));
    let message = format!("{} is not the name of a section", quoted(name));
    let help =
        format!("correct it, like in `{example}`, or remove the line; the sections are {names}");
    diagnostic(file, span, &message, &help)
}

/// There is something else on the marker's line, or the marker is not closed.
pub(super) fn not_alone(file: usize, span: Range<usize>, marker: &str) -> Diagnostic {
    let message = "the marker of a section is not exactly one line";
    diagnostic(
        file,
        span,
        message,
        &format!("write it as `{marker}`, and nothing else on this line"),
    )
}

/// A section begins inside another one.
pub(super) fn nested(file: usize, span: Range<usize>, inner: Kind, outer: &Open) -> Diagnostic {
    let message =
        format!("the section `{}` begins inside the section `{}`", inner.name(), outer.kind.name());
    let help = format!("write `{}` on a line above it", outer.kind.end());
    diagnostic(file, span, &message, &help).related(outer.marker.clone(), "it begins here")
}

/// A section has no end.
pub(super) fn not_closed(file: usize, open: &Open) -> Diagnostic {
    let message = format!("the section `{}` has no end", open.kind.name());
    let help = format!(
        "write `{}` on the line on which it ends; what is in between will be replaced",
        open.kind.end()
    );
    diagnostic(file, open.marker.clone(), &message, &help)
}

/// A section ends inside another one.
pub(super) fn wrong_end(file: usize, span: Range<usize>, kind: Kind, open: &Open) -> Diagnostic {
    let message =
        format!("the section `{}` ends inside the section `{}`", kind.name(), open.kind.name());
    diagnostic(file, span, &message, &format!("write `{}`", open.kind.end()))
        .related(open.marker.clone(), "the section begins here")
}

/// A section has no beginning.
pub(super) fn not_opened(file: usize, span: Range<usize>, kind: Kind) -> Diagnostic {
    let message = format!("the section `{}` ends here and begins nowhere", kind.name());
    let help = format!("write `{}` on a line above it, or remove this line", kind.begin());
    diagnostic(file, span, &message, &help)
}

/// A section is in the file twice.
pub(super) fn repeated(file: usize, span: Range<usize>, first: &Open) -> Diagnostic {
    let message = format!("the section `{}` is in the file twice", first.kind.name());
    diagnostic(file, span, &message, "remove one of the two, with both of its markers")
        .related(first.marker.clone(), "the first one")
}

fn diagnostic(file: usize, span: Range<usize>, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&RULE, Location::in_file(file, span), message, help)
}

/// A section whose end has not been found yet.
pub(super) struct Open {
    pub(super) kind: Kind,
    /// The line with its first marker.
    pub(super) marker: Range<usize>,
}
