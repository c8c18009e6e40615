//! The graph of modules, of packages with planted violations.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use testing::folder::Folder;
use testing::modules::check;

const ORDER: &str = "text, {raw, settings}, parse, page, emit";

/// A package that is as `ORDER` says.
const LEGAL: [(&str, &str); 9] = [
    (
        "lib.rs",
        "pub mod emit; mod page; mod parse; mod raw; mod settings; mod text;\n\
         pub use page::Page;\n\
         pub use parse::*;\n\
         pub fn run() -> Page { emit::write(parse::parse()) }\n",
    ),
    ("text.rs", "pub struct Name;\n"),
    ("raw.rs", "use crate::text::Name;\npub struct Raw(Name);\n"),
    ("settings.rs", "pub struct Settings { name: crate::text::Name }\n"),
    (
        "parse/mod.rs",
        "mod syntax; mod key;\nuse crate::raw::Raw;\npub fn parse() -> Raw { syntax::raw() }\n",
    ),
    ("parse/syntax.rs", "use super::super::raw;\npub fn raw() -> raw::Raw { super::key::raw() }\n"),
    (
        "parse/key.rs",
        "use crate::{settings::Settings, text as names};\npub fn raw(_: names::Name) {}\n",
    ),
    ("page.rs", "pub struct Page;\n"),
    (
        "emit.rs",
        "use crate::Page;\npub fn write(page: Page) -> Page { page }\npub struct Emitted;\n",
    ),
];

struct Package(Folder);

impl Package {
    fn new(files: &[(&str, &str)]) -> Self {
        let package = Self(Folder::new());
        for (path, code) in files {
            package.write(path, code);
        }
        package
    }

    /// `LEGAL`, with code after that of some files.
    fn planted(planted: &[(&str, &str)]) -> Self {
        let package = Self::new(&LEGAL);
        for (path, code) in planted {
            let before = fs::read_to_string(package.src().join(path)).unwrap_or_default();
            package.write(path, &format!("{before}{code}\n"));
        }
        package
    }

    fn src(&self) -> PathBuf {
        self.0.path("model/src")
    }

    fn write(&self, path: &str, code: &str) {
        self.0.write(format!("model/src/{path}"), code);
    }

    #[track_caller]
    fn assert(&self, order: &str, expected: &[&str]) {
        assert_eq!(check(&self.src(), order), expected);
    }
}

/// What is wrong once this code is added to a file of the legal package.
#[track_caller]
fn assert_planted(file: &str, code: &str, expected: &[&str]) {
    Package::planted(&[(file, code)]).assert(ORDER, expected);
}

#[test]
fn a_legal_package_has_no_violations() {
    Package::planted(&[]).assert(ORDER, &[]);
}

#[test]
fn a_use_item_points_to_the_right() {
    assert_planted(
        "parse/mod.rs",
        "use crate::emit::write;",
        &[
            "model/src/parse/mod.rs:4: `parse` uses `emit` (crate::emit::write), but `emit` comes after it",
        ],
    );
    assert_planted(
        "text.rs",
        "use crate::{raw as other, page::{Page, self}};",
        &[
            "model/src/text.rs:2: `text` uses `page` (crate::page::Page), but `page` comes after it",
            "model/src/text.rs:2: `text` uses `raw` (crate::raw), but `raw` comes after it",
        ],
    );
    assert_planted(
        "text.rs",
        "pub fn f() {\n    { use super::page::Page as P; }\n}",
        &["model/src/text.rs:3: `text` uses `page` (super::page::Page), but `page` comes after it"],
    );
}

#[test]
fn a_path_without_a_use_item_points_to_the_right() {
    for (code, path) in [
        ("fn f() { crate::emit::write(()) }", "crate::emit::write"),
        ("fn f(_: super::super::emit::Emitted) {}", "super::super::emit::Emitted"),
        ("fn f() { let crate::emit::Emitted = (); }", "crate::emit::Emitted"),
        ("impl crate::emit::Emit for u8 {}", "crate::emit::Emit"),
        ("fn f<T: crate::emit::Emit>() {}", "crate::emit::Emit"),
        ("fn f(_: Vec<Option<crate::emit::Emitted>>) {}", "crate::emit::Emitted"),
        ("fn f() { <u8 as crate::emit::Emit>::emit() }", "crate::emit::Emit::emit"),
        ("fn f() { crate::emit::Emitted {}; }", "crate::emit::Emitted"),
        (
            "mod inline { fn f() { super::super::super::emit::write(()) } }",
            "super::super::super::emit::write",
        ),
    ] {
        let expected = format!(
            "model/src/parse/syntax.rs:3: `parse::syntax` uses `emit` ({path}), but `emit` comes after it"
        );
        assert_planted("parse/syntax.rs", code, &[&expected]);
    }
}

#[test]
fn a_path_goes_through_a_name_that_is_imported() {
    let package = Package::planted(&[
        ("emit.rs", "pub mod code;"),
        ("emit/code.rs", "pub fn write() {}"),
        ("page.rs", "fn f() {\n    use super::emit as out;\n    out::code::write();\n}"),
    ]);
    package.assert(
        ORDER,
        &[
            "model/src/page.rs:3: `page` uses `emit` (super::emit), but `emit` comes after it",
            "model/src/page.rs:4: `page` uses `emit::code` (out::code::write), but `emit::code` comes after it",
        ],
    );
}

#[test]
fn a_re_export_is_used_where_it_is_defined() {
    assert_planted(
        "parse/mod.rs",
        "fn f(_: crate::Page) {}",
        &["model/src/parse/mod.rs:4: `parse` uses `page` (crate::Page), but `page` comes after it"],
    );
    // Through a glob of the root.
    assert_planted(
        "raw.rs",
        "fn f() { crate::parse() }",
        &["model/src/raw.rs:3: `raw` uses `parse` (crate::parse), but `parse` comes after it"],
    );
    // Through a chain, another name, and a glob on the way: each file of the chain is used.
    let package = Package::planted(&[
        ("emit.rs", "mod code; pub use self::code::*;"),
        ("emit/code.rs", "pub use inner::Code as Emission; mod inner { pub struct Code; }"),
        ("lib.rs", "pub use emit::Emission as Made;"),
        ("page.rs", "use crate::Made;"),
    ]);
    package.assert(
        ORDER,
        &[
            "model/src/page.rs:2: `page` uses `emit` (crate::Made), but `emit` comes after it",
            "model/src/page.rs:2: `page` uses `emit::code` (crate::Made), but `emit::code` comes after it",
        ],
    );
    // A module with re-exports is used, and so is what it re-exports.
    let package = Package::planted(&[
        ("text.rs", "pub use crate::page::Page;"),
        ("raw.rs", "use crate::text::Page;"),
        ("settings.rs", "use crate::text::*;"),
    ]);
    package.assert(
        ORDER,
        &[
            "model/src/raw.rs:3: `raw` uses `page` (crate::text::Page), but `page` comes after it",
            "model/src/settings.rs:2: `settings` uses `page` (crate::text::*), but `page` comes after it",
            "model/src/text.rs:2: `text` uses `page` (crate::page::Page), but `page` comes after it",
        ],
    );
}

#[test]
fn a_glob_points_to_the_right() {
    assert_planted(
        "parse/mod.rs",
        "use crate::{emit::*};",
        &[
            "model/src/parse/mod.rs:4: `parse` uses `emit` (crate::emit::*), but `emit` comes after it",
        ],
    );
}

#[test]
fn the_root_is_used_by_no_module() {
    for (code, path) in [
        ("fn f() { crate::run(); }", "crate::run"),
        ("use super::*;", "super::*"),
        ("use super::run;", "super::run"),
        ("use crate::{self as root};", "crate"),
        ("use super as root;", "super"),
        ("extern crate self as root; fn f() { root::run(); }", "root::run"),
        ("fn f() { crate::made_by_a_macro(); }", "crate::made_by_a_macro"),
    ] {
        let expected = format!(
            "model/src/text.rs:2: `text` uses the root ({path}), but the root comes after all modules"
        );
        assert_planted("text.rs", code, &[&expected]);
    }
}

#[test]
fn the_arguments_of_a_macro_have_paths() {
    for (code, path) in [
        ("fn f() { println!(\"{}\", crate::emit::write(1)); }", "crate::emit::write"),
        ("fn f() { vec![(1, [super::emit::Emitted])]; }", "super::emit::Emitted"),
        ("fn f() { quote! { #x crate::emit::Emitted } }", "crate::emit::Emitted"),
        ("macro_rules! m { () => { $crate::emit::write() } }", "crate::emit::write"),
        ("m! { use crate::{text::Name, emit::{self}}; }", "crate::emit"),
        ("fn f() { crate::emit::call!() }", "crate::emit::call"),
        ("#[derive(crate::emit::Emit)] struct S;", "crate::emit::Emit"),
        ("#[serde(with = \"crate::emit::code\")] struct S;", "crate::emit::code"),
        ("#[crate::emit::attribute] struct S;", "crate::emit::attribute"),
    ] {
        let expected =
            format!("model/src/page.rs:2: `page` uses `emit` ({path}), but `emit` comes after it");
        assert_planted("page.rs", code, &[&expected]);
    }
}

#[test]
fn a_macro_is_used_where_it_is_defined() {
    let package = Package::planted(&[
        (
            "emit.rs",
            "#[macro_export] macro_rules! exported { () => {} }\nmacro_rules! hidden { () => {} }",
        ),
        ("page.rs", "fn f() { crate::exported!(); }"),
        ("text.rs", "fn f() { hidden!() }"),
    ]);
    package.assert(
        ORDER,
        &["model/src/page.rs:2: `page` uses `emit` (crate::exported), but `emit` comes after it"],
    );
    // One that the modules below it can call by its name alone.
    let package = Package::planted(&[
        ("parse/mod.rs", "macro_rules! of_the_folder { () => {} }"),
        ("parse/key.rs", "fn f() { of_the_folder!() }"),
    ]);
    package.assert(
        ORDER,
        &["model/src/parse/key.rs:3: `parse::key` uses `parse` (of_the_folder), but `parse` comes after the modules in it"],
    );
}

#[test]
fn modules_in_one_brace_do_not_use_each_other() {
    let reason = "but modules in one brace do not use each other";
    let first =
        format!("model/src/raw.rs:3: `raw` uses `settings` (crate::settings::Settings), {reason}");
    assert_planted("raw.rs", "use crate::settings::Settings;", &[&first]);
    // Folders in a brace, and whatever is in them.
    let package = Package::planted(&[
        ("lib.rs", "mod validate; mod quirk;"),
        ("validate.rs", "mod row;"),
        ("validate/row.rs", "use crate::quirk::code::Code;"),
        ("quirk.rs", "pub mod code;"),
        ("quirk/code.rs", "pub struct Code;"),
    ]);
    package.assert(
        &format!("{ORDER}, {{ validate/*, quirk/* }}"),
        &[&format!("model/src/validate/row.rs:1: `validate::row` uses `quirk::code` (crate::quirk::code::Code), {reason}")],
    );
}

#[test]
fn two_files_of_a_folder_are_a_cycle() {
    assert_planted(
        "parse/key.rs",
        "fn f() { super::syntax::raw(); }",
        &[
            "model/src/parse/syntax.rs:2: `parse::syntax` uses `parse::key` (super::key::raw), but `parse::key` uses `parse::syntax` (super::syntax::raw at model/src/parse/key.rs:3)",
        ],
    );
}

#[test]
fn a_longer_cycle_is_reported_once() {
    let package = Package::planted(&[
        ("parse/mod.rs", "mod a; mod b; mod c;"),
        ("parse/a.rs", "use super::b;"),
        ("parse/b.rs", "use super::c;"),
        ("parse/c.rs", "use super::{a, syntax};"),
    ]);
    package.assert(
        ORDER,
        &["model/src/parse/a.rs:1: `parse::a` uses `parse::b` (super::b), but \
           `parse::b` uses `parse::c` (super::c at model/src/parse/b.rs:1) and \
           `parse::c` uses `parse::a` (super::a at model/src/parse/c.rs:1)"],
    );
}

#[test]
fn a_module_does_not_use_the_folder_that_it_is_in() {
    let expected = |path: &str| {
        format!(
            "model/src/parse/key.rs:3: `parse::key` uses `parse` ({path}), but `parse` comes after the modules in it"
        )
    };
    assert_planted("parse/key.rs", "use super::parse;", &[&expected("super::parse")]);
    assert_planted(
        "parse/key.rs",
        "fn f() { crate::parse::parse(); }",
        &[&expected("crate::parse::parse")],
    );
    // What the folder imports is used too, here from the left.
    assert_planted("parse/key.rs", "use super::Raw;", &[&expected("super::Raw")]);
    // The same by the other name of the folder's file.
    let package =
        Package::planted(&[("emit.rs", "mod code;"), ("emit/code.rs", "use super::Emitted;")]);
    package.assert(
        ORDER,
        &["model/src/emit/code.rs:1: `emit::code` uses `emit` (super::Emitted), but `emit` comes after the modules in it"],
    );
}

#[test]
fn the_order_is_of_the_modules_that_there_are() {
    let package = Package::planted(&[]);
    package.assert("text, {raw, settings}, parse, page", &["`emit` is missing from the order"]);
    package.assert(
        "text, {raw, settings}, parse, page, emit/*, write",
        &[
            "the order lists `emit` as a folder, but no module is in it",
            "the order lists `write`, which does not exist",
        ],
    );
    package.assert(&format!("{ORDER}, page"), &["the order lists `page` twice"]);
    package.assert("text, {raw, settings", &["the order has a brace without an end"]);
    package.assert("text,, raw", &["the order has ``, which is no module's name"]);
    package.assert("{text, raw} settings", &["the order has no comma before `settings`"]);
    package.assert("text, parse::key", &["the order has `parse::key`, which is no module's name"]);
}

#[test]
fn modules_of_a_folder_have_an_order() {
    let package = Package::planted(&[]);
    package.assert("text, {raw, settings}, parse/key, parse/syntax, page, emit", &[]);
    package.assert(
        "text, {raw, settings}, parse/syntax, parse/key, page, emit",
        &["model/src/parse/syntax.rs:2: `parse::syntax` uses `parse::key` (super::key::raw), but `parse::key` comes after it"],
    );
    package.assert(
        "text, {raw, settings}, parse/key, page, emit",
        &["`parse::syntax` is missing from the order"],
    );
    package.assert(
        "text, {raw, settings}, parse/key, parse, parse/syntax, page, emit",
        &["the order lists `parse` before `parse::syntax`, but a folder comes after its modules"],
    );
    // The folder's file comes after the last of its modules, and may use what is to the left of that.
    package.write("parse/mod.rs", "mod key; mod syntax; use crate::page::Page;\npub fn parse() {}");
    package.assert("text, {raw, settings}, parse/key, page, parse/syntax, emit", &[]);
    package.assert(
        "text, {raw, settings}, parse/key, parse/syntax, page, emit",
        &["model/src/parse/mod.rs:1: `parse` uses `page` (crate::page::Page), but `page` comes after it"],
    );
}

#[test]
fn code_for_tests_does_not_count() {
    let package = Package::planted(&[
        (
            "text.rs",
            "#[cfg(test)] use crate::page::Page;\n#[cfg(all(unix, test))] mod tests { use crate::emit; }",
        ),
        (
            "raw.rs",
            "impl Raw { #[cfg(test)] fn f() { crate::emit::write(()) } }\n#[test] fn f() { crate::emit::write(()) }",
        ),
        ("settings.rs", "#[cfg(test)] mod tests;"),
        ("settings/tests.rs", "mod more; use crate::emit;"),
        ("settings/tests/more.rs", "use crate::emit;"),
        ("page.rs", "mod own_tests;"),
        ("page/own_tests.rs", "#![cfg(test)]\nuse crate::emit;"),
    ]);
    package.assert(ORDER, &[]);
    // What is not for tests alone does.
    for condition in ["any(test, unix)", "not(test)", "unix", "any()"] {
        let code = format!("#[cfg({condition})] use crate::emit;");
        let expected =
            "model/src/page.rs:2: `page` uses `emit` (crate::emit), but `emit` comes after it";
        assert_planted("page.rs", &code, &[expected]);
    }
}

#[test]
fn names_that_look_like_modules_are_not() {
    let package = Package::planted(&[
        (
            "text.rs",
            "use std::fmt::{self, Display};
             use ::emit::Other as _;
             use ::page::{Page, raw::*};
             pub(in crate::text) struct Scoped;
             enum Kind { parse, page, emit }
             use Kind::*;
             trait Stage { type emit; fn emit(&self); fn page() -> Self::emit; }
             struct Holder { emit: u8 }
             impl Holder {
                 const page: u8 = 0;
                 fn emit(&self) -> u8 { self.emit + Self::page }
             }
             fn locals<T: Stage>(page: T, emit: Holder) {
                 page.emit();
                 emit.emit();
                 let raw = Kind::emit;
                 let closure = |settings: u8| settings + emit.emit;
                 match raw { Kind::page | Kind::emit => {} Kind::parse => {} }
                 T::page();
                 <T as Stage>::page();
                 fmt::Error;
                 emit::of_another_crate();
                 page::of_another_crate::f();
                 println!(\"{page} crate::emit\", page = emit::x());
                 // crate::emit::write
                 /* super::emit */
                 #[doc = \"crate::emit::write\"] let x = 'emit: loop { break 'emit 1 };
                 fn nested() { enum emit { A } emit::A; mod raw { pub fn f() { super::Kind::page; } } self::Kind::page; }
             }
             /// [`crate::emit::write`]
             macro_rules! local { ($emit:ident) => { super::emit::x; self::emit } }
             m! { pub(in crate::emit) struct S; }
             fn quoted() { quote! { super::emit::Made self::x super::super::Y } }",
        ),
        // A child, and a crate of the same name.
        ("raw.rs", "mod emit { pub fn f() {} }\nfn f() { emit::f(); self::emit::f(); ::emit::f(); }"),
        // A crate that is imported under its name.
        ("settings.rs", "use page::page; fn f() { page::of_a_crate!(); page!(); }\nextern crate parse; fn g() { parse::x(); }"),
        // Private imports of other modules are not seen through a glob.
        ("page.rs", "use crate::text::*;\nfn f() { emit::f(); fmt::x(); }"),
        // Raw identifiers and `self` are what they are called.
        ("emit.rs", "mod r#type { pub struct R; }\nuse self::r#type::R; use crate::{page::{self, Page as P}};\nfn g(_: self::r#type::R) {}"),
    ]);
    package.assert(ORDER, &[]);
}

/// A function and a module of one name are two things.
#[test]
fn a_function_called_like_a_module_is_none() {
    let package = Package::planted(&[
        ("text.rs", "pub mod page { pub fn f() {} }\npub fn page() {}"),
        ("lib.rs", "pub mod lookup; pub use lookup::lookup;"),
        ("lookup.rs", "pub fn lookup() {}"),
        ("raw.rs", "fn f() { crate::text::page(); crate::text::page::f(); }"),
        ("page.rs", "fn f() { crate::lookup() }"),
    ]);
    package.assert(
        &format!("{ORDER}, lookup"),
        &["model/src/page.rs:2: `page` uses `lookup` (crate::lookup), but `lookup` comes after it"],
    );
}

/// A path goes through the module, and the function is re-exported.
#[test]
fn a_function_called_like_its_module_can_be_imported() {
    let package = Package::planted(&[
        ("parse/mod.rs", "mod header; use self::header::header; fn f() { header() }"),
        ("parse/header.rs", "pub struct Header; pub fn header() {}"),
        (
            "parse/syntax.rs",
            "use super::header::{Header, header}; fn f(_: Header) { header(); super::header::header() }",
        ),
    ]);
    package.assert(ORDER, &[]);
    package.write("parse/syntax.rs", "fn f() { super::header() }");
    package.assert(
        ORDER,
        &["model/src/parse/syntax.rs:1: `parse::syntax` uses `parse` (super::header), but `parse` comes after the modules in it"],
    );
}

#[test]
fn a_package_that_cannot_be_followed_is_reported() {
    let package = Package::planted(&[
        ("lib.rs", "mod gone;\n#[path = \"elsewhere.rs\"] mod moved;"),
        ("undeclared.rs", ""),
        ("main.rs", "fn main() {}"),
        ("bin/other.rs", "fn main() {}"),
    ]);
    package.assert(
        ORDER,
        &[
            "model/src/lib.rs:5: `mod gone;` has no file",
            "model/src/lib.rs:6: `mod moved;` has a `#[path]`, which is not followed",
            "model/src/undeclared.rs: no module declares this file",
        ],
    );
    package.write("text.rs", "\nfn {");
    let broken = check(&package.src(), ORDER);
    assert!(broken[0].starts_with("model/src/text.rs:2: it cannot be parsed: "), "{broken:?}");
    let nowhere = check(Path::new("nowhere"), ORDER);
    assert!(nowhere[0].starts_with("nowhere cannot be read: "), "{nowhere:?}");
    fs::remove_file(package.src().join("lib.rs")).unwrap();
    fs::remove_file(package.src().join("main.rs")).unwrap();
    assert!(check(&package.src(), ORDER)[0].ends_with(" has neither lib.rs nor main.rs"));
}

#[test]
fn a_program_has_a_root_too() {
    let package = Package::new(&[
        ("main.rs", "mod text; mod page; fn main() { page::print() }"),
        ("text.rs", "use crate::page;"),
        ("page.rs", ""),
    ]);
    package.assert(
        "text, page",
        &["model/src/text.rs:1: `text` uses `page` (crate::page), but `page` comes after it"],
    );
}

#[test]
fn a_large_package_is_checked_fast() {
    let code = "fn f(x: Option<crate::text::Name>) { let y = crate::page::Page; println!(\"{}\", super::text::x()); }\n";
    let package = Package::planted(&[("emit.rs", &code.repeat(5_000))]);
    let start = Instant::now();
    package.assert(ORDER, &[]);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

/// The modules of this package, from left to right. A module may use those to its left.
const MODULES: &str = "tool, folder, consumer, cases/*, modules/*, oracle/*";

#[test]
fn this_package_is_in_order() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    assert_eq!(check(&source, MODULES), [] as [&str; 0]);
}
