//! Aligns an English text with its Chinese translation, and shows the words that support each pair.
//!
//! ```text
//! cargo run --release --example align_texts -- [ENGLISH CHINESE]
//! ```
//!
//! Without paths it aligns two built-in sample texts, and prints:
//!
//! ```text
//! 1-1  confidence 1.00, score 14.8
//!      The ferry to the island leaves at eight every morning.
//!      开往岛上的渡轮每天早上八点出发。
//!      ferry = 渡轮 (Lexicon), morning = 早上 (Lexicon), every = 每天 (Lexicon), ...
//! ...
//! ```

use std::error::Error;
use std::io::{self, Write};

use bitext::Aligner;

const ENGLISH: &str = "The ferry to the island leaves at eight every morning. Tickets cost 35 yuan and can \
    be bought on board, but seats are few on holidays. The captain, a quiet man with a grey beard, plays chess \
    with anyone who asks. Last spring the ferry of Chen Guang carried 12,000 passengers. Visitors climb \
    the lighthouse. They rest at the top and look at the sea.";
const CHINESE: &str = "开往岛上的渡轮每天早上八点出发。船票35元，可以在船上购买。但是节假日座位很少。\
    去年春天，陈光的渡轮运送了12000名乘客。游客们登上灯塔，在塔顶休息，眺望大海。";

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let (english, chinese) = match &paths[..] {
        [] => (ENGLISH.to_owned(), CHINESE.to_owned()),
        [english, chinese] => (read(english)?, read(chinese)?),
        _ => return Err("usage: align_texts [ENGLISH CHINESE]".into()),
    };
    let bitext = Aligner::new().align_texts(&english, &chinese);

    let mut out = io::stdout().lock();
    for pair in bitext.entries() {
        writeln!(out, "{}  confidence {:.2}, score {:.1}", pair.kind(), pair.confidence(), pair.score())?;
        for text in [pair.english(), pair.chinese()] {
            writeln!(out, "     {}", if text.is_empty() { "(nothing)" } else { text.as_ref() })?;
        }
        let evidence = pair.evidence().take(6).map(|link| {
            let (english, chinese) = (link.english.of(&english), link.chinese.of(&chinese));
            format!("{english} = {chinese} ({:?})", link.reason)
        });
        writeln!(out, "     {}", evidence.collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}
