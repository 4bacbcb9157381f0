//! Many different texts, made from a few sentences.

/// Sentences with places for a name, a number and a thing.
const SENTENCES: [(&str, &str); 10] = [
    ("The ferry to {name} leaves at {number}.", "开往{name}的渡轮{number}点出发。"),
    ("Tickets for {thing} cost {number} yuan at the pier.", "码头上的{thing}票要{number}元。"),
    ("Nobody in {name} remembers who built the old lighthouse.", "{name}没有人记得那座旧灯塔是谁建的。"),
    ("Wash {thing} twice and boil it for {number} minutes.", "把{thing}洗两遍，再煮{number}分钟。"),
    ("Did you see {thing} on the way to {name}?", "你去{name}的路上看见{thing}了吗？"),
    (
        "The library in {name} bought {number} new books last spring.",
        "{name}的图书馆去年春天买了{number}本新书。",
    ),
    ("“Keep {thing} away from the fire,” the doctor said.", "医生说：“别让{thing}靠近火。”"),
    ("Lost and found is on floor {number}.", "失物招领处在{number}楼。"),
    (
        "It rained in {name} for {number} days, so {thing} stayed indoors.",
        "{name}下了{number}天雨，所以{thing}一直在屋里。",
    ),
    (
        "See https://example.org/{number} for the timetable of {thing}.",
        "{thing}的时刻表见 https://example.org/{number} 。",
    ),
];
const NAMES: [(&str, &str); 8] = [
    ("Beijing", "北京"),
    ("Hangzhou", "杭州"),
    ("Lisbon", "里斯本"),
    ("Zhang Wei", "张伟"),
    ("the island", "岛上"),
    ("Harbin", "哈尔滨"),
    ("Sunwalk", "Sunwalk"),
    ("Chengdu", "成都"),
];
const THINGS: [(&str, &str); 8] = [
    ("the rice", "米"),
    ("the bicycle", "自行车"),
    ("the exhibition", "展览"),
    ("the cat", "猫"),
    ("the piano", "钢琴"),
    ("the umbrella", "雨伞"),
    ("the medicine", "药"),
    ("the photographs", "照片"),
];
/// A generator of pseudo-random numbers (splitmix64, Steele and others 2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

/// An English text and its translation of some sentences.
pub(crate) fn texts(dice: &mut Dice, sentences: usize) -> (Vec<String>, Vec<String>) {
    let sentence = |_| {
        let (english, chinese) = SENTENCES[dice.below(SENTENCES.len())];
        let (name, thing) = (NAMES[dice.below(NAMES.len())], THINGS[dice.below(THINGS.len())]);
        let number = dice.below(2000).to_string();
        let fill = |text: &str, name: &str, thing: &str| {
            text.replace("{name}", name).replace("{thing}", thing).replace("{number}", &number)
        };
        (fill(english, name.0, thing.0), fill(chinese, name.1, thing.1))
    };
    (0..sentences).map(sentence).unzip()
}
