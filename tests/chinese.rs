//! Checks Chinese and mixed words: differences from jieba, added words, and hostile input.

use bitext::{
    ChineseTokenizer, Compounds, CutMode, Dictionary, EnglishTokenizer, ErrorKind, Folding, HanSigns, Hmm,
    MixedTokenizer, Names, Token, TokenKind, Tokenizer,
};

fn words(tokenizer: &dyn Tokenizer, text: &str) -> String {
    let tokens = tokenizer.tokenize(text);
    tokens.iter().map(|token| token.of(text)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(tokenizer: &dyn Tokenizer, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(words(tokenizer, text), *expected, "{text}");
    }
}

#[test]
fn differences_from_jieba() {
    check(
        &ChineseTokenizer::new(),
        &[
            ("他在北京大學讀書", "他 在 北京大學 讀書"),
            ("乾隆的瓷器", "乾隆 的 瓷器"),
            ("二〇二六年的计划", "二〇二六 年 的 计划"),
            ("二〇二六年到二〇三〇年", "二〇二六 年 到 二〇三〇 年"),
            ("共三百〇五人", "共 三百 〇五 人"),
            ("作家列夫·托尔斯泰的小说", "作家 列夫·托尔斯泰 的 小说"),
            ("Ｔ恤和ＡＴ＆Ｔ", "Ｔ恤 和 ＡＴ＆Ｔ"),
            ("", ""),
            ("  \r\n\u{3000}", ""),
        ],
    );
}

#[test]
fn each_difference_can_be_turned_off() {
    let tokenizer = ChineseTokenizer::new();
    check(&tokenizer.clone().names(Names::Split), &[("列夫·托尔斯泰的小说", "列夫 · 托尔斯泰 的 小说")]);
    check(&tokenizer.clone().folding(Folding::Off), &[("讀書的計劃", "讀書 的 計劃")]);
    check(&tokenizer.clone().han_signs(HanSigns::Outside), &[("二〇二六年", "二 〇 二 六年")]);
    let long = "汉".repeat(40);
    assert_eq!(tokenizer.tokenize(&long).len(), 40);
    assert_eq!(tokenizer.longest_unknown_word(None).tokenize(&long).len(), 1);
}

/// The deprecated names of two variants are constants, so they also work in patterns.
#[test]
#[expect(deprecated, reason = "the old names are kept for one version")]
fn former_names() {
    assert!(matches!(HanSigns::default(), HanSigns::Inside));
    assert!(matches!(Names::AsJieba, Names::Pieces));
}

#[test]
fn search_mode_shares_the_position_of_the_word() {
    let text = "他在北京大学读书";
    let tokens = ChineseTokenizer::new().mode(CutMode::Search).tokenize(text);
    let found: Vec<(&str, u32)> = tokens.iter().map(|token| (token.of(text), token.position)).collect();
    assert_eq!(found, [("他", 0), ("在", 1), ("北京", 2), ("大学", 2), ("北京大学", 2), ("读书", 3)]);
}

#[test]
fn mixed_text() {
    check(
        &MixedTokenizer::new(),
        &[
            ("买了3件T恤", "买 了 3 件 T恤"),
            ("去卡拉OK厅唱歌", "去 卡拉OK 厅 唱歌"),
            ("附近的4S店关门了", "附近 的 4S店 关门 了"),
            ("阿Quit了", "阿 Quit 了"),
            ("华为Mate60 Pro于2023-08-29发布", "华为 Mate60 Pro 于 2023-08-29 发布"),
            ("圆周率约为3.14，共1,000位", "圆周率 约 为 3.14 ， 共 1,000 位"),
            ("见https://example.com/a?b=1。", "见 https://example.com/a?b=1 。"),
            ("发到li@example.com吧", "发到 li@example.com 吧"),
            ("面积20万平方米，第6名，占50%。", "面积 20万 平方米 ， 第6 名 ， 占 50% 。"),
            ("新冠COVID-19疫情", "新冠 COVID - 19 疫情"),
            ("我don’t知道", "我 don’t 知道"),
            ("列夫·托尔斯泰写道", "列夫 · 托尔斯泰 写道"),
            ("50%的人，约 50%的人", "50% 的 人 ， 约 50% 的 人"),
            ("Ｔ恤和卡拉ＯＫ", "Ｔ恤 和 卡拉ＯＫ"),
        ],
    );
    let whole = MixedTokenizer::new().compounds(Compounds::Whole);
    check(&whole, &[("列夫·托尔斯泰和COVID-19", "列夫·托尔斯泰 和 COVID-19")]);
}

#[test]
fn english_is_cut_by_the_english_tokenizer() {
    let (mixed, english) = (MixedTokenizer::new(), EnglishTokenizer::new());
    for text in [
        "Don’t pay $450 for a well-made e-mail client, says Dr. Lee (lee@mail.example).",
        "AT&T and C++ programmers earn 8% more… don't they?!",
        "“Quoted,” he said—twice；and again，",
        "Ünïcödé café — naïve 👩‍👩‍👧 #tag @user :-)",
        "Привет мир. 안녕 세계. カタカナ",
    ] {
        assert_eq!(mixed.tokenize(text), english.tokenize(text), "{text}");
    }
}

#[test]
fn added_words_are_found() {
    let mut tokenizer = ChineseTokenizer::new();
    check(&tokenizer, &[("石墨烯电池", "石墨 烯 电池")]);
    let frequency = tokenizer.add_word("石墨烯", None, Some("n"));
    assert!(frequency > 0);
    tokenizer.add_word("machine learning", None, None);
    tokenizer.add_word("（注）", None, None);
    tokenizer.add_word("雲端硬碟", None, Some("n"));
    let added = tokenizer.add_words("深度神经网络 50 nz\n\n云计算平台\n".as_bytes()).unwrap();
    assert_eq!(added, 2);
    check(
        &tokenizer,
        &[
            ("石墨烯电池", "石墨烯 电池"),
            ("学machine learning的人（注）", "学 machine learning 的 人 （注）"),
            ("machine learnings", "machine learnings"),
            ("雲端硬碟和云端硬碟", "雲端硬碟 和 云端硬碟"),
            ("深度神经网络与云计算平台", "深度神经网络 与 云计算平台"),
        ],
    );
    assert_eq!(tokenizer.tag("石墨烯"), "n");
    assert_eq!(tokenizer.tag("深度神经网络"), "nz");
    let mixed = MixedTokenizer::with_chinese(tokenizer);
    check(&mixed, &[("I like machine learning（注）。", "I like machine learning （注） 。")]);
}

/// Added words and texts are folded in the same way; white space alone is not a word.
#[test]
fn added_words_are_folded_like_texts() {
    let mut mixed = MixedTokenizer::new();
    for word in ["野々村", "Ｑ恤", "R＆D", "café", " ", "々木", "托尔 斯泰"] {
        mixed.chinese_mut().add_word(word, Some(1_000_000), None);
    }
    check(
        &mixed,
        &[
            ("野々村先生的Q恤", "野々村 先生 的 Q恤"),
            ("我 你的Ｑ恤", "我 你 的 Ｑ恤"),
            ("去café喝", "去 café 喝"),
            ("caféś", "caféś"),
            // A middle dot comes directly before an added word.
            ("列夫·托尔 斯泰", "列夫 · 托尔 斯泰"),
        ],
    );
    // In these texts, the iteration mark `々` has no Chinese character before it to repeat.
    let alone = [("ab 々木", "ab 々木"), ("去 ab 々木", "去 ab 々木"), ("，々木", "， 々木")];
    check(mixed.chinese(), &[("做R&D的", "做 R&D 的")]);
    check(mixed.chinese(), &alone);
    check(&mixed, &alone);
    let whole = mixed.compounds(Compounds::Whole);
    assert_eq!(whole.tokenize("列夫·托尔 斯泰").len(), 1);
}

/// If a line of a word list is malformed, the words before that line are added.
#[test]
fn words_before_an_error_are_added() {
    let dictionary = Dictionary::from_reader("甲乙 10000\n丙 100\n甲 100\n乙 1\n".as_bytes()).unwrap();
    let mut tokenizer = ChineseTokenizer::with_dictionary(dictionary);
    tokenizer.add_word("乙丙", Some(1), None);
    check(&tokenizer, &[("甲乙丙", "甲乙 丙")]);
    let error = tokenizer.add_words("乙丙 100000000 n\n坏 6x n\n".as_bytes()).unwrap_err();
    assert!(error.to_string().contains('2'), "{error}");
    check(&tokenizer, &[("甲乙丙", "甲 乙丙")]);
}

#[test]
fn frequencies_do_not_overflow() {
    let most = u64::MAX;
    let words = format!("一 {most} n\n二 1 n\n");
    let mut dictionary = Dictionary::from_reader(words.as_bytes()).unwrap();
    dictionary.add_word("三", Some(most), None);
    dictionary.add_word("四", Some(most), None);
    let again = Dictionary::from_bytes(&dictionary.to_bytes().unwrap()).unwrap();
    assert_eq!((again.len(), again.frequency("四")), (4, Some(most)));
}

/// Short texts of Chinese characters are cut by an algorithm of their own. Between two marks, the same characters are
/// cut by the algorithm for all texts.
#[test]
fn short_texts_are_cut_like_long_ones() {
    let chinese = ChineseTokenizer::new();
    let tokenizers: [&dyn Tokenizer; 6] = [
        &MixedTokenizer::new(),
        &chinese,
        &chinese.clone().like_jieba(),
        &chinese.clone().hmm(None),
        &chinese.clone().longest_unknown_word(Some(2)),
        &chinese.clone().mode(CutMode::Search),
    ];
    let texts = [
        include_str!("../benches/story/chinese.txt"),
        include_str!("../benches/peers/data/traditional.txt"),
        "乾隆皇帝龘龘龍龘龘爨人々二〇二三年㐀一丁七万丈三上下不与丐丑专且丕世丘",
    ];
    let clauses = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphabetic() && c != '〇'));
    let clauses = clauses.filter(|clause| clause.chars().all(|c| c.len_utf8() == 3));
    let (mut tokens, mut expected) = (Vec::new(), Vec::new());
    for clause in clauses.take(300) {
        let starts: Vec<_> = clause.char_indices().map(|(at, _)| at).chain([clause.len()]).collect();
        for (from, to) in
            (0..starts.len()).flat_map(|from| (from + 1..starts.len()).map(move |to| (from, to)))
        {
            let text = &clause[starts[from]..starts[to]];
            let between_marks = format!("，{text}，");
            for tokenizer in tokenizers {
                tokens.clear();
                expected.clear();
                tokenizer.tokenize_into(text, &mut tokens);
                tokenizer.tokenize_into(&between_marks, &mut expected);
                let words = |text: &str, tokens: &[Token]| -> Vec<_> {
                    tokens
                        .iter()
                        .map(|token| (token.of(text).to_owned(), token.kind, token.position))
                        .collect()
                };
                let mut expected = words(&between_marks, &expected[1..expected.len() - 1]);
                expected.iter_mut().for_each(|word| word.2 -= 1);
                assert_eq!(words(text, &tokens), expected, "{text}");
            }
        }
    }
}

/// The tokens of a text do not depend on the tokens that are already in the buffer, nor on the offset of the text in
/// a longer text.
#[test]
fn tokens_do_not_depend_on_the_text_before() {
    let tokenizers: [&dyn Tokenizer; 2] = [&ChineseTokenizer::new(), &MixedTokenizer::new()];
    let texts = [
        "123",
        "   万",
        "好",
        "   5% 好",
        "，“50%”的人",
        "：（3%）的T恤 abcd 卡拉OK",
        "5万人第3次——在2023年，AT&T说",
        "》\u{301}和 4S店！？列夫·托尔斯泰",
    ];
    for tokenizer in tokenizers {
        let mut tokens = Vec::new();
        for text in texts {
            let first = tokens.len();
            let before = tokens.clone();
            tokenizer.tokenize_into(text, &mut tokens);
            assert_eq!(tokens[..first], before, "{text}");
            assert_eq!(tokens[first..], tokenizer.tokenize(text), "{text}");
        }
        // A long text is processed in chunks. Wherever a chunk ends, `text` must have the same tokens at the end of a
        // long text as at the end of a short text.
        for text in texts {
            for between in ["。\n", "。》，", "”"] {
                let rest = format!("{between}{text}");
                let expected = words(tokenizer, &format!("汉{rest}"));
                let expected = expected.strip_prefix('汉').unwrap();
                for characters in 1_000..1_030 {
                    let long = "汉".repeat(characters) + &rest;
                    let actual = words(tokenizer, &long);
                    assert!(actual.ends_with(expected), "{characters}: {rest:?}: {actual}");
                }
            }
        }
    }
}

#[test]
fn an_added_word_wins_by_its_frequency() {
    let mut tokenizer = ChineseTokenizer::new();
    tokenizer.add_word("大桥头", Some(100_000), None);
    check(&tokenizer, &[("大桥头", "大桥头")]);
    tokenizer.add_word("中国科学院", Some(0), None);
    assert_ne!(words(&tokenizer, "中国科学院"), "中国科学院");
}

#[test]
fn a_dictionary_of_the_caller_is_used() {
    let dictionary =
        Dictionary::from_reader("\u{feff}苹果 10 n\n香蕉 8 n\n苹果汁 5 n\n牛奶\n".as_bytes()).unwrap();
    assert_eq!(dictionary.len(), 4);
    let again = Dictionary::from_bytes(&dictionary.to_bytes().unwrap()).unwrap();
    for dictionary in [dictionary, again] {
        let mut words_of: Vec<_> = dictionary.iter().map(|(word, frequency, _)| (word, frequency)).collect();
        words_of.sort();
        let expected = [("牛奶", 1), ("苹果", 10), ("苹果汁", 5), ("香蕉", 8)];
        assert_eq!(words_of, expected.map(|(word, frequency)| (word.to_owned(), frequency)));
        let tokenizer = ChineseTokenizer::with_dictionary(dictionary);
        check(&tokenizer, &[("蘋果汁和香蕉牛奶", "蘋果汁 和 香蕉 牛奶")]);
    }
    let error = Dictionary::from_reader("苹果 10\n香蕉 x8 n\n".as_bytes()).unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::Syntax, Some(2)));
    let error = Dictionary::from_path("/no/such/dictionary.txt").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().contains("dictionary.txt"), "{error}");
    let long = "长".repeat(256);
    let error = Dictionary::from_reader(format!("苹果 10\n{long} 8 n\n").as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "line 2: a word of more than 255 characters: shorten it, or leave it out");
    let mut dictionary = Dictionary::from_reader(format!("{} 8\n", &long[3..]).as_bytes()).unwrap();
    assert_eq!(
        Dictionary::from_bytes(&dictionary.to_bytes().unwrap()).unwrap().frequency(&long[3..]),
        Some(8)
    );
    dictionary.add_word(&long, Some(5), None);
    assert_eq!(dictionary.frequency(&long), Some(5), "an added word may be longer");
    assert_eq!(dictionary.to_bytes().unwrap_err().kind(), ErrorKind::Options);
    let error = Dictionary::from_reader(&b"\xff\xfe\n"[..]).unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::Encoding, Some(1)));
    assert_eq!(Dictionary::from_bytes(b"bitext").unwrap_err().kind(), ErrorKind::Table);
    let mut empty = Dictionary::empty();
    assert!(empty.is_empty());
    empty.add_word("词", None, None);
    check(&ChineseTokenizer::with_dictionary(empty), &[("词典", "词 典")]);
}

/// `Dictionary::embedded` and `ChineseTokenizer::new` use the embedded tables in place and do not verify them. This
/// test verifies them.
#[test]
fn embedded_tables_are_sound() {
    let checked = Dictionary::from_bytes(include_bytes!("../data/chinese_words.bin")).unwrap();
    let embedded = Dictionary::embedded();
    assert_eq!((checked.len(), checked.iter().count()), (349_045, 349_045));
    assert!(checked.iter().eq(embedded.iter()));
    let unknown = checked.iter().find(|(word, frequency, tag)| {
        embedded.frequency(word) != Some(*frequency) || embedded.tag(word) != Some(*tag)
    });
    assert_eq!(unknown, None);
    assert!(embedded.to_bytes().unwrap() == include_bytes!("../data/chinese_words.bin"), "it packs as it is");
    let model = Hmm::from_bytes(include_bytes!("../data/chinese_hmm.bin")).unwrap();
    assert!(model.to_bytes() == include_bytes!("../data/chinese_hmm.bin"), "it packs as it is");
}

#[test]
fn a_damaged_packed_dictionary_is_an_error() {
    let dictionary = Dictionary::from_reader("苹果 10 n\n香蕉 8 n\nT恤 3 n\n".as_bytes()).unwrap();
    let image = dictionary.to_bytes().unwrap();
    for len in 0..image.len() {
        assert!(Dictionary::from_bytes(&image[..len]).is_err(), "{len}");
    }
    for at in 0..image.len() {
        let mut damaged = image.clone();
        damaged[at] ^= 0x55;
        assert!(Dictionary::from_bytes(&damaged).is_err(), "{at}");
    }
}

#[track_caller]
fn check_spans(text: &str, tokens: &[Token]) {
    let mut end = 0;
    for token in tokens {
        assert!(token.span.start >= end && !token.span.is_empty(), "{token:?}");
        assert!(
            text.is_char_boundary(token.span.start) && text.is_char_boundary(token.span.end),
            "{token:?}"
        );
        let gap = &text[end..token.span.start];
        assert!(gap.chars().all(char::is_whitespace), "{gap:?}");
        end = token.span.end;
    }
    assert!(text[end..].chars().all(char::is_whitespace));
    for (position, token) in (0..).zip(tokens) {
        assert_eq!(token.position, position);
    }
}

#[test]
fn long_lines_take_linear_time() {
    // An environment variable sets the length. In a release build, ten megabytes of each text take less than a second.
    let size =
        std::env::var("BITEXT_LINE_BYTES").ok().and_then(|bytes| bytes.parse().ok()).unwrap_or(300_000);
    let (chinese, mixed) = (ChineseTokenizer::new(), MixedTokenizer::new());
    let parts = [
        "汉",
        "中国",
        "1.",
        " ",
        "𠮷",
        "a",
        "“",
        "7",
        "·",
        "李·",
        "第6万",
        "々",
        "T恤",
        "卡拉OK",
        "％",
        "列夫·托",
        "ab-c ",
        "x86架构",
    ];
    // English words between two Chinese characters. Together, the words are longer than a chunk normally is.
    let long_gap = format!("汉{}", "word ".repeat(1000));
    for part in parts.into_iter().chain([long_gap.as_str()]) {
        let text = format!("〇，{}", part.repeat(size / part.len()));
        for tokenizer in [&chinese as &dyn Tokenizer, &mixed] {
            let start = std::time::Instant::now();
            let tokens = tokenizer.tokenize(&text);
            let seconds = start.elapsed().as_secs_f64();
            check_spans(&text, &tokens);
            let part = part.get(..10).unwrap_or(part);
            println!("{part}: {seconds:.3} s, {} tokens", tokens.len());
            assert!(seconds < 20.0, "{part}: {seconds} s");
        }
    }
}

#[test]
fn spans_of_any_text_are_valid() {
    let (chinese, mixed) = (ChineseTokenizer::new(), MixedTokenizer::new());
    let full = chinese.clone().mode(CutMode::Full);
    let pieces = [
        "汉",
        "語",
        "·",
        "第",
        "6",
        "0",
        "万",
        "余",
        "%",
        " ",
        "\n",
        "a",
        "OK",
        "卡拉",
        "T",
        "恤",
        "〇",
        "々",
        "，",
        "…",
        "👩‍👩‍👧",
        "𠮷",
        "é",
        "\u{301}",
        "\0",
        "李",
        "托尔",
        "’s",
        "$",
        ".",
        "-",
        "@",
        "http://",
        "ａ",
        "９",
    ];
    let mut state = 7_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        check_spans(&text, &mixed.tokenize(&text));
        check_spans(&text, &chinese.tokenize(&text));
        for token in full.tokenize(&text) {
            assert!(!token.of(&text).is_empty());
        }
    }
}

#[test]
fn kinds() {
    let text = "T恤9元，$5 a 👍";
    let kinds: Vec<TokenKind> = MixedTokenizer::new().tokenize(text).iter().map(|token| token.kind).collect();
    use TokenKind::{Emoji, Han, Number, Punctuation, Symbol, Word};
    assert_eq!(kinds, [Han, Number, Han, Punctuation, Symbol, Number, Word, Emoji]);
}

/// The debug output of a tokenizer is short, because other types include it in their own debug output.
#[test]
fn debug_output_is_short() {
    assert!(format!("{:?}", MixedTokenizer::new()).len() < 1_000);
}

#[test]
fn tokenizers_are_shared_between_threads() {
    fn check<T: Send + Sync + Clone + std::fmt::Debug>(_: &T) {}
    let tokenizer = MixedTokenizer::new();
    check(&tokenizer);
    check(tokenizer.chinese());
    check(tokenizer.chinese().dictionary());
    let expected = tokenizer.tokenize("他在北京大学读书");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..200 {
                    assert_eq!(tokenizer.tokenize("他在北京大学读书"), expected);
                }
            });
        }
    });
}

#[test]
fn a_hundred_thousand_words_are_added_quickly() {
    let mut lines = String::new();
    for number in 0..100_000_u32 {
        let c = |shift: u32| {
            char::from_u32(0x4e00 + (number.wrapping_mul(2_654_435_761) >> shift) % 5000).unwrap()
        };
        lines.extend([c(3), c(9), c(15), '\n']);
    }
    let mut tokenizer = ChineseTokenizer::new();
    let start = std::time::Instant::now();
    assert_eq!(tokenizer.add_words(lines.as_bytes()).unwrap(), 100_000);
    println!("{:?}", start.elapsed());
    let text = lines.lines().next().unwrap();
    assert_eq!(tokenizer.tokenize(text).len(), 1);
}
