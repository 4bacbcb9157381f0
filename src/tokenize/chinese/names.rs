//! Foreign names written with a dot: `列夫·托尔斯泰`.

use super::dictionary::Dictionary;
use crate::{Token, TokenKind};

/// What becomes of foreign names with a dot between their parts. A part that the dictionary does
/// not know is one word in any case: `普鲁申科`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Names {
    /// `列夫·托尔斯泰` is one word.
    #[default]
    Whole,
    /// `列夫` `·` `托尔斯泰`: parts and dots are words of their own.
    Split,
    /// As [`Names::Split`], and parts may fall into pieces, as they do with jieba.
    Pieces,
}

/// Characters that foreign names are written with, but for those that are words of their own so
/// often that they may as well stand after a name (`因`, `里`, `多`, `约`).
const FOREIGN: &str = "阿埃艾安昂奥巴拜班邦包鲍贝本比彼宾波伯勃博布采策查察茨达戴黛丹当道德登邓迪蒂丁顿杜厄恩尔法凡\
    范菲费芬冯弗福甫夫富伽盖甘冈高戈格古瓜圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季济加贾简杰捷金津卡凯坎康考柯科克\
    肯孔库夸奎昆拉莱兰朗劳勒雷蕾莉里理利丽栗连廉列林琳龙隆卢鲁路露伦罗洛吕马玛迈麦曼毛梅门蒙孟米密缪莫默姆\
    穆纳娜乃南内嫩尼妮涅宁纽农努女诺欧帕潘庞佩彭蓬皮匹平珀蒲普戚齐奇契强乔切钦琴丘屈让热日荣瑞若撒萨塞赛桑\
    瑟森莎沙山珊尚绍舍申圣施什史舒朔丝斯松苏孙索塔泰坦唐陶特腾提帖廷图托瓦万旺威韦维卫魏温翁沃乌武西希锡夏\
    香肖谢辛欣兴雄休许逊雅亚扬耶叶伊依易因英永尤于雨约月泽扎詹珍芝朱卓宗佐佛斐娅娃婷菈蓓薇朵茜奈东根得芙芭诗琪绮敏";

/// Of those, characters that are words of their own after a name or before one.
const WORDS: &str = "因里于约万什日月山女高让若理道当香加考易强得根东";

fn is_foreign(word: &str) -> bool {
    let single = word.chars().nth(1).is_none();
    word.chars().all(|c| FOREIGN.contains(c)) && !(single && WORDS.contains(word))
}

/// Whether a token is a dot that stands between the parts of a name.
fn is_dot(text: &str) -> bool {
    let mut chars = text.chars();
    matches!(chars.next(), Some('·' | '‧' | '•' | '・' | '･' | '∙' | '⋅')) && chars.next().is_none()
}

fn touch(left: Token, right: Token) -> bool {
    left.span.end == right.span.start
}

fn is_han(token: Token) -> bool {
    token.kind == TokenKind::Han
}

/// Joins the names, or their parts, among the tokens from `first` on, of which none lies in another.
/// `dots` are the places of the dots in the text, ascending. Positions are counted anew.
pub(super) fn join(
    text: &str,
    dots: &[usize],
    tokens: &mut Vec<Token>,
    first: usize,
    names: Names,
    dictionary: &Dictionary,
) {
    let is_name_dot = |tokens: &[Token], at: usize| match tokens.get(at.wrapping_sub(1)..=at + 1) {
        Some(&[left, dot, right]) => {
            (is_han(left) & is_han(right) & touch(left, dot) & touch(dot, right)) && is_dot(dot.of(text))
        }
        _ => false,
    };
    let mut dots = dots.iter();
    // The next dot in a name, behind the token with number `at`.
    let mut next_dot = |tokens: &[Token], mut at: usize| {
        dots.find_map(|&place| {
            at += tokens.get(at..)?.partition_point(|token| token.span.start < place);
            is_name_dot(tokens, at).then_some(at)
        })
    };
    let Some(dot) = next_dot(tokens, first + 1) else { return };
    // A place before a name is no part of it: 巴西 of 巴西卡洛斯·科斯塔.
    let is_part = |token: Token| is_han(token) && is_foreign(token.of(text));
    let is_place = |token: Token| dictionary.tag(token.of(text)) == Some("ns");
    let start = tokens[first].position;
    // Tokens are read from `at` on and kept before `kept`, which is never beyond what was read.
    let (mut at, mut kept) = (dot - 1, dot - 1);
    let mut changed = kept;
    loop {
        let mut token = tokens[at];
        at += 1;
        // Its pieces before the first dot were kept already.
        if is_foreign(token.of(text)) {
            while kept > first
                && let last = tokens[kept - 1]
                && touch(last, token)
                && is_part(last)
                && !is_place(last)
            {
                token.span.start = last.span.start;
                kept -= 1;
            }
        }
        changed = changed.min(kept);
        while is_name_dot(tokens, at) {
            let dot = tokens[at];
            let mut part = tokens[at + 1];
            at += 2;
            if is_foreign(part.of(text)) {
                while let Some(&next) = tokens.get(at)
                    && touch(part, next)
                    && is_part(next)
                {
                    part.span.end = next.span.end;
                    at += 1;
                }
            }
            if names == Names::Whole {
                token.span.end = part.span.end;
            } else {
                (tokens[kept], tokens[kept + 1]) = (token, dot);
                kept += 2;
                token = part;
            }
        }
        tokens[kept] = token;
        kept += 1;
        let next = next_dot(tokens, at + 1);
        let until = next.map_or(tokens.len(), |dot| dot - 1);
        tokens.copy_within(at..until, kept);
        (at, kept) = (until, kept + until - at);
        if next.is_none() {
            break;
        }
    }
    if kept < tokens.len() {
        tokens.truncate(kept);
        let changed_from = start.wrapping_add((changed - first) as u32);
        for (number, token) in (0..).zip(&mut tokens[changed..]) {
            token.position = changed_from.wrapping_add(number);
        }
    }
}
