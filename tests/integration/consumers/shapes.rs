//! Catalogs of other shapes than the real one: without endpoints, without an address, and with all kinds of
//! bodies.

use error_catalog_codegen::Codegen;
use testing::consumer::Consumer;

const MANIFEST: &str = "\
    [features]\n\
    json = ['dep:serde_json']\n\
    serde = ['dep:serde']\n\
    \n\
    [dependencies]\n\
    serde = { version = '1', default-features = false, optional = true }\n\
    serde_json = { version = '1', default-features = false, features = ['alloc'], optional = true }\n\
    \n\
    [lints.clippy]\n\
    pedantic = 'deny'\n";

const SETTINGS: &str = "[output]\njson-feature = 'json'\nserde-feature = 'serde'\n";

/// The errors of a page, with codes that are numbers in some bodies.
const ERRORS: &str = "\
    errors = [\n\
    { name = 'NotALetter', status = 400, code = '1400', message = 'Not a letter.', description = 'Not a Letter.' },\n\
    { name = 'Undelivered', status = 502, code = '-7', message = 'Try again.', description = 'Undelivered.' },\n\
    { name = 'Lost', status = 500, code = '0', message = 'It is lost.', description = 'Lost.' },\n\
    ]\n";

/// A page file with these errors.
fn page(name: &str, body: &str, table: &str) -> String {
    let table = match table {
        "common" => "[common]\nname = 'Common'\ntitle = 'All'\n".to_owned(),
        name => format!("[[endpoint]]\nname = '{name}'\ntitle = '{name}'\n"),
    };
    format!("[page]\nname = '{name}'\ntitle = '{name}'\n{body}\n{table}{ERRORS}")
}

/// The page files of each catalog.
fn catalogs() -> [(&'static str, Vec<(&'static str, String)>); 2] {
    let numbers = "body = { code = { pointer = '/error/details/0/code', type = 'number' }, \
                   message = { pointer = '/error/details/0/texts/0' }, basis = 'Written for a test.' }";
    let bodies = vec![
        ("keywords", include_str!("../../fixtures/hostile/keywords.toml").to_owned()),
        ("markup", include_str!("../../fixtures/hostile/markup.toml").to_owned()),
        ("messages", page("Messages", "body = { message = { pointer = '/m' } }", "Get")),
        ("nothing", page("Nothing", "", "Get")),
        ("numbers", page("Numbers", numbers, "Get")),
        ("scripts", include_str!("../../fixtures/hostile/scripts.toml").to_owned()),
    ];
    [("common", vec![("letters", page("Letters", "", "common"))]), ("bodies", bodies)]
}

#[test]
fn a_catalog_of_any_shape_compiles_without_warnings() {
    for edition in ["2021", "2024"] {
        let consumer = Consumer::new(&format!("shapes-{edition}"), edition, MANIFEST);
        consumer.folder.write("src/lib.rs", include_str!("../../consumers/shapes.rs"));
        for (catalog, pages) in catalogs() {
            consumer.folder.write(format!("{catalog}/catalog.toml"), SETTINGS);
            for (name, page) in pages {
                consumer.folder.write(format!("{catalog}/{name}.toml"), page);
            }
            let code = Codegen::new(consumer.folder.path(catalog)).generate().unwrap();
            consumer.folder.write(format!("src/generated/{catalog}.rs"), code);
        }
        for features in ["--features=", "--features=json", "--features=json,serde"] {
            consumer.lint(&[features]);
        }
        consumer.succeed(&["test", "--quiet", "--lib", "--features=json,serde"]);
        consumer.succeed(&["doc", "--quiet", "--no-deps", "--features=json,serde"]);
    }
}
