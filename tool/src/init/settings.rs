//! The settings of a new catalog, with an explanation of each key.

use toml_edit::Value;

/// The settings, with the file of the generated code relative to the catalog's folder, if there is one.
pub(crate) fn text(code: Option<&str>) -> String {
    let code = match code {
        Some(code) => code_line(code),
        None => format!("# {}", code_line("../src/errors.rs")),
    };
    TEMPLATE.replace("{code}", &code)
}

/// The line with the file of the generated code.
pub(crate) fn code_line(code: &str) -> String {
    format!("code = {}", Value::from(code))
}

const TEMPLATE: &str = r#"# The settings of this catalog. Every key is optional. Paths are relative to this folder.

[output]

# The file with the generated code, which `cargo catalog generate` writes. Without it, a build script
# generates the code.
{code}

# Markdown files with sections that `cargo catalog generate` writes, each between two markers:
# <!-- catalog: coverage --> and <!-- end of catalog: coverage -->. The other sections are `quirks` and
# `rules`.
# sections = ["../README.md"]

# The folders of the packages that have one version and are released together: `cargo catalog diff` checks
# their version.
# packages = [".."]

# The changelog of these packages.
# changelog = "../CHANGELOG.md"

# The feature of the crate with which the generated code implements the traits of serde.
# serde-feature = "serde"

# The feature of the crate with which the generated code reads and writes JSON bodies. The key `body` of a page
# file has the places of code and message in a response.
# json-feature = "json"

[quirks]

# The kinds of quirks that are not reported. `cargo catalog explain KIND` describes a kind.
# ignore = ["status-in-code"]

# Whether the entry of a quirk needs a note for those who receive the error: "required" or "optional".
notes = "optional"
"#;

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use error_catalog_model::parse::parse;
    use error_catalog_model::settings::{Notes, Output, QuirkSettings, Settings};
    use error_catalog_model::source::Source;

    use super::text;

    /// The settings of a text without findings.
    fn parsed(text: &str) -> Settings {
        let source = Source::new(PathBuf::from("catalog.toml"), text.as_bytes().to_vec());
        let parsed = parse(&[source]);
        assert!(parsed.findings.is_empty(), "{:?} in {text}", parsed.findings);
        parsed.settings
    }

    #[test]
    fn only_the_notes_and_the_code_differ_from_the_default() {
        let mut expected = Settings { file: Some(0), ..Settings::default() };
        expected.quirks.notes = Notes::Optional;
        assert_eq!(parsed(&text(None)), expected);
        let code = "../a \"quoted\" 'name'/errors.rs";
        expected.output.code = Some(PathBuf::from(code));
        assert_eq!(parsed(&text(Some(code))), expected);
    }

    /// If a comment becomes a line of the settings, it is valid.
    #[test]
    fn every_key_is_explained_with_an_example() {
        let text = text(None);
        let mut examples = String::new();
        for key in Output::KEYS.all().chain(QuirkSettings::KEYS.all()) {
            let is_example = |line: &&str| line.starts_with(&format!("{key} = "));
            let lines = text.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
            assert_eq!(lines.filter(|line| is_example(line)).count(), 1, "{key}");
        }
        for line in text.lines() {
            let example = line.strip_prefix("# ").filter(|line| line.contains(" = "));
            examples.extend([example.unwrap_or(line), "\n"]);
        }
        let settings = parsed(&examples);
        assert!(settings.output.code.is_some() && settings.output.changelog.is_some());
        assert!(!settings.output.sections.is_empty() && !settings.output.packages.is_empty());
        assert!(settings.output.serde_feature.is_some() && settings.output.json_feature.is_some());
        assert!(!settings.quirks.ignore.is_empty());
    }
}
