//! Makes enums of the pages in `errors/`.

fn main() -> Result<(), rcs_errors_codegen::Error> {
    rcs_errors_codegen::Codegen::new("errors").serde_feature("serde").build()
}
