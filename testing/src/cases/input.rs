//! A block of a case as a file: the default page around it, escapes resolved.

use std::path::Path;
use std::{fs, io};

/// The default page, without its endpoint.
const PAGE: &str = r#"[page]
name = "Parcels"
title = "Parcels"
source = "https://docs.example.com/parcels"
retrieved = 2026-01-31
"#;

/// The default endpoint, above its rows.
const ENDPOINT: &str = r#"[[endpoint]]
name = "GetParcel"
title = "Get a parcel"
errors = [
"#;

/// The default pages to import, as what is above and below their rows.
const HTML: (&str, &str) = (
    "<h2>Get a parcel</h2>
<table>
  <tr><th>Status Code</th><th>Error Code</th><th>Message</th><th>Description</th></tr>
",
    "</table>\n",
);
const MARKDOWN: (&str, &str) = (
    "## Get a parcel

| Status Code | Error Code | Message | Description |
|---|---|---|---|
",
    "",
);
const TABS: (&str, &str) = ("Get a parcel\n\nStatus Code\tError Code\tMessage\tDescription\n", "");
const RUN: (&str, &str) = ("Get a parcel\n\nStatus CodeError CodeMessageDescription\n", "");

/// The row of the default endpoint below a `[page]` that a case shows.
const ROW: &str = r#"{ name = "NoSuchParcel", status = 404, code = "P-12", message = "No such parcel.", description = "Parcel Not Found." },"#;

/// A file of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path inside the catalog's folder, or the name of a page.
    pub name: String,
    /// What the file contains: not always UTF-8.
    pub content: Vec<u8>,
}

impl File {
    /// Writes the file into a folder, with the folders that its name has.
    ///
    /// # Errors
    ///
    /// If the file or a folder cannot be written.
    pub fn write_into(&self, folder: &Path) -> io::Result<()> {
        let path = folder.join(&self.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &self.content)
    }
}

/// What the line that opens a block asks for.
#[derive(Default)]
struct Options {
    name: String,
    around: Around,
    encoding: Encoding,
    crlf: bool,
    no_newline: bool,
}

/// What the characters of the block become.
#[derive(Default, PartialEq, Eq)]
enum Encoding {
    #[default]
    Utf8,
    /// UTF-8, but for the bytes that escapes name.
    Escaped,
    Utf16,
}

/// What is put around the block.
#[derive(Default)]
enum Around {
    #[default]
    Nothing,
    Page,
    Endpoint,
    /// A page to import, above and below the rows.
    Imported((&'static str, &'static str)),
}

/// The file that a block is.
pub(super) fn file(info: &str, content: &str) -> Result<File, String> {
    let options = options(info)?;
    check(content, options.encoding == Encoding::Escaped)?;
    let mut text = match options.around {
        Around::Nothing => content.to_owned(),
        Around::Page => page_around(content),
        Around::Imported((above, below)) => format!("{above}{content}{below}"),
        Around::Endpoint => format!("{content}\n{}", endpoint_around(ROW)),
    };
    if options.no_newline && text.ends_with('\n') {
        text.pop();
    }
    if options.crlf {
        text = text.replace('\n', "\r\n");
    }
    let content = match options.encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Escaped => resolve(&text)?,
        Encoding::Utf16 => "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect(),
    };
    Ok(File { name: options.name, content })
}

fn options(info: &str) -> Result<Options, String> {
    let (language, mut rest) = info.split_once(' ').unwrap_or((info, ""));
    let name = match language {
        "toml" => "parcels.toml",
        "html" => "page.html",
        "markdown" => "page.md",
        "text" => "page.txt",
        _ => return Err(format!("`{language}` is not the language of an input")),
    };
    let mut options = Options { name: name.to_owned(), ..Options::default() };
    if language == "toml" {
        options.around = Around::Page;
    }
    while !rest.is_empty() {
        if let Some((name, after)) =
            rest.strip_prefix("name=\"").and_then(|name| name.split_once('"'))
        {
            name.clone_into(&mut options.name);
            rest = after.trim_start();
            continue;
        }
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        match word {
            "file" if language == "toml" => options.around = Around::Nothing,
            "page" if language == "toml" => options.around = Around::Endpoint,
            "rows" if language == "html" => options.around = Around::Imported(HTML),
            "rows" if language == "markdown" => options.around = Around::Imported(MARKDOWN),
            "rows" if language == "text" => options.around = Around::Imported(TABS),
            "run" if language == "text" => options.around = Around::Imported(RUN),
            "escaped" | "utf-16" if options.encoding != Encoding::Utf8 => {
                return Err("`utf-16` and `escaped` exclude each other".to_owned());
            }
            "escaped" => options.encoding = Encoding::Escaped,
            "utf-16" => options.encoding = Encoding::Utf16,
            "crlf" => options.crlf = true,
            "no-newline" => options.no_newline = true,
            _ => return Err(format!("`{word}` means nothing for a block of `{language}`")),
        }
        rest = after;
    }
    Ok(options)
}

/// Rejects what a reader cannot see, or what an editor may remove.
fn check(content: &str, escaped: bool) -> Result<(), String> {
    let how = if escaped { "" } else { ", and the block must be `escaped`" };
    for line in content.lines() {
        if let Some(character) = line.chars().find(|character| is_invisible(*character)) {
            let code = u32::from(character);
            return Err(format!("U+{code:04X} must be written as `<U+{code:04X}>`{how}"));
        }
        if line.ends_with([' ', '\t']) {
            return Err(format!("white space ends a line: write it as `<U+0020>`{how}"));
        }
    }
    Ok(())
}

fn is_invisible(character: char) -> bool {
    match character {
        ' ' | '\t' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => character.is_control() || character.is_whitespace(),
    }
}

fn page_around(content: &str) -> String {
    let mut rows = String::new();
    let mut tables = content;
    while let Some(line) = tables.split_inclusive('\n').next().filter(|line| !line.starts_with('['))
    {
        rows.push_str(line);
        tables = &tables[line.len()..];
    }
    let mut page = PAGE.to_owned();
    if !rows.trim().is_empty() {
        page.push('\n');
        page.push_str(&endpoint_around(&rows));
    }
    if !tables.is_empty() {
        page.push('\n');
        page.push_str(tables);
    }
    page
}

fn endpoint_around(rows: &str) -> String {
    let mut endpoint = ENDPOINT.to_owned();
    for row in rows.trim_end_matches('\n').split('\n') {
        if !row.is_empty() {
            endpoint.push_str("  ");
            endpoint.push_str(row);
        }
        endpoint.push('\n');
    }
    endpoint.push_str("]\n");
    endpoint
}

/// `<U+202E>` becomes the character, `<0xFF>` the byte; any other `<` is itself.
fn resolve(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("<U+").into_iter().chain(rest.find("<0x")).min() {
        bytes.extend_from_slice(&rest.as_bytes()[..start]);
        let (escape, after) = rest[start..].split_once('>').unwrap_or((&rest[start..], ""));
        let number = u32::from_str_radix(&escape[3..], 16).ok();
        let resolved = match (escape.starts_with("<U+"), number) {
            (true, Some(number)) => char::from_u32(number).map(|it| it.to_string().into_bytes()),
            (false, Some(number)) => u8::try_from(number).ok().map(|byte| vec![byte]),
            (_, None) => None,
        };
        bytes.extend(
            resolved.ok_or_else(|| format!("`{escape}>` is neither a character nor a byte"))?,
        );
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}
