//! A service that wants to decide on every error itself: a new one breaks its build.

use error_catalog_codegen::Codegen;
use testing::consumer::Consumer;
use testing::fixtures::PARCELS;

/// The first table of the page, without a new error and with it.
const LISTED: &str = "errors = [\n";
const NEW: &str = r#"errors = [
  { name = "DepotClosed", status = 503, code = "P-14", message = "The depot is closed.", description = "Depot Closed." },
"#;

/// The docs of `rcs-errors` show how.
#[test]
fn a_new_error_breaks_the_build_of_who_has_decided_on_each() {
    for edition in ["2021", "2024"] {
        let consumer = Consumer::new("new-error", edition, "");
        let generate = || {
            let code = Codegen::new(consumer.folder.path("errors")).generate().unwrap();
            consumer.folder.write("src/lib.rs", code);
        };
        consumer.folder.write("src/main.rs", include_str!("../../consumers/all_decided.rs"));
        consumer.folder.write("errors/parcels.toml", PARCELS);
        generate();
        let decisions = consumer.succeed(&["run", "--quiet"]);
        assert_eq!(decisions, "NoSuchParcel: false\nParcelTooLarge: false\nParcelLost: true\n");

        consumer.folder.write("errors/parcels.toml", PARCELS.replacen(LISTED, NEW, 1));
        generate();
        let output = consumer.cargo(&["build", "--quiet"]);
        output.assert_status(101);
        let errors: Vec<&str> =
            output.stderr.lines().filter(|line| line.starts_with("error[")).collect();
        assert_eq!(errors.len(), 1, "{}", output.stderr);
        assert!(errors[0].contains("DepotClosed"), "{}", output.stderr);
        assert!(output.stderr.contains("src/main.rs"), "{}", output.stderr);
    }
}
