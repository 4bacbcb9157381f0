//! Mutations of inputs. The same seed gives the same inputs on every machine.

/// Pieces of text and of file formats that random bytes almost never contain.
pub const PIECES: [&str; 124] = [
    "。",
    "，",
    "“",
    "”",
    "《",
    "》",
    "（",
    "\u{3000}",
    "\u{301}",
    "\u{200b}",
    "\u{feff}",
    "汉",
    "𠮷",
    "の",
    "한",
    "👍",
    "\n\n",
    "\r\n",
    "\t",
    " | ",
    "\0",
    "Dr. ",
    "1. ",
    "...",
    "http://a.b/",
    "<tu>",
    "</seg>",
    "<!--",
    "-->",
    "&amp;",
    "&#x0;",
    "<a b=\"c\" ",
    "```\n",
    "{\"en\":\"",
    "\\u0000",
    "[0]:[0]",
    "] [",
    "0.5",
    "4294967296",
    "-1",
    "第",
    "·",
    "万",
    "々",
    "T恤",
    "don't",
    "\u{2028}",
    "\u{85}",
    "\u{fffd}",
    "\u{1f469}\u{200d}\u{1f692}",
    "<table><tr><td>",
    "</p>",
    "<script>",
    "# ",
    "- ",
    "> ",
    "* * *\n",
    "$$",
    "20%",
    "２０",
    "㎏",
    "ﬁ",
    "İ",
    "\u{f900}",
    "00:00:01,000 --> 00:00:02,500\n",
    "[00:12.5]",
    "WEBVTT\n\n",
    "{\\an8}",
    "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,",
    "NOTE ",
    "| --- |\n",
    "{{< note >}}",
    ":::tip\n",
    "> [!NOTE]\n",
    "---\ntitle: a\n---\n",
    "[^1]: ",
    "<![CDATA[",
    "]]>",
    "<source>",
    "</target>",
    "<pc id=\"1\">",
    "<ph id=\"1\"/>",
    "msgstr \"",
    "#~ ",
    "<w:t>",
    "</w:p>",
    "<beforebreak>",
    "\\p{Lu}",
    "data-b=\"0-5\"",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:instrText>TOC</w:instrText>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "\u{c}",
    "- 12 -\n",
    "-\n",
    "<sub type=\"bold\">",
    "<bpt i=\"1\">",
    "<mrk mtype=\"seg\" mid=\"1\">",
    "<note>",
    "<prop type=\"a\">",
    "\"translation\":{",
    "{\"messages\":[{\"role\":\"user\",\"content\":\"",
    "\"review\":\"checked\"",
    "checked",
    "<file source-language=\"en\" target-language=\"zh\">",
    "<row r=\"1\">",
    "<c t=\"s\"><v>0</v></c>",
    "_x000D_",
    "<si><t>",
    "<rule break=\"no\">",
    "<!ENTITY a \"b\">",
    "<p class=\"note highlight-a\">",
    " lang=\"fr\"",
    " style=\"display:none\"",
    " role=\"navigation\"",
    " aria-hidden=\"true\"",
    "<meta charset=\"gb2312\">",
    "<CipherReference URI=\"a.xhtml\"/>",
    "2024-01-05T12:30:45+08:00",
    "\trejected\t0-9\t0-6\n",
    "xml:lang=\"zh-Hant-HK\"",
    "A.",
    "• ",
    "<!--AB-->",
];

/// A pseudo-random generator (xorshift64*, Vigna 2016).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `limit`; 0 if the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32;
        if limit == 0 { 0 } else { number as usize % limit }
    }
}

/// A random mutation of a random input of the corpus, cut to at most `max_len` bytes.
#[must_use]
pub fn mutated(corpus: &[Vec<u8>], max_len: usize, random: &mut Random) -> Vec<u8> {
    let mut input = corpus.get(random.below(corpus.len())).cloned().unwrap_or_default();
    for _ in 0..=random.below(6) {
        change(&mut input, corpus, random);
        input.truncate(max_len);
    }
    input
}

/// Replaces an input of libFuzzer, the first `length` bytes of `input`, by a mutation: half the time one of libFuzzer's
/// own, which do not know the pieces of the file formats. Returns the length of the mutation, at most `max_len`.
#[cfg(feature = "libfuzzer")]
#[must_use]
pub fn mutate_in_place(input: &mut [u8], length: usize, max_len: usize, seed: u32) -> usize {
    if seed % 2 == 0 {
        return libfuzzer_sys::fuzzer_mutate(input, length, max_len);
    }
    let mutation = mutated(&[input[..length].to_vec()], max_len, &mut Random::new(u64::from(seed)));
    input[..mutation.len()].copy_from_slice(&mutation);
    mutation.len()
}

fn change(input: &mut Vec<u8>, corpus: &[Vec<u8>], random: &mut Random) {
    let at = random.below(input.len() + 1);
    let length = random.below(input.len() - at + 1).min(64);
    match random.below(8) {
        0 => drop(input.drain(at..at + length)),
        1 => {
            let part = input[at..at + length].repeat(1 + random.below(8));
            input.splice(at..at, part);
        }
        2 | 3 => drop(input.splice(at..at, PIECES[random.below(PIECES.len())].bytes())),
        4 => drop(
            input
                .splice(at..at, PIECES[random.below(PIECES.len())].repeat(1 + random.below(30)).into_bytes()),
        ),
        5 => {
            let other = corpus.get(random.below(corpus.len())).map_or(&[][..], Vec::as_slice);
            let from = random.below(other.len() + 1);
            let part: Vec<u8> = other[from..].iter().copied().take(256).collect();
            input.splice(at..at + length, part);
        }
        6 => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        _ => input.insert(at, random.below(256) as u8),
    }
}
