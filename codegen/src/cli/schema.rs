//! The JSON Schema of a file of the catalog, for editors.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;

use crate::catalog::Page;

/// The schema, as a file.
pub(super) fn schema() -> String {
    // The draft that editors for TOML understand.
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(plain));
    let schema = settings.into_generator().into_root_schema_for::<Page>();
    // A schema is made of maps and texts, which JSON always has a form for.
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    format!("{text}\n")
}

/// Leaves out what says something about our types and not about the file.
fn plain(schema: &mut Schema) {
    schema.remove("default");
    if schema.get("format").is_some_and(|format| format == "int64") {
        schema.remove("format");
    }
}
