//! Characters that are not shown, or that change how others are shown.

/// The characters of a string that mislead, each with its index: they are not shown, or change how
/// others are shown, and nothing that is shown needs them.
///
/// Some are needed: the joiners of scripts such as those of Persian and Hindi, and what makes one
/// emoji of several characters. Without them the string would look different.
pub fn misleading_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut previous = None;
    text.char_indices().filter(move |(index, character)| {
        let next = text[index + character.len_utf8()..].chars().next();
        let is_needed = previous.is_some_and(|previous| is_needed(previous, *character, next));
        previous = Some(*character);
        is_invisible(*character) && !is_needed
    })
}

/// Whether a character is not shown, or changes how others are shown.
///
/// These are control characters, line and paragraph separators, those that change the direction of
/// writing, all with Unicode's property `Default_Ignorable_Code_Point`, and the empty Braille pattern.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{00AD}'
                | '\u{034F}'
                | '\u{061C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// A character that is not shown, as a message names it.
#[must_use]
pub fn describe_invisible(character: char) -> String {
    match character {
        '\n' | '\r' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        _ => format!("the invisible character U+{:04X}", u32::from(character)),
    }
}

/// Whether an invisible character is needed between these, or after the one before it.
fn is_needed(previous: char, character: char, next: Option<char>) -> bool {
    match character {
        '\u{200C}' | '\u{200D}' if joins_letters(previous) => {
            next.is_some_and(|next| !next.is_whitespace() && !is_invisible(next))
        }
        '\u{200D}' => {
            (is_picture(previous) || previous == '\u{FE0F}') && next.is_some_and(is_picture)
        }
        '\u{FE0E}' | '\u{FE0F}' => {
            let is_key = previous.is_ascii_digit() || matches!(previous, '#' | '*');
            is_picture(previous) || (is_key && next == Some('\u{20E3}'))
        }
        '\u{180B}'..='\u{180D}' | '\u{180F}' => matches!(previous, '\u{1820}'..='\u{18AA}'),
        '\u{E0100}'..='\u{E01EF}' => is_ideograph(previous),
        _ => false,
    }
}

/// The letters and marks of scripts in which a joiner changes how its neighbours look: Arabic to
/// Samaritan, the scripts of India, Myanmar, Khmer, Mongolian, and the presentation forms of Arabic.
fn joins_letters(character: char) -> bool {
    let is_of_script = matches!(
        character,
        '\u{0610}'..='\u{0DFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{18AF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
    );
    is_of_script && !character.is_numeric() && !is_invisible(character)
}

/// Symbols that may be an emoji or a part of one.
fn is_picture(character: char) -> bool {
    matches!(
        character,
        '©' | '®'
            | '‼'
            | '⁉'
            | '™'
            | 'ℹ'
            | '\u{2190}'..='\u{27FF}'
            | '\u{2900}'..='\u{2BFF}'
            | '〰'
            | '〽'
            | '㊗'
            | '㊙'
            | '\u{1F000}'..='\u{1FAFF}'
    )
}

fn is_ideograph(character: char) -> bool {
    matches!(
        character,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<char> {
        misleading_characters(text).map(|(_, character)| character).collect()
    }

    #[test]
    fn what_is_not_shown_misleads() {
        for text in [
            "a\tb",
            "a\nb",
            "a\u{7F}",
            "a\u{9B}31m",
            "\u{AD}",
            "a\u{34F}b",
            "\u{61C}",
            "\u{115F}",
            "\u{17B4}",
            "a\u{180E}b",
            "a\u{200B}b",
            "\u{200E}a",
            "\u{2028}",
            "a\u{202E}b",
            "\u{2060}",
            "\u{2066}",
            "a\u{2800}b",
            "\u{3164}",
            "\u{FEFF}",
            "\u{FFF9}",
            "\u{1D173}",
            "a\u{E0041}b",
        ] {
            assert_eq!(found(text).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn joiners_and_selectors_that_nothing_needs_mislead() {
        for text in [
            "a\u{200D}b",
            "a\u{200C}b",
            "а\u{200D}б",
            "\u{200C}می",
            "می\u{200C}",
            "می\u{200C} ها",
            "۱\u{200C}۲",
            "🙂\u{200D}",
            "🙂\u{200D}a",
            "\u{200D}🙂",
            "a\u{FE0F}",
            "1\u{FE0F}",
            "漢\u{FE00}",
            "a\u{180B}",
            "a\u{E0100}",
            "\u{FE0F}",
        ] {
            assert_eq!(found(text).len(), 1, "{text:?}");
        }
        assert_eq!(found("🙂\u{FE0F}\u{FE0F}"), ['\u{FE0F}']);
        assert_eq!(found("می\u{200C}\u{200C}خ").len(), 2);
        assert_eq!(misleading_characters("é\u{200B}x").next(), Some((2, '\u{200B}')));
    }

    #[test]
    fn honest_texts_of_all_languages_do_not_mislead() {
        for text in [
            "Invalid JSON.",
            "Requête non valide\u{A0}: «\u{202F}json\u{202F}»",
            "Ungültige Anfrage: größer als 3 ≠ 4",
            "Неверный запрос",
            "请求无效。",
            "無効なリクエスト、葛\u{E0100}城",
            "잘못된 요청",
            "طلب غير صالح",
            "درخواست نامعتبر است، نمی\u{200C}توان آن را خواند",
            "בקשה לא חוקית",
            "अमान्य अनुरोध, क्\u{200D}ष र\u{200D}्य",
            "ශ්\u{200D}රී ලංකා",
            "คำขอไม่ถูกต้อง",
            "Yêu cầu không hợp lệ, Y\u{302}e\u{302}u",
            "ᠮᠣᠩᠭᠣᠯ\u{180B}",
            "❤\u{FE0F} 👩\u{200D}💻 👁\u{FE0F}\u{200D}🗨\u{FE0F} 1\u{FE0F}\u{20E3} 👍🏽 🇨🇭 ©\u{FE0F}",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
