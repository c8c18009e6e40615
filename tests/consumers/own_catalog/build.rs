//! Generates enums from the pages in `errors/`.

fn main() -> Result<(), error_catalog_codegen::Error> {
    error_catalog_codegen::Codegen::new("errors").serde_feature("serde").build()
}
