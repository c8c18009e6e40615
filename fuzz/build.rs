//! Enums of fixtures: their tables are longer than those of the real page.

fn main() -> Result<(), error_catalog_codegen::Error> {
    error_catalog_codegen::Codegen::new("../tests/fixtures/hostile").build()
}
