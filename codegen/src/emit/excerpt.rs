//! A copy of source text that leaves something out, and keeps the layout.

use std::ops::Range;

/// The copy, made from the start of the source to its end. Ranges are those of bytes in the source.
pub(super) struct Excerpt<'s> {
    source: &'s str,
    text: String,
    /// How much of the source is in the text, or left out.
    position: usize,
}

impl<'s> Excerpt<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, text: String::with_capacity(source.len()), position: 0 }
    }

    pub(super) fn finish(mut self) -> String {
        self.copy_to(self.source.len());
        self.text
    }

    /// Leaves out a range, and its lines if nothing else is in them, or else the space after it.
    pub(super) fn remove(&mut self, range: &Range<usize>) {
        let is_in_lines = self.is_in_lines(range);
        self.copy_to(if is_in_lines { self.line_start(range.start) } else { range.start });
        let end = if is_in_lines { '\n' } else { ' ' };
        self.position = range.end + usize::from(self.source[range.end..].starts_with(end));
    }

    /// Leaves out an item of a block, or an element of a list.
    pub(super) fn remove_element(&mut self, range: &Range<usize>, is_last: bool) {
        if self.is_in_lines(range) {
            self.remove(range);
            self.close_gap();
        } else if is_last {
            // In a list in one line, the last element has no comma.
            self.copy_to(range.start);
            let kept = self.text.trim_end_matches([' ', ',']).len();
            self.text.truncate(kept);
            self.position = range.end;
        } else {
            self.remove(range);
        }
    }

    pub(super) fn replace(&mut self, range: &Range<usize>, replacement: &str) {
        self.copy_to(range.start);
        self.text.push_str(replacement);
        self.position = range.end;
    }

    /// After lines were left out, one blank line is enough, and none at the start or the end of a block.
    fn close_gap(&mut self) {
        let rest = &self.source[self.position..];
        let is_after_blank_line = self.text.is_empty() || self.text.ends_with("\n\n");
        if rest.starts_with('\n') {
            let is_first = self.text.ends_with("{\n");
            self.position += usize::from(is_after_blank_line || is_first);
        } else if is_after_blank_line && rest.trim_start().starts_with('}') {
            self.text.pop();
        }
    }

    /// Whether there is nothing else in the lines of a range.
    fn is_in_lines(&self, range: &Range<usize>) -> bool {
        let before = &self.source[self.line_start(range.start)..range.start];
        let after = self.source[range.end..].chars().next();
        before.trim_start().is_empty() && matches!(after, None | Some('\n'))
    }

    fn line_start(&self, position: usize) -> usize {
        self.source[..position].rfind('\n').map_or(0, |end| end + 1)
    }

    fn copy_to(&mut self, position: usize) {
        self.text.push_str(&self.source[self.position..position]);
        self.position = position;
    }
}
