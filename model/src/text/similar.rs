//! Words that somebody may have meant.

/// The candidates that a word is most likely a misspelling of, the nearest first.
///
/// Case does not count, and `_` is the same as `-`. Up to a third of the letters may differ, at least one;
/// two letters in the wrong order count as one.
#[must_use]
pub fn similar<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    // Nobody means a word that is so long, and comparing it takes time.
    const MAX_LENGTH: usize = 100;
    let word = normalized(word);
    if word.len() > MAX_LENGTH {
        return Vec::new();
    }
    let mut found = Vec::new();
    for candidate in candidates {
        let other = normalized(candidate);
        let allowed = (word.len().max(other.len()) / 3).max(1);
        // Of two short words, not even half is the same otherwise.
        let is_short = word.len().min(other.len()) < 3;
        if !is_short && word.len().abs_diff(other.len()) <= allowed {
            let distance = distance(&word, &other);
            if distance <= allowed {
                found.push((distance, candidate));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The candidate that a word is most likely a misspelling of.
#[must_use]
pub fn most_similar<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    similar(word, candidates).first().copied()
}

fn normalized(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '_' { '-' } else { c }).collect()
}

/// How many letters have to be inserted, removed, replaced or swapped with the next one.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, other_letter) in other.iter().enumerate() {
            let replaced = previous[column] + usize::from(letter != other_letter);
            let mut count = replaced.min(previous[column + 1] + 1).min(next[column] + 1);
            let is_swap = row > 0
                && column > 0
                && one[row - 1] == *other_letter
                && other[column - 1] == *letter;
            if is_swap {
                count = count.min(before[column - 1] + 1);
            }
            next.push(count);
        }
        before = std::mem::replace(&mut previous, next);
    }
    previous[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelling_is_near() {
        let keys = ["name", "title", "source", "retrieved", "note", "notes", "serde-feature"];
        for (word, key) in [
            ("retreived", "retrieved"),
            ("titel", "title"),
            ("Titles", "title"),
            ("SOURCE", "source"),
            ("nam", "name"),
            ("serde_feature", "serde-feature"),
            ("serdefeatures", "serde-feature"),
            ("notes", "notes"),
            ("not", "note"),
        ] {
            assert_eq!(most_similar(word, keys), Some(key), "{word}");
        }
        assert_eq!(similar("notes", keys), ["notes", "note"]);
    }

    #[test]
    fn another_word_is_not() {
        let keys = ["name", "title", "status", "code", "message", "description", "id"];
        for word in ["", "x", "retry", "heading", "kind", "note", "method", "path", "is", "nаmе"]
        {
            assert_eq!(most_similar(word, keys), None, "{word}");
        }
        assert_eq!(most_similar(&"name".repeat(1000), ["name"]), None);
    }
}
