//! Enums of the fixtures: their tables are longer than those of the real page.

fn main() -> Result<(), rcs_errors_codegen::Error> {
    rcs_errors_codegen::Codegen::new("../tests/fixtures/hostile").build()
}
