//! Which Chinese characters Japanese does not have.

use crate::HanVariant;
use crate::normalize::variant;

/// Whether modern Japanese does not write `c`, or hardly ever, and Chinese does. Time O(log of the
/// lists below).
pub(super) fn is_chinese_only(c: char) -> bool {
    match variant(c) {
        HanVariant::Simplified => !has(NEW_FORMS, c),
        HanVariant::Traditional => has(OLD_FORMS, c) || has(WORDS, c),
        HanVariant::Common => has(WORDS, c),
    }
}

/// Whether `c` is one of `sorted`, whose characters have three bytes each.
fn has(sorted: &str, c: char) -> bool {
    let mut bytes = [0; 4];
    let bytes = c.encode_utf8(&mut bytes).as_bytes();
    let (sorted, _) = sorted.as_bytes().as_chunks::<3>();
    sorted.binary_search_by(|other| other[..].cmp(bytes)).is_ok()
}

/// New forms of Japan that are simplified characters of China too. (OpenCC, `JPVariants.txt`,
/// Apache-2.0.)
const NEW_FORMS: &str = "\
    与乱争会体内写刹励匀区医却参双叙号嘘嘱国堕壮声奥学宝寝寿将尽届属峡峰床弥弯当彦径恋恒悦惨戯担挟掴数断\
    旧昼晋机条来枢楼横欧残殴没沪浅涛温湾湿滞潜灯炉点状独狭猫献画痴盗礼祷禄禅秘称税窃粽群胆脚脱芦茎莱葱蒋\
    虚蚕蛮装触誉践辞随静麦麹麺黄";

/// Traditional characters for which Japan has a new form. (The same.)
const OLD_FORMS: &str = "\
    亂亙亞來傳僞價儉兒內兩剎劍劑勞勳勵勸勻區卻參吳啞單噓嚙嚴囑國圍圓圖團墮壓壘壞壯壽奧奬妝孃學寢實寫寬寶\
    將專對屆屬峯峽嶽巖帶廁廢廣廳彈彎彥徑從恆悅惡惱慘應懷戀戰戲戶挾搖摑擇擊擔據擴攝攪敘數斷晉晝曆曉會條棧\
    榮樂樓樞樣橫檢櫻權歐歡歲歷歸殘殼毆氣沒淚淨淺溫溼滯滿潑潛澀澤濟濤濱濾瀨灣燈燒營爐爭爲牀犧狀狹獨獵獸獻\
    產畫當疊癡發盜盡祕祿禦禪禮禱稅稱穎穩竈竊糉絕絲經綠緣縣縱總繡繩繪繫繼續纔纖羣聯聰聲聽肅脣脫腦腳膽臟臺\
    與舉舊莊莖菸萊萬蔣蔥藝藥蘆處虛號螢蟲蠟蠶蠻裝覺覽觀觸說謠證譯譽讀變讓豐貓貳賣賴贊贗踐輕輛轉辭辯遞遲邊\
    鄉醫醬醱釀釋鋪錄錢鍊鐵鑄閱關隨險隱雙雜雞靈靜顏顯騷驅驗驛體髮鬥鱉鷗鹼鹽麥麪麴黃點黨齊齋齒齡龜";

/// Characters of common Chinese words that Japanese words do not have.
const WORDS: &str = "\
    你佢吧呢咱哪唔啊啥嗎嘅她妳它很您這還";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [NEW_FORMS, OLD_FORMS, WORDS] {
            assert!(list.chars().is_sorted() && list.chars().all(|c| c.len_utf8() == 3), "{list}");
        }
    }

    #[test]
    fn japanese_sentences_have_no_chinese_only_character() {
        assert!(!"昨日は国立図書館で経済の本を読んだ。学生会の写真".chars().any(is_chinese_only));
        assert!("这们".chars().all(is_chinese_only));
        assert!("灣發嗎".chars().all(is_chinese_only));
    }
}
