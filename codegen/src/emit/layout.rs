//! Rust expressions in lines, as rustfmt lays them out with the settings of this repository.
//!
//! The code is written as text and not as a syntax tree: printers of syntax trees lay it out otherwise than
//! rustfmt, put no blank lines between items, and take most of the time and the memory of a long catalog.

use std::iter;

/// The width of a line, indentation included.
pub(super) const WIDTH: usize = 100;
/// One level of indentation.
const STEP: usize = 4;
/// Elements up to this width share lines, if they are literals.
const SHORT: usize = 10;

/// An expression.
pub(super) enum Expression {
    /// A literal or a path: something that is never split.
    Word(String),
    /// `&…`.
    Reference(Box<Self>),
    /// `[…, …]`.
    Array(Vec<Self>),
    /// `path { field: …, … }`, or `path { field: …, ..base }`.
    Struct { path: &'static str, fields: Vec<(&'static str, Self)>, base: Option<&'static str> },
}

impl Expression {
    pub(super) fn string(value: &str) -> Self {
        Self::Word(format!("{value:?}"))
    }

    pub(super) fn number(value: usize) -> Self {
        Self::Word(value.to_string())
    }

    pub(super) fn numbers(values: &[usize]) -> Self {
        Self::Array(values.iter().copied().map(Self::number).collect())
    }

    pub(super) fn referenced(self) -> Self {
        Self::Reference(Box::new(self))
    }

    /// In one line.
    fn flat(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Reference(target) => format!("&{}", target.flat()),
            Self::Array(elements) => {
                let elements: Vec<String> = elements.iter().map(Self::flat).collect();
                format!("[{}]", elements.join(", "))
            }
            Self::Struct { path, fields, base } => {
                let fields = fields.iter().map(|(name, value)| format!("{name}: {}", value.flat()));
                let base = base.map(|base| format!("..{base}"));
                let parts: Vec<String> = fields.chain(base).collect();
                format!("{path} {{ {} }}", parts.join(", "))
            }
        }
    }

    /// In several lines, the first of which follows what is already written. Each leaves room for what
    /// follows the last one, as wide as `end`.
    fn split(&self, indent: usize, end: usize) -> String {
        let inner = indent + STEP;
        match self {
            Self::Word(word) => word.clone(),
            Self::Reference(target) => format!("&{}", target.split(indent, end)),
            Self::Array(elements) => {
                let lines = if elements.iter().all(Self::is_short) {
                    filled(elements, inner, WIDTH - end)
                } else {
                    elements.iter().map(|element| element.in_place(inner)).collect()
                };
                block("[", &lines, "]", indent)
            }
            Self::Struct { path, fields, base } => {
                let fields = fields.iter().map(|(name, value)| match value {
                    // However long.
                    Self::Word(word) => format!("{name}: {word},"),
                    value => value.after(&format!("{name}:"), inner, ","),
                });
                let base = base.map(|base| format!("..{base}"));
                let lines: Vec<String> = fields.chain(base).collect();
                block(&format!("{path} {{"), &lines, "}", indent)
            }
        }
    }

    /// Whether it shares lines with others of its kind in an array that takes several.
    fn is_short(&self) -> bool {
        matches!(self, Self::Word(word) if width(word) <= SHORT && !word.contains("::"))
    }

    /// As an element on its own line, with the comma.
    fn in_place(&self, indent: usize) -> String {
        let flat = self.flat();
        let expression = if indent + width(&flat) < WIDTH { flat } else { self.split(indent, 1) };
        format!("{expression},")
    }

    /// After `prefix` and before `end`: on the same line, on the next line, or split.
    fn after(&self, prefix: &str, indent: usize, end: &str) -> String {
        let flat = self.flat();
        let length = width(&flat) + end.len();
        if indent + width(prefix) + 1 + length <= WIDTH {
            format!("{prefix} {flat}{end}")
        } else if indent + STEP + length <= WIDTH {
            format!("{prefix}\n{}{flat}{end}", " ".repeat(indent + STEP))
        } else {
            format!("{prefix} {}{end}", self.split(indent, end.len()))
        }
    }
}

/// `declaration = value;`, indented.
pub(super) fn item(declaration: &str, value: &Expression, indent: usize) -> String {
    let code = value.after(&format!("{declaration} ="), indent, ";");
    format!("{}{code}\n", " ".repeat(indent))
}

/// As many elements on each line as fit.
fn filled(elements: &[Expression], indent: usize, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for element in elements {
        let element = format!("{},", element.flat());
        if !line.is_empty() && indent + width(&line) + 1 + width(&element) > limit {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&element);
    }
    lines.extend(Some(line).filter(|line| !line.is_empty()));
    lines
}

/// Lines between brackets.
fn block(open: &str, lines: &[String], close: &str, indent: usize) -> String {
    let (inner, outer) = (" ".repeat(indent + STEP), " ".repeat(indent));
    let lines = lines.iter().map(|line| format!("{inner}{line}\n"));
    let parts = iter::once(format!("{open}\n")).chain(lines);
    parts.chain(iter::once(format!("{outer}{close}"))).collect()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::{Expression, item};

    fn words(words: &[&str]) -> Expression {
        Expression::Array(words.iter().map(|word| Expression::Word((*word).to_owned())).collect())
    }

    #[test]
    fn an_item_takes_one_line_if_it_fits() {
        let value = words(&["Self::First", "Self::Second"]).referenced();
        assert_eq!(
            item("const ALL: &[Self]", &value, 4),
            "    const ALL: &[Self] = &[Self::First, Self::Second];\n"
        );
    }

    #[test]
    fn a_value_that_fits_on_the_next_line_goes_there() {
        let value = Expression::string(&"x".repeat(70));
        let expected = format!("const {}: &str =\n    \"{}\";\n", "N".repeat(30), "x".repeat(70));
        assert_eq!(item(&format!("const {}: &str", "N".repeat(30)), &value, 0), expected);
    }

    #[test]
    fn long_elements_take_a_line_each_and_short_ones_share_lines() {
        let long = "Self::".to_owned() + &"x".repeat(50);
        let expected = format!("const X: Y = [\n    {long},\n    {long},\n];\n");
        assert_eq!(item("const X: Y", &words(&[&long, &long]), 0), expected);

        let numbers: Vec<usize> = (100..150).collect();
        let code = item("const X: Y", &Expression::numbers(&numbers), 0);
        let lengths: Vec<usize> = code.lines().map(str::len).collect();
        assert_eq!(lengths, [14, 98, 98, 63, 2]);
    }

    #[test]
    fn a_struct_is_split_field_by_field() {
        let fields = vec![("a", Expression::number(1)), ("b", Expression::string(&"x".repeat(90)))];
        let value = Expression::Struct { path: "S", fields, base: Some("BASE") };
        let text = "x".repeat(90);
        let expected =
            format!("const X: S = S {{\n    a: 1,\n    b: \"{text}\",\n    ..BASE\n}};\n");
        assert_eq!(item("const X: S", &value, 0), expected);
    }
}
