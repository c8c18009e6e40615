//! The code that is made of small catalogs, and what another crate's build script needs of it.

use std::collections::BTreeSet;
use std::process::Command;

use error_catalog_codegen::Codegen;
use error_catalog_model::text::upper_camel_case;
use error_catalog_model::{Rules, quirk};
use insta::assert_snapshot;
use testing::fixtures::PARCELS;
use testing::folder::Folder;

/// A page whose strings and names try to break the code or the docs.
const HOSTILE: &str = include_str!("../fixtures/hostile/core.toml");

/// What the module of the first page begins with.
const FIRST_PAGE: &str = "\n#[cfg_attr(any(), rustfmt::skip)]\n";

/// The code for a catalog of one page file.
fn generate(name: &str, page: &str, serde_feature: Option<&str>) -> String {
    let catalog = Folder::new();
    catalog.write(name, page);
    if let Some(feature) = serde_feature {
        catalog.write("catalog.toml", format!("[output]\nserde-feature = '{feature}'\n"));
    }
    Codegen::new(catalog.as_ref()).generate().unwrap()
}

/// The code without the shared part.
fn page_module(code: &str) -> &str {
    let (first, _) = code.split_once('\n').unwrap();
    assert!(first.contains(error_catalog_codegen::GENERATED_MARK), "{first}");
    &code[code.find(FIRST_PAGE).unwrap() + 1..]
}

#[test]
fn a_page_with_endpoints_and_common_errors() {
    assert_snapshot!(page_module(&generate("parcels.toml", PARCELS, None)));
}

#[test]
fn strings_and_names_that_try_to_break_something() {
    assert_snapshot!(page_module(&generate("core.toml", HOSTILE, None)));
}

#[test]
fn serde_is_emitted_when_asked_for_only() {
    assert!(!generate("parcels.toml", PARCELS, None).contains("serde"));

    let code = generate("parcels.toml", PARCELS, Some("wire-format"));
    let condition = r#"#[cfg(feature = "wire-format")]"#;
    let (_, serde) = code.split_once(condition).unwrap();
    let (serde, _) = serde.split_once("\n/// What an enum of errors can do").unwrap();
    assert_snapshot!(format!("{condition}{serde}"), @r#"
    #[cfg(feature = "wire-format")]
    /// An object with the four fields.
    impl ::serde::Serialize for Entry {
        #[inline]
        fn serialize<S: ::serde::Serializer>(
            &self,
            serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            use ::serde::ser::SerializeStruct as _;
            let mut fields = serializer.serialize_struct("Entry", 4)?;
            fields.serialize_field("status", &self.status)?;
            fields.serialize_field("code", self.code)?;
            fields.serialize_field("message", self.message)?;
            fields.serialize_field("description", self.description)?;
            fields.end()
        }
    }

    #[cfg(feature = "wire-format")]
    /// Reads the name of an error.
    struct NameVisitor<E>(::core::marker::PhantomData<E>);

    #[cfg(feature = "wire-format")]
    impl<E: ErrorSet> ::serde::de::Visitor<'_> for NameVisitor<E> {
        type Value = E;

        #[inline]
        fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::core::write!(f, "the name of an error of {}", E::TABLE.name)
        }

        #[inline]
        fn visit_str<R: ::serde::de::Error>(self, name: &str) -> ::core::result::Result<E, R> {
            name.parse().map_err(|_| R::invalid_value(::serde::de::Unexpected::Str(name), &self))
        }
    }
    "#);
    let (_, implementations) = code.rsplit_once("Err = super::UnknownNameError;").unwrap();
    let (implementations, _) = implementations.split_once(FIRST_PAGE).unwrap();
    for implementation in ["Serialize for $name", "Deserialize<'de> for $name"] {
        assert!(implementations.contains(implementation), "{implementation}");
    }
    let features = code.matches("#[cfg(feature").count();
    assert_eq!(features, code.matches(r#"#[cfg(feature = "wire-format")]"#).count());
}

#[test]
fn json_is_emitted_when_asked_for_only() {
    let catalog = Folder::new();
    catalog.write("parcels.toml", PARCELS);
    let without = Codegen::new(catalog.as_ref()).generate().unwrap();
    assert!(!without.contains("json"));
    catalog.write("catalog.toml", "[output]\njson-feature = 'bodies'\n");
    let code = Codegen::new(catalog.as_ref()).generate().unwrap();
    for item in
        ["pub fn from_json(", "fn body(&self) -> ::serde_json::Value", "extern crate alloc;"]
    {
        assert_eq!(code.matches(item).count(), 1, "{item}");
    }
    let features = code.matches("#[cfg(feature").count();
    assert_eq!(features, code.matches(r#"#[cfg(feature = "bodies")]"#).count());
}

/// The kinds that services see are the rules that find quirks.
#[test]
fn every_rule_about_quirks_is_a_kind() {
    let code = generate("parcels.toml", PARCELS, None);
    let kinds = part(&code, "pub const fn as_str", "\n    }\n");
    let kinds: BTreeSet<&str> = kinds.split('"').skip(1).step_by(2).collect();
    let rules: BTreeSet<&str> = quirk::rules().map(|rule| rule.name).collect();
    assert_eq!(kinds, rules);
    for rule in rules {
        let variant = upper_camel_case(rule).unwrap();
        assert_eq!(code.matches(&format!("Self::{variant} => \"{rule}\",")).count(), 1);
    }
}

/// A catalog that repeats no page has no address, and one without endpoints no enum of them.
#[test]
fn a_table_has_what_the_catalog_says_only() {
    let rows = "[common]\nname = 'Common'\ntitle = 'Common errors'\nerrors = [
        { name = 'NoParcel', status = 404, code = '7', message = 'No.', description = 'No parcel.' },
    ]\n";
    let header = "[page]\nname = 'Parcels'\ntitle = 'Parcels'\n";
    let code = generate("parcels.toml", &format!("{header}{rows}"), None);
    let page = page_module(&code);
    assert!(!page.contains("Endpoint"));
    assert_snapshot!(part(page, "//! Errors of", "//! |"), @"
    //! Errors of Parcels.
    //!
    //! |
    ");
    assert_snapshot!(part(page, "const PAGE:", "};"), @r#"
    const PAGE: super::Table = super::Table {
    page: "Parcels",
    name: "Parcels",
    title: "Parcels",
    source: ::core::option::Option::None,
    retrieved: ::core::option::Option::None,
    body: ::core::option::Option::None,
    };
    "#);

    let body = "body = { code = { pointer = '/errors/0/code', type = 'number' }, basis = 'All samples, and `*` | <b>.' }\n";
    let code = generate("parcels.toml", &format!("{header}{body}{rows}"), None);
    let page = page_module(&code);
    assert_snapshot!(part(page, "//! Errors of", "//! |"), @r"
    //! Errors of Parcels.
    //!
    //! In the JSON body of a response, the code is the number at `/errors/0/code`. All samples, and
    //! \`\*\` \| \<b\>.
    //!
    //! |
    ");
    assert_snapshot!(part(page, "body:", "};"), @r#"
    body: ::core::option::Option::Some(super::Body {
    code: ::core::option::Option::Some(super::BodyValue {
    pointer: "/errors/0/code",
    is_number: true,
    }),
    message: ::core::option::Option::None,
    }),
    };
    "#);
}

/// The order in which the folder lists its files has no effect.
#[test]
fn the_same_catalog_gives_the_same_bytes() {
    let (first, second) = (Folder::new(), Folder::new());
    for name in ["a.toml", "b.toml", "c.toml"] {
        first.write(name, PARCELS);
    }
    for name in ["c.toml", "a.toml", "b.toml"] {
        second.write(name, PARCELS);
    }
    // Other files have no effect.
    second.write("README.md", "not a page");
    second.write(".a.toml", "what an editor left behind");
    let generate = |folder: &Folder| Codegen::new(folder.as_ref()).generate().unwrap();
    assert_eq!(generate(&first), generate(&second));
}

#[test]
fn an_error_shows_the_whole_report() {
    let catalog = Folder::new();
    catalog.write("letters.toml", "[page]\nname = \"letters\"\ntitel = \"Letters\"\n");
    catalog.write("parcels.toml", PARCELS.replace("404", "200").replace("\"P-1\"", "1"));
    let error = Codegen::new(catalog.as_ref()).generate().unwrap_err();
    let text = error.to_string();
    assert_eq!(text, format!("{error:?}"));
    let count = text.matches("error[").count();
    assert!(text.starts_with(&format!("{count} findings in ")), "{text}");
    for name in ["letters.toml", "parcels.toml"] {
        assert!(text.contains(name), "{name}: {text}");
    }
}

/// The shared part is formatted, and the modules of pages are skipped, whatever the lengths of names and strings.
#[test]
fn rustfmt_has_nothing_to_change() {
    let rustfmt = |arguments: &[&str]| Command::new("rustfmt").args(arguments).output();
    if !rustfmt(&["--version"]).is_ok_and(|output| output.status.success()) {
        return;
    }
    let folder = Folder::new();
    let config = folder.path("rustfmt.toml");
    folder.write(&config, "use_small_heuristics = \"Max\"\n");
    let mut codes =
        [None, Some("serde")].map(|serde| generate("parcels.toml", PARCELS, serde)).to_vec();
    for errors in [1, 2, 16, 17, 60] {
        codes.push(generate("lengths.toml", &lengths(errors), Some("serde")));
    }
    for (code, number) in codes.iter().zip(0..) {
        let file = folder.path(format!("code{number}.rs"));
        folder.write(&file, code);
        for edition in ["2021", "2024"] {
            let arguments = ["--check", "--edition", edition, "--config-path"];
            let output = Command::new("rustfmt").args(arguments).arg(&config).arg(&file).output();
            let output = output.unwrap();
            let difference = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{edition}: {difference}");
        }
    }
}

/// A page whose names, codes, messages and headings have any length up to the width of a line.
fn lengths(errors: usize) -> String {
    let mut rows = [String::new(), String::new()];
    for number in 0..errors {
        let fill = |seed: usize| "x ".repeat(1 + (number * seed) % 60);
        let (name, code) = (format!("E{number}{}", "x".repeat(number)), fill(7).replace(' ', ""));
        let row = format!(
            "{{ name = '{name}', status = {}, code = '{number}-{code}', message = '{}.', description = '{}{number}.' }},\n",
            400 + number,
            fill(11).trim_end(),
            fill(13)
        );
        // The second table has them in the other order.
        rows[0].push_str(&row);
        rows[1].insert_str(0, &row);
    }
    let tables = rows.iter().zip(["GetParcel", "SendParcelToSomebody"]);
    let tables = tables.map(|(rows, name)| {
        format!(
            "[[endpoint]]\nname = '{name}'\ntitle = '{}'\nerrors = [\n{rows}]\n",
            "T".repeat(errors)
        )
    });
    let tables: String = tables.collect();
    format!(
        "[page]\nname = 'P'\ntitle = 'Parcels'\nsource = 'https://docs.example.com'\nretrieved = 2026-01-31\n{tables}"
    )
}

/// The longest lines are literals and tables.
#[test]
fn docs_are_wrapped() {
    for (name, page) in [("parcels.toml", PARCELS), ("core.toml", HOSTILE)] {
        for line in page_module(&generate(name, page, None)).lines() {
            let is_table = line.trim_start().starts_with("//! |");
            let is_one_word = !line.trim_start_matches([' ', '/', '!']).contains(' ');
            let length = line.chars().count();
            assert!(length <= 100 || is_table || is_one_word || line.contains('"'), "{line}");
        }
    }
}

/// The page file with an entry for each of its quirks.
fn with_entries(page: &str) -> String {
    let files = vec![("parcels.toml".into(), page.as_bytes().to_vec())];
    let pages = error_catalog_model::check("catalog".as_ref(), files, Rules::WithoutQuirks);
    let pages = pages.unwrap();
    let entries = pages.pages.iter().flat_map(|page| {
        let found = quirk::find(page).into_iter();
        found.map(|found| found.entry(page).replace("note = \"\"", "note = 'A note.'"))
    });
    entries.fold(page.to_owned(), |file, entry| format!("{file}\n{entry}"))
}

/// The code for a page with so many errors, the first of which have the same code, and so one quirk, or two if
/// the code is not ASCII.
fn generate_many(errors: usize, same: usize, code: &str) -> String {
    let rows = (0..errors).map(|number| {
        let separate = format!("'E-{number}'");
        let code = if number < same { code } else { &separate };
        let strings = format!("message = 'No {number}.', description = 'Bad {number}.'");
        format!("{{ name = 'E{number}', status = 400, code = {code}, {strings} }},\n")
    });
    let rows: String = rows.collect();
    let page = format!(
        "page = {{ name = 'Parcels', title = 'Parcels', source = 'https://docs.example.com', retrieved = 2026-01-31 }}\n\
        [[endpoint]]\nname = 'GetParcel'\ntitle = 'Get a parcel'\nerrors = [\n{rows}]\n",
    );
    let page = with_entries(&page);
    generate("parcels.toml", &page, None)
}

/// From the first `begin` to the first `end` after it, without indentation.
fn part(code: &str, begin: &str, end: &str) -> String {
    let from = code.find(begin).unwrap();
    let to = from + code[from..].find(end).unwrap() + end.len();
    code[from..to].lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// Items of the code, each on one line: how the printer wraps them does not matter here.
fn items(code: &str, start: &str, end: &str) -> String {
    let part = part(code, start, end);
    let words: Vec<&str> = part.split_whitespace().collect();
    let line = words.join(" ").replace("[ ", "[").replace(", ]", "]").replace(", }", " }");
    line.replace("; const", ";\nconst")
}

#[test]
fn sixteen_errors_are_a_constant_without_buckets() {
    let code = generate_many(16, 2, "'SAME'");
    assert!(code.contains("const ENTRIES: &[super::Entry; 16] = &["));
    assert_snapshot!(items(&code, "const ROW_NUMBERS", "\n    }"), @"
    const ROW_NUMBERS: &'static [u32] = &[];
    const INDEX_ORDER: &'static [u32] = &[10, 11, 12, 13, 14, 15, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1];
    const INDEX_RESPONSES: &'static [u32] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
    const INDEX_CODES: &'static [u32] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16];
    const INDEX_BUCKETS: &'static [u32] = &[];
    const INDEX_MESSAGE_BUCKETS: &'static [u32] = &[];
    const INDEX_MESSAGES: &'static [[u32; 3]] = &[]; }
    ");
}

#[test]
fn seventeen_errors_are_a_static_with_buckets() {
    let code = generate_many(17, 2, "'SAME'");
    assert!(code.contains("static ENTRIES: [super::Entry; 17] = ["));
    assert_snapshot!(items(&code, "const ROW_NUMBERS", "\n    }"), @"
    const ROW_NUMBERS: &'static [u32] = &[];
    const INDEX_ORDER: &'static [u32] = &[8, 10, 15, 3, 14, 6, 9, 13, 4, 0, 1, 12, 7, 2, 11, 16, 5];
    const INDEX_RESPONSES: &'static [u32] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
    const INDEX_CODES: &'static [u32] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17];
    const INDEX_BUCKETS: &'static [u32] = &[0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 6, 6, 7, 7, 7, 7, 8, 9, 9, 9, 10, 10, 12, 12, 12, 12, 12, 13, 14, 16, 16, 16];
    const INDEX_MESSAGE_BUCKETS: &'static [u32] = &[];
    const INDEX_MESSAGES: &'static [[u32; 3]] = &[]; }
    ");
}

/// However many errors a quirk has, each of them is named once, with the note; they link to it.
#[test]
fn a_quirk_is_documented_once() {
    for same in [9, 10, 12] {
        let code = generate_many(12, same, "'SAME'");
        assert_eq!(code.matches("//! A note.").count(), 1);
        assert_eq!(code.matches(r#"note: "A note.""#).count(), 1);
        // At each variant of the page and of the table.
        let link = "/// Quirks: [`reused-code`](self#quirk-1-reused-code)";
        assert_eq!(code.matches(link).count(), 2 * same);
    }
    assert_snapshot!(part(&generate_many(12, 9, "'SAME'"), "//! # Quirks", "#[derive"), @r"
    //! # Quirks
    //!
    //! What the documentation gets wrong, or leaves open.
    //!
    //! ## Quirk 1: `reused-code`
    //!
    //! A note.
    //!
    //! Errors: [`E0`](ParcelsError::E0), [`E1`](ParcelsError::E1), [`E2`](ParcelsError::E2),
    //! [`E3`](ParcelsError::E3), [`E4`](ParcelsError::E4), [`E5`](ParcelsError::E5),
    //! [`E6`](ParcelsError::E6), [`E7`](ParcelsError::E7), [`E8`](ParcelsError::E8)

    /// Every error of Parcels, whichever of the page's tables list it, in the order in which the
    /// page first lists them.
    #[derive
    ");
}

/// The docs name the tables that list the errors of a quirk together, or lack them. A variant of another table
/// does not link to the quirk, and a note that is missing is not shown.
#[test]
fn a_quirk_names_its_tables() {
    let table = |name: &str, rows: &[&str]| {
        let row = |name: &&str| {
            format!(
                "{{ name = '{name}', status = 404, code = 'E', message = 'No.', description = '{name}' }}"
            )
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        let header = if name == "All" { "[common]" } else { "[[endpoint]]" };
        format!(
            "\n{header}\nname = '{name}'\ntitle = '{name} it'\nerrors = [{}]\n",
            rows.join(", ")
        )
    };
    let tables = [
        table("Get", &["A", "B"]),
        table("Send", &["B", "A"]),
        table("Lose", &["A"]),
        table("All", &["B"]),
    ];
    let page = format!(
        "[page]\nname = 'Parcels'\ntitle = 'Parcels'\nsource = 'https://docs.example.com'\nretrieved = 2026-01-31\n{}",
        tables.concat()
    );
    let code = generate("parcels.toml", &with_entries(&page), None);
    assert_snapshot!(part(&code, "//! ## Quirk 1", "Every error"), @"
    //! ## Quirk 1: `indistinguishable`
    //!
    //! A note.
    //!
    //! Errors: [`A`](ParcelsError::A), [`B`](ParcelsError::B), in [Get it](GetError), [Send
    //! it](SendError)
    //!
    //! ## Quirk 2: `not-common`
    //!
    //! A note.
    //!
    //! Errors: [`B`](ParcelsError::B), not in [Lose it](LoseError)
    //!
    //! ## Quirk 3: `reused-code`
    //!
    //! A note.
    //!
    //! Errors: [`A`](ParcelsError::A), [`B`](ParcelsError::B)

    /// Every error
    ");
    let links = |name: &str| {
        let variants = code.split(&format!("enum {name}Error")).nth(1).unwrap();
        let variants = variants.split("\n    }\n").next().unwrap();
        [1, 2, 3].map(|number| variants.matches(&format!("(self#quirk-{number}-")).count())
    };
    assert_eq!(links("Get"), [2, 1, 2]);
    assert_eq!(links("Lose"), [0, 0, 1]);
    assert_eq!(links("All"), [0, 1, 1]);

    let without_notes = with_entries(&page).replace("note = 'A note.'", "note = ''");
    let files = vec![("parcels.toml".into(), without_notes.into_bytes())];
    let pages = error_catalog_model::check("catalog".as_ref(), files, Rules::WithoutQuirks);
    let without_notes = error_catalog_codegen::generate(&pages.unwrap());
    let code = code.replace("    //! A note.\n    //!\n", "");
    assert_eq!(without_notes, code.replace(r#"note: "A note.""#, r#"note: """#));
}

/// rustdoc rejects quotation marks in an alias, and all white space but a space; its search would not show
/// markup as it is. An alias is on one line.
#[test]
fn a_code_is_an_alias_if_rustdoc_accepts_it() {
    for code in ["'E'", "'E 1'", "'E`1'"] {
        assert!(generate_many(2, 2, code).contains("#[doc(alias = "), "{code}");
    }
    // At the variant of the page, not at that of the table.
    let code = generate_many(2, 2, "'SAME'");
    assert_eq!(code.matches("#[doc(alias = \"SAME\")]").count(), 2);
    assert!(generate_many(2, 2, r"'E\1'").contains(r#"#[doc(alias = "E\\1")]"#));
    let (short, long) = (format!("'{}'", "E".repeat(60)), format!("'{}'", "E".repeat(61)));
    assert!(generate_many(2, 2, &short).contains("#[doc(alias = "));
    assert!(!generate_many(2, 2, &long).contains("#[doc(alias = "));
    for code in ["'<E>'", "'E&1'", "'E\"1'", "\"E'1\"", "'E\u{A0}1'", "'E\u{3000}1'"] {
        assert!(!generate_many(2, 2, code).contains("#[doc(alias = "), "{code}");
    }
}
