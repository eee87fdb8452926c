/// A word as it can be typed after a command: in quotes where a shell would take it apart.
#[must_use]
pub fn quoted_word(word: &str) -> String {
    let plain = |char: char| char.is_alphanumeric() || "_-./@%+=:,".contains(char);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted_word;

    #[test]
    fn words_that_a_shell_would_take_apart_are_quoted() {
        let cases = [("artikel/größe", "artikel/größe"), ("ä ö", "'ä ö'"), ("", "''"), ("a'b", r"'a'\''b'")];
        for (word, typed) in cases {
            assert_eq!(quoted_word(word), typed);
        }
        assert_eq!(quoted_word("$HOME"), "'$HOME'");
    }
}
