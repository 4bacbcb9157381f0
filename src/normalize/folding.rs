//! What becomes of single characters: width, quotes, characters, case.

use unicode_normalization::UnicodeNormalization;

use super::{Case, Form, Han, Normalizer, Quotes, Width, simplified};

impl Normalizer {
    /// Appends what becomes of a cluster to `out`.
    pub(super) fn fold_into(&self, cluster: &str, out: &mut String) {
        let mut chars = cluster.chars();
        match (chars.next(), chars.next()) {
            // These are the same in every form.
            (Some(c @ '\u{3400}'..='\u{9fff}'), None) => self.fold(c, out),
            _ => match self.form {
                Form::Keep => cluster.chars().for_each(|c| self.fold(c, out)),
                Form::Nfc => cluster.nfc().for_each(|c| self.fold(c, out)),
                Form::Nfkc => cluster.nfkc().for_each(|c| self.fold(c, out)),
            },
        }
    }

    fn fold(&self, c: char, out: &mut String) {
        let c = if self.width == Width::Half { half_width(c) } else { c };
        let c = if self.quotes == Quotes::Straight { straight(c) } else { c };
        let c = if self.han == Han::Simplified { simplified(c) } else { c };
        match self.case {
            Case::Keep => out.push(c),
            Case::Lower => out.extend(c.to_lowercase()),
            // Full case folding is the lower case of the upper case, but for the dotless i, whose
            // upper case is that of another letter. (Unicode, section 3.13.)
            Case::Fold if c == 'ı' => out.push(c),
            Case::Fold => out.extend(c.to_uppercase().flat_map(char::to_lowercase)),
        }
    }
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '￠' => '¢',
        '￡' => '£',
        '￢' => '¬',
        '￥' => '¥',
        '￦' => '₩',
        _ => c,
    }
}

const fn straight(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        _ => c,
    }
}
