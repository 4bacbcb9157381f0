//! Checks the matching of documents: pairs, documents without a partner, near-duplicates.
#![cfg(feature = "cedict")]

use bitext::{Aligner, DocumentMatcher, DocumentMatches, Lexicon};

/// Documents and their translations.
const DOCUMENTS: [(&str, &str); 8] = [
    (
        "The ferry to the island leaves at eight. The captain plays chess with anyone who asks. Tickets cost 35 yuan and can \
         be bought on board. Dogs travel free.",
        "开往岛上的渡轮八点出发。谁想下棋，船长都奉陪。船票35元，可以在船上购买。狗免费乘船。",
    ),
    (
        "The old lighthouse was sold last winter. Nobody in the village knows the new owner. Some say that he wants to open a \
         hotel, and others have seen him carry books up the stairs.",
        "旧灯塔去年冬天卖掉了。村里没人认识新主人。有人说他想开旅馆，也有人看见他把书搬上楼梯。",
    ),
    (
        "Wash the rice twice and add three cups of water. Cook it over a low fire for twenty minutes. Do not lift the lid, and \
         add the salt last.",
        "米淘洗两遍，加三杯水。用小火煮二十分钟。不要揭开锅盖，最后放盐。",
    ),
    (
        "The museum opens at nine and is closed on Monday. Children pay half price. Please leave umbrellas and large bags at the \
         entrance; photographs without flash are allowed.",
        "博物馆九点开门，星期一闭馆。儿童半价。雨伞和大包请寄存在入口处；允许拍照，但不得使用闪光灯。",
    ),
    (
        "In 2019 the factory made 1.2 million bicycles. Two years later it made only 480,000. Wang Xiaoming, who runs it, blames \
         the price of steel and the lack of workers.",
        "2019年，这家工厂生产了120万辆自行车。两年后只有48万辆。厂长王小明认为原因是钢材涨价和工人不足。",
    ),
    (
        "My grandmother kept bees behind the school. Every summer she gave each teacher a jar of honey. When she died, the bees \
         left for the forest, and nobody saw them again.",
        "奶奶在学校后面养蜜蜂。每年夏天，她送每位老师一罐蜂蜜。她去世以后，蜜蜂飞进森林，再也没人见过。",
    ),
    (
        "Install the program with one command, then restart the terminal. The file config.toml holds all options. If the server \
         does not answer within ten seconds, the connection is closed.",
        "用一条命令安装程序，然后重启终端。config.toml 文件保存所有选项。如果服务器十秒内没有响应，连接就会关闭。",
    ),
    (
        "The train from Harbin was late again because of the snow. A soldier shared his bread and sausage with two students. By \
         midnight the whole carriage was singing.",
        "哈尔滨来的火车因为下雪又晚点了。一名士兵把面包和香肠分给两个学生。到了半夜，整节车厢都在唱歌。",
    ),
];

fn matcher() -> DocumentMatcher {
    DocumentMatcher::new(&Aligner::new())
}

fn pairs(found: &DocumentMatches) -> Vec<(usize, usize)> {
    found.pairs.iter().map(|pair| (pair.english, pair.chinese)).collect()
}

#[test]
fn each_document_finds_its_translation_in_any_order() {
    let english = DOCUMENTS.map(|(english, _)| english);
    // The document at index `at` translates the English document `at * 3 % 8`.
    let chinese: Vec<&str> = (0..8).map(|at| DOCUMENTS[at * 3 % 8].1).collect();
    let found = matcher().find(&english, &chinese);
    let expected: Vec<(usize, usize)> = (0..8).map(|at| (at, at * 3 % 8)).collect();
    assert_eq!(pairs(&found), expected);
    assert!(found.pairs.iter().all(|pair| pair.confidence > 0.5 && pair.confidence <= 1.0), "{found:?}");
    assert!(found.english_duplicates.is_empty() && found.chinese_duplicates.is_empty());
}

#[test]
fn documents_without_a_translation_have_no_partner() {
    // The English documents are 0 to 4, and the Chinese documents are 3 to 7, so only 3 and 4 have a partner.
    let english: Vec<&str> = DOCUMENTS[..5].iter().map(|(english, _)| *english).collect();
    let chinese: Vec<&str> = DOCUMENTS[3..].iter().map(|(_, chinese)| *chinese).collect();
    assert_eq!(pairs(&matcher().find(&english, &chinese)), [(3, 0), (4, 1)]);
    assert!(pairs(&matcher().find(&english[..3], &chinese[2..])).is_empty());
    // No confidence is above 1, so this minimum keeps nothing.
    assert!(matcher().min_confidence(1.1).find(&english, &chinese).pairs.is_empty());
}

#[test]
fn copies_are_reported_and_only_the_first_is_matched() {
    let changed = DOCUMENTS[1].0.replace("the stairs", "the steps");
    let english = [DOCUMENTS[0].0, DOCUMENTS[1].0, &changed, DOCUMENTS[0].0];
    let chinese = [DOCUMENTS[1].1, DOCUMENTS[0].1, DOCUMENTS[1].1];
    let found = matcher().find(&english, &chinese);
    assert_eq!(pairs(&found), [(0, 1), (1, 0)]);
    let copies: Vec<_> = found.english_duplicates.iter().map(|one| (one.document, one.original)).collect();
    assert_eq!(copies, [(2, 1), (3, 0)]);
    assert!(found.english_duplicates.iter().all(|one| (0.8..=1.0).contains(&one.similarity)));
    assert_eq!(found.chinese_duplicates.len(), 1);
}

#[test]
fn the_words_that_decide_are_in_the_documents() {
    let (english, chinese): (Vec<&str>, Vec<&str>) = DOCUMENTS.into_iter().unzip();
    let found = matcher().find(&english, &chinese);
    let words = |pair: usize| -> Vec<(&str, &str)> {
        let texts = (english[pair], chinese[pair]);
        found.pairs[pair]
            .evidence
            .iter()
            .map(|word| (word.english.of(texts.0), word.chinese.of(texts.1)))
            .collect()
    };
    // Numbers are linked by their values, and words by the lexicon.
    let factory = words(4);
    for expected in [("1.2 million", "120万"), ("2019", "2019"), ("steel", "钢材")] {
        assert!(factory.contains(&expected), "{expected:?}: {factory:?}");
    }
    assert!(words(7).contains(&("carriage", "车厢")), "{:?}", words(7));
    for pair in &found.pairs {
        assert!(pair.evidence.len() <= 12 && pair.evidence.is_sorted_by(|a, b| a.nats >= b.nats), "{pair:?}");
    }
}

#[test]
fn any_documents_are_accepted() {
    let odd = ["", " ", "？？？", "ÀÉ\u{0}", "12345", "茶", "Tea", "🍵", "a a a a a a a a a a a a"];
    let found = matcher().find(&odd, &odd);
    assert!(found.pairs.iter().all(|pair| pair.confidence.is_finite()), "{found:?}");
    assert_eq!(matcher().find::<&str, &str>(&[], &[]), DocumentMatches::default());
    assert!(pairs(&matcher().find(&["Tea."], &[] as &[&str])).is_empty());
    let empty = DocumentMatcher::new(&Aligner::with_lexicon(Lexicon::empty()));
    assert!(empty.find(&odd, &odd).pairs.len() <= odd.len());
}

#[cfg(feature = "parallel")]
#[test]
fn the_number_of_threads_changes_nothing() {
    let (english, chinese): (Vec<&str>, Vec<&str>) = DOCUMENTS.into_iter().unzip();
    let one = matcher().threads(1).find(&english, &chinese);
    assert_eq!(one, matcher().threads(3).find(&english, &chinese));
    assert_eq!(one, matcher().find(&english, &chinese));
}

/// Checks that the time for 1600 documents is not quadratic in the time for 200. A document has eight of the sentences
/// above, in a mixed order.
#[test]
fn time_grows_linearly_with_the_documents() {
    let english: Vec<&str> =
        DOCUMENTS.iter().flat_map(|(english, _)| english.split_inclusive(". ")).collect();
    let chinese: Vec<&str> =
        DOCUMENTS.iter().flat_map(|(_, chinese)| chinese.split_inclusive('。')).collect();
    let mixed = |sentences: &[&str], number: usize| -> Vec<String> {
        let text = |at: usize| {
            (0..8).map(|part| sentences[(at * 7919 + part * 104_729) % sentences.len()]).collect()
        };
        (0..number).map(text).collect()
    };
    let seconds = |number: usize| {
        let (english, chinese) = (mixed(&english, number), mixed(&chinese, number));
        let start = std::time::Instant::now();
        let _ = matcher().find(&english, &chinese);
        start.elapsed().as_secs_f64()
    };
    seconds(50);
    let (short, long) = (seconds(200), seconds(1600));
    assert!(long < 40.0 * short + 2.0, "200 documents took {short:.2} s, 1600 took {long:.2} s");
}
