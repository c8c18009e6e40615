//! A rule of the catalog: a name and its documentation. The stage that runs a rule pairs it with its
//! function; a rule does not know it.

/// Something that a catalog, or a page to import, must comply with.
#[derive(Debug)]
pub struct Rule {
    /// The name that reports show, like `status-range`.
    pub name: &'static str,
    /// The documentation, in Markdown: what the rule finds, why it matters, and what to do.
    pub docs: &'static str,
}
