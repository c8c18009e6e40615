//! Places in the page to import, which is the only source of its report.

use std::ops::Range;

use error_catalog_model::diagnostic::Location;

/// The page as a whole.
pub(crate) const PAGE: Location = Location::File(0);

/// Some bytes of the page.
pub(crate) fn span(range: Range<usize>) -> Location {
    Location::span(0, range)
}
