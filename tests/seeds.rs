//! Compares the results for each document in `seeds/` with expectations made by hand.
#![cfg(all(feature = "cedict", feature = "dictionary"))]

use bitext::{
    Aligner, Compounds, Contractions, Language, MixedTokenizer, Tokenizer, detect, runs, sentences,
};

/// The expectations for a document, made by hand.
struct Seed {
    name: &'static str,
    sentences: usize,
    /// Some of the sentences, numbered from 1: lines that must not join a paragraph, and sentences with difficult
    /// boundaries.
    some: &'static [(usize, &'static str)],
    words: &'static [&'static str],
    compounds: &'static [&'static str],
}

impl Seed {
    fn read(&self) -> String {
        let path = format!("seeds/{}.txt", self.name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn check(&self) -> String {
        let text = self.read();
        assert_eq!(detect(&text).language, Language::English);
        assert_eq!(runs(&text).map(|run| run.span.len()).sum::<usize>(), text.len());

        let found: Vec<&str> = sentences(&text).map(|span| span.of(&text)).collect();
        for &(number, expected) in self.some {
            let actual = found.get(number - 1).copied().unwrap_or("(nothing)");
            assert_eq!(actual, expected, "sentence {number}");
        }
        assert_eq!(found.len(), self.sentences, "sentences: {found:#?}");

        let split = MixedTokenizer::new().contractions(Contractions::Split);
        has(&text, &split, self.words);
        has(&text, &split.compounds(Compounds::Whole), self.compounds);
        text
    }

    /// Checks a document in English only, which has no pairs.
    fn check_english(&self) {
        let text = self.check();
        let languages: Vec<Language> = runs(&text).map(|run| run.language).collect();
        assert_eq!(languages, [Language::English]);
        let bitext = Aligner::new().align_page(&text);
        assert_eq!(bitext.pairs().count(), 0);
        assert_eq!(bitext.chinese_sentences(), []);
        assert!(bitext.english_sentences().len() >= self.sentences);
    }
}

fn has(text: &str, tokenizer: &impl Tokenizer, expected: &[&str]) {
    let tokens = tokenizer.tokenize(text);
    for &word in expected {
        assert!(tokens.iter().any(|token| token.of(text) == word), "{word} is not a token");
    }
}

#[test]
fn seed_000_news_with_lines_of_its_site() {
    Seed {
        name: "000_a41e9816e6e40e44",
        sentences: 39,
        some: &[
            (1, "Today: July 22, 2024"),
            (2, "January 11, 2024"),
            (3, "1 min read"),
            (4, "Portland Metro’s Venture Capital Investment Plunges by 59%, Below $1B"),
            (
                8,
                "• The cooperation between China and Pakistan exemplifies the strong ties between the two \
                 countries.",
            ),
            (9, "China Assists Pakistan During Oxygen Shortage"),
            (16, "Collaboration for Vaccine Production Facilities"),
            (24, "This solidarity is underpinned by their shared interests and strategic partnership."),
            (30, "Previous Story"),
            (32, "Next Story"),
            (34, "Latest from Blog"),
            (
                36,
                "TLDR: Antheia, a pharmaceutical ingredient manufacturer based in Menlo Park, CA, raised \
                 $17M in funding.",
            ),
            (38, "Antheia, led"),
            (39, "Go toTop"),
        ],
        words: &["COVID", "-", "19", "’s", "$", "59", "%", "SSBCI", "China", "Pakistan", "two", "year"],
        compounds: &["COVID-19", "59%", "long-term", "China-Pakistan", "deep-rooted", "two-year"],
    }
    .check_english();
}

#[test]
fn seed_001_news_of_long_sentences() {
    Seed {
        name: "001_99b83473412ea5e8",
        sentences: 14,
        some: &[
            (1, "date 2025-01-20 Monday, January 20, 2025"),
            (2, "China, Pakistan to enhance ties in medical sector: Envoy"),
            (3, "INP"),
            (4, "January 20, 2025"),
            (
                7,
                "He described the Pakistan-China partnership as a model of mutual trust and collective \
                 progress.",
            ),
            (
                8,
                "“Pakistan takes great pride in its unique surgical and medical equipment industry, globally \
                 recognised for craftsmanship, precision, and adherence to high-quality standards,” said \
                 Hashmi.",
            ),
            (
                14,
                "He encouraged Chinese companies to seize this opportunity for shared growth and sustainable \
                 development, Gwadar Pro reported.",
            ),
        ],
        words: &["B2B", "’s", "3,900", "25,000", "$", "450", "8", "%", "2025-01-20", "ISLAMABAD", "&"],
        compounds: &["$450", "$600", "8%", "well-established", "Pakistan-China"],
    }
    .check_english();
}

#[test]
fn seed_002_opinion_with_figures() {
    Seed {
        name: "002_83650126098d360d",
        sentences: 25,
        some: &[
            (1, "China promotes shared community of global health"),
            (2, "By Muhammad Zamir Assadi"),
            (5, "Of these exported masks, a total of 65 billion were for medical use."),
            (
                17,
                "Rather, it is contributing to the safety of global health systems and the well-being of \
                 humanity.",
            ),
            (24, "This is a ray of hope in a dark winter of sorrows."),
        ],
        words: &["224.2", "2.92", "1.08", "271,000", "’s", "COVID", "19"],
        compounds: &["COVID-19", "zero-sum", "win-win", "least-developed", "second-largest"],
    }
    .check_english();
}

#[test]
fn seed_003_mixed_page() {
    let text = Seed {
        name: "003_4b8c95ad6a02e0f4",
        sentences: 68,
        some: &[
            (1, "Science and Technology as a catalyst of Developments."),
            (2, "科学技术是发展的催化剂"),
            (6, "Research and Development Initiatives 研发计划"),
            (21, "Information and Communication Technology (ICT) Collaboration 信息和通信技术合作:"),
            (
                44,
                "一份新闻稿称,来自中国信息和通信技术行业公司的代表出席了会议,包括中国移动巴基斯坦公司、华为、\
                 Sunwalk、海康威视、Heroboss、Carlcare Services和中兴通讯巴基斯坦公司。",
            ),
            (63, "请参考原版英文的。"),
            (64, "谢谢"),
            (65, "Reference Link:-"),
            (66, "Leave a Reply"),
            (67, "Your email address will not be published."),
            (68, "Required fields are marked *"),
        ],
        words: &[
            "30,000",
            "3rd",
            "20th",
            "’s",
            "APCEA",
            "China",
            "Pak",
            "华为",
            "Sunwalk",
            "新闻稿",
            "经济日报",
        ],
        compounds: &["China-Pakistan", "socio-economic", "Hi-tech", "Quaid-e-Azam", "China-Pak"],
    }
    .check();

    let chinese = runs(&text).filter(|run| run.language == Language::Chinese);
    let first: Vec<&str> = chinese.take(3).map(|run| run.of(&text).trim_end()).collect();
    assert_eq!(first, ["科学技术是发展的催化剂", "研发计划", "基础设施开发"]);
    // The headings have translations, and the comment form has none. `tests/pages.rs` checks all pairs of the page.
    let bitext = Aligner::new().align_page(&text);
    let headings = bitext.pairs().filter(|pair| !pair.english().ends_with('.')).count();
    assert!(headings >= 7, "{headings} headings");
    for line in ["Leave a Reply", "Your email address will not be published."] {
        let entry = bitext.entries().find(|entry| entry.english().contains(line)).unwrap();
        assert_eq!(entry.chinese(), "", "{line}");
    }
}

#[test]
fn seed_004_news_with_numbers() {
    Seed {
        name: "004_ea4d6007fc91da9e",
        sentences: 12,
        some: &[
            (
                1,
                "The Chinese government has so far provided medical support to 127 countries including \
                 Pakistan, enabling them to control the spread of COVID-19.",
            ),
            (9, "There are other foreign buyers cooperating with Chinese companies, too."),
        ],
        words: &["37.52", "10.2", "3.86", "16,000", "’s", "'s", "$", "20", "RMB", "WHO"],
        compounds: &["COVID-19", "$20", "anti-epidemic"],
    }
    .check_english();
}
