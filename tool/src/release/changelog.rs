//! The entry of a version in a changelog, in the form of [Keep a Changelog](https://keepachangelog.com).
//!
//! Lines about the catalog begin with a mark, so that the next run can bring them up to date. All other
//! lines are people's, and stay.

use error_catalog_model::change::Change;
use semver::Version;

use super::notes::{MARK, line, section};

/// What a new changelog contains.
const NEW: &str = "# Changelog\n\n## [Unreleased]\n";

/// The sections of an entry, in their order.
const SECTIONS: [&str; 6] = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

/// An entry to write.
pub(super) struct Entry<'r> {
    pub(super) version: &'r Version,
    /// The version of an entry that has this one instead, since it was not released.
    pub(super) previous: Option<&'r Version>,
    pub(super) date: &'r str,
    pub(super) changes: &'r [Change],
}

/// The changelog with the entry. What is unreleased moves into it. The lines of an entry that exists
/// already are brought up to date.
pub(super) fn edit(old: Option<&str>, entry: &Entry<'_>) -> String {
    let old = old.unwrap_or(NEW);
    if old.contains("\r\n") {
        return edit(Some(&old.replace("\r\n", "\n")), entry).replace('\n', "\r\n");
    }
    let mut changelog = Changelog::parse(old);
    let version = entry.version.to_string();
    let unreleased = changelog.find("unreleased").map(|index| &mut changelog.blocks[index]);
    let moved = Body::parse(&unreleased.map(Block::take).unwrap_or_default());
    let previous = entry.previous.map(ToString::to_string);
    let index = match changelog.find(&version) {
        Some(index) => index,
        None => match previous.and_then(|previous| changelog.find(&previous)) {
            Some(index) => {
                changelog.blocks[index].set_version(&version);
                index
            }
            None => changelog.insert(&version, entry.date),
        },
    };
    changelog.blocks[index].update(moved, entry.changes);
    changelog.text()
}

/// A changelog: what comes before the first entry, the entries, and the addresses of addresses at the end.
struct Changelog {
    head: Vec<String>,
    blocks: Vec<Block>,
    addresses: Vec<String>,
}

/// An entry, or what is unreleased.
struct Block {
    heading: String,
    lines: Vec<String>,
}

impl Changelog {
    fn parse(text: &str) -> Self {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let is_link = |line: &String| line.starts_with('[') && line.contains("]: ");
        let is_link_or_blank = |line: &&String| is_link(line) || line.trim().is_empty();
        let end = lines.len() - lines.iter().rev().take_while(is_link_or_blank).count();
        let start = lines[end..].iter().position(is_link);
        let addresses = start.map(|start| lines.split_off(end + start)).unwrap_or_default();
        let (mut head, mut blocks, mut is_code) = (Vec::new(), Vec::<Block>::new(), false);
        for line in lines {
            is_code ^= is_fence(line.trim_start());
            match blocks.last_mut() {
                _ if line.starts_with("## ") && !is_code => {
                    blocks.push(Block { heading: line, lines: Vec::new() });
                }
                Some(block) => block.lines.push(line),
                None => head.push(line),
            }
        }
        Self { head, blocks, addresses }
    }

    /// The block of a version.
    fn find(&self, version: &str) -> Option<usize> {
        self.blocks.iter().position(|block| block.version().eq_ignore_ascii_case(version))
    }

    /// Adds an entry without lines, after what is unreleased.
    fn insert(&mut self, version: &str, date: &str) -> usize {
        let heading = format!("## [{version}] - {date}");
        let index = self.find("unreleased").map_or(0, |index| index + 1);
        match index.checked_sub(1) {
            Some(index) => self.blocks[index].end_with_blank(),
            None => end_with_blank(&mut self.head),
        }
        self.blocks.insert(index, Block { heading, lines: vec![String::new()] });
        index
    }

    fn text(mut self) -> String {
        if !self.addresses.is_empty() {
            match self.blocks.last_mut() {
                Some(block) => block.end_with_blank(),
                None => end_with_blank(&mut self.head),
            }
        }
        let mut lines = self.head;
        for block in self.blocks {
            lines.push(block.heading);
            lines.extend(block.lines);
        }
        lines.extend(self.addresses);
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines.join("\n") + "\n"
    }
}

impl Block {
    /// The version that the heading names, or `Unreleased`.
    fn version(&self) -> &str {
        let title = self.heading["## ".len()..].trim_start().trim_start_matches('[');
        let title = &title[..title.find([']', ' ', ':']).unwrap_or(title.len())];
        title.strip_prefix('v').unwrap_or(title)
    }

    fn set_version(&mut self, version: &str) {
        let heading = self.heading.replacen(self.version(), version, 1);
        self.heading = heading;
    }

    fn end_with_blank(&mut self) {
        if self.lines.is_empty() {
            self.lines.push(String::new());
        }
        end_with_blank(&mut self.lines);
    }

    /// The lines, which are no longer in the block.
    fn take(&mut self) -> Vec<String> {
        if self.lines.iter().all(|line| line.trim().is_empty()) {
            return Vec::new();
        }
        std::mem::replace(&mut self.lines, vec![String::new()])
    }

    /// Adds what was unreleased, and brings the lines about the catalog up to date.
    fn update(&mut self, moved: Body, changes: &[Change]) {
        let mut body = Body::parse(&self.lines);
        let has_moved = !moved.is_empty();
        body.append(moved);
        if body.set_changes(changes) || has_moved {
            self.lines = body.lines();
        }
    }
}

/// The lines of an entry.
struct Body {
    intro: Vec<String>,
    sections: Vec<Section>,
}

struct Section {
    heading: String,
    lines: Vec<String>,
}

impl Body {
    fn parse(lines: &[String]) -> Self {
        let (mut intro, mut sections, mut is_code) = (Vec::new(), Vec::<Section>::new(), false);
        for line in lines {
            is_code ^= is_fence(line.trim_start());
            match sections.last_mut() {
                _ if line.starts_with("### ") && !is_code => {
                    sections.push(Section { heading: line.clone(), lines: Vec::new() });
                }
                Some(section) => section.lines.push(line.clone()),
                None => intro.push(line.clone()),
            }
        }
        trim(&mut intro);
        for section in &mut sections {
            trim_end(&mut section.lines);
        }
        Self { intro, sections }
    }

    fn is_empty(&self) -> bool {
        self.intro.is_empty() && self.sections.is_empty()
    }

    fn append(&mut self, other: Self) {
        if !self.intro.is_empty() && !other.intro.is_empty() && !is_list(&self.intro, &other.intro)
        {
            self.intro.push(String::new());
        }
        self.intro.extend(other.intro);
        for mut section in other.sections {
            match self.sections.iter_mut().find(|own| own.title() == section.title()) {
                None => _ = self.insert(section),
                Some(own) => {
                    trim(&mut section.lines);
                    if !is_list(&own.lines, &section.lines) {
                        own.lines.push(String::new());
                    }
                    own.lines.extend(section.lines);
                }
            }
        }
    }

    /// Adds a section before those that come after it.
    fn insert(&mut self, section: Section) -> &mut Section {
        let rank = section.rank();
        let index = self.sections.iter().position(|other| other.rank() > rank);
        let index = index.unwrap_or(self.sections.len());
        self.sections.insert(index, section);
        &mut self.sections[index]
    }

    /// Brings the lines about the catalog up to date. Returns whether anything was different.
    fn set_changes(&mut self, changes: &[Change]) -> bool {
        let mut is_different = false;
        for title in SECTIONS {
            let lines = changes.iter().filter(|change| section(change) == title).map(line);
            let lines: Vec<String> = lines.collect();
            let index = self.sections.iter().position(|section| section.title() == title);
            let section = match index {
                Some(index) => &mut self.sections[index],
                None if lines.is_empty() => continue,
                None => self.insert(Section {
                    heading: format!("### {title}"),
                    lines: vec![String::new()],
                }),
            };
            is_different |= section.set_changes(lines);
        }
        // A section that had only lines about the catalog.
        let count = self.sections.len();
        self.sections.retain(|section| {
            let is_ours = SECTIONS.contains(&section.title());
            !is_ours || section.lines.iter().any(|line| !line.trim().is_empty())
        });
        is_different || self.sections.len() != count
    }

    /// All lines, with one blank line between the sections and at the end.
    fn lines(self) -> Vec<String> {
        let mut lines = vec![String::new()];
        lines.extend(self.intro);
        for section in self.sections {
            end_with_blank(&mut lines);
            lines.push(section.heading);
            lines.extend(section.lines);
        }
        end_with_blank(&mut lines);
        lines
    }
}

impl Section {
    fn title(&self) -> &str {
        self.heading["### ".len()..].trim()
    }

    /// Where the section is in an entry; unknown ones are at the end.
    fn rank(&self) -> usize {
        let title = self.title();
        SECTIONS.iter().position(|section| *section == title).unwrap_or(SECTIONS.len())
    }

    /// Replaces the lines about the catalog, unless they are the same. They come first.
    fn set_changes(&mut self, new: Vec<String>) -> bool {
        let (mut old, rest) = self.split();
        let mut sorted = new.clone();
        old.sort();
        sorted.sort();
        if old == sorted {
            return false;
        }
        self.lines = rest;
        let start = self.lines.iter().take_while(|line| line.trim().is_empty()).count();
        // What follows is another paragraph, if it is not a list.
        let needs_blank =
            !new.is_empty() && self.lines.get(start).is_some_and(|line| !is_item(line));
        let blank = needs_blank.then(String::new);
        self.lines.splice(start..start, new.into_iter().chain(blank));
        true
    }

    /// The lines about the catalog, and all others. Somebody may have wrapped them.
    fn split(&self) -> (Vec<String>, Vec<String>) {
        let (mut marked, mut rest) = (Vec::<String>::new(), Vec::new());
        let mut is_within = false;
        for line in &self.lines {
            let continues = line.starts_with(' ') && !line.trim().is_empty();
            is_within = is_marked(line) || is_within && continues;
            match marked.last_mut() {
                Some(item) if is_within && continues => {
                    item.push(' ');
                    item.push_str(line.trim());
                }
                _ if is_within => marked.push(line.clone()),
                _ => rest.push(line.clone()),
            }
        }
        (marked, rest)
    }
}

/// Whether a block of code begins or ends.
fn is_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

fn is_marked(line: &str) -> bool {
    line.starts_with(MARK)
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("* ")
}

/// Whether the lines of two lists may follow each other.
fn is_list(first: &[String], second: &[String]) -> bool {
    let has_item = first.iter().any(|line| is_item(line));
    has_item && second.first().is_some_and(|line| is_item(line))
}

fn end_with_blank(lines: &mut Vec<String>) {
    if lines.last().is_some_and(|line| !line.trim().is_empty()) {
        lines.push(String::new());
    }
}

fn trim_end(lines: &mut Vec<String>) {
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
}

fn trim(lines: &mut Vec<String>) {
    trim_end(lines);
    let start = lines.iter().take_while(|line| line.trim().is_empty()).count();
    lines.drain(..start);
}
