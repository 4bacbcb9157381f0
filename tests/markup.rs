//! Checks the text of Markdown, HTML and subtitles as people write them, and the places of the text in the file.
#![cfg(feature = "read")]

use std::time::Duration;

use bitext::{DecodeErrors, Encoding, Markup, Reader, Span, Text};

fn read(markup: Markup, file: &str) -> Text {
    Reader::new().markup(markup).decode(file.as_bytes()).expect("UTF-8 is read")
}

/// Checks the texts of files. Each file is checked with its own line ends and with Windows line ends.
#[track_caller]
fn rows(markup: Markup, rows: &[(&str, &str)]) {
    let mut report = String::new();
    for (file, expected) in rows {
        for file in [(*file).to_owned(), file.replace('\n', "\r\n")] {
            let found = read(markup, &file);
            let text = found.as_str().strip_suffix('\n').unwrap_or(found.as_str());
            if text != *expected {
                report += &format!("{file}\n  expected {expected:?}\n     found {text:?}\n");
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn lines_of_markdown_paragraphs() {
    rows(
        Markup::Markdown,
        &[
            // A line break is kept if the language changes there.
            (
                "Close the valve\n关闭阀门\nOpen the window\n打开窗户\n",
                "Close the valve\n关闭阀门\nOpen the window\n打开窗户",
            ),
            ("關上閥門\nClose the valve\n", "關上閥門\nClose the valve"),
            ("**Close** the valve\n`关闭`阀门", "Close the valve\n关闭阀门"),
            ("> Close the valve\n> 关闭阀门", "Close the valve\n关闭阀门"),
            (
                "- Close the valve\n  关闭阀门\n- Open the window\n  打开窗户",
                "Close the valve\n关闭阀门\nOpen the window\n打开窗户",
            ),
            ("Close the valve<br>\n关闭阀门", "Close the valve\n关闭阀门"),
            ("Close the valve\\\n关闭阀门", "Close the valve\n关闭阀门"),
            ("# Valves\nClose the valve\n关闭阀门", "Valves\n\nClose the valve\n关闭阀门"),
            (
                "Visual Studio Code is free\nVisual Studio Code 是免费的",
                "Visual Studio Code is free\nVisual Studio Code 是免费的",
            ),
            // The lines of a wrapped paragraph are joined.
            (
                "The ferry leaves from pier four\nand takes an hour to the island.",
                "The ferry leaves from pier four and takes an hour to the island.",
            ),
            (
                "渡轮每天早上从四号码头出发，如果顺风，\n一个小时到达小岛。",
                "渡轮每天早上从四号码头出发，如果顺风，一个小时到达小岛。",
            ),
            (
                "我们在这个项目里推荐大家使用下面的编辑器，它的名字叫作\nVisual Studio Code\n它可以在三个操作系统上运行。",
                "我们在这个项目里推荐大家使用下面的编辑器，它的名字叫作 Visual Studio Code 它可以在三个操作系统上运行。",
            ),
            ("A word such as\n汉字 is hard to write.", "A word such as 汉字 is hard to write."),
            // The line breaks of verse, lists and dialogues are kept.
            (
                "Roses are red\nViolets are blue\nSugar is sweet",
                "Roses are red\nViolets are blue\nSugar is sweet",
            ),
            (
                "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
                "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
            ),
            (
                "The harbour lamps are lit at five, and burn till break of day;\nThe boats go out upon the tide, and none of them will stay;\n\
                 My father mends the nets at home, his fingers stiff and grey;\nAnd Anna sings the song he made before he went away.",
                "The harbour lamps are lit at five, and burn till break of day;\nThe boats go out upon the tide, and none of them will stay;\n\
                 My father mends the nets at home, his fingers stiff and grey;\nAnd Anna sings the song he made before he went away.",
            ),
            ("• bread for the whole journey\n• water", "• bread for the whole journey\n• water"),
            ("（一）带水\n（二）带面包和地图", "（一）带水\n（二）带面包和地图"),
            ("— Is it far to the old harbour?\n— it is not", "— Is it far to the old harbour?\n— it is not"),
            ("Anna: is it far?\nTom: not if you walk", "Anna: is it far?\nTom: not if you walk"),
            (
                "甲：远吗？走路要走多长时间才能到达那座海岛\n乙：不远",
                "甲：远吗？走路要走多长时间才能到达那座海岛\n乙：不远",
            ),
        ],
    );
}

#[test]
fn code_in_markdown() {
    rows(
        Markup::Markdown,
        &[
            ("Run this:\n\n```js\nlet a = 1;\n```\n\nThen stop.", "Run this:\n\nThen stop."),
            ("Run this:\n~~~\nlet a = 1;\n```\n~~~\nThen stop.", "Run this:\n\nThen stop."),
            ("Run this:\n\n    let a = 1;\n\n    let b = 2;\n\nThen stop.", "Run this:\n\nThen stop."),
            (
                "1. Run this:\n\n   ```\n   # 注释\n   let a = 1;\n   ```\n\n2. Then stop.",
                "Run this:\n\nThen stop.",
            ),
            ("> Run this:\n> ```\n> let a = 1;\n> ```\n> Then stop.", "Run this:\n\nThen stop."),
            ("Run this:\n\n```\n<!-- let -->\n:::tip\n{{< note >}}", "Run this:"),
            ("<pre><code>let a = 1;\n</code></pre>\n\nThen `stop()` it.", "Then stop() it."),
            ("Use `` a`b `` and [`c`](d).", "Use a`b and c."),
            ("```mermaid\ngraph TD\n```\nText\n\n---\n\n* * *\n\n***\n\nMore", "Text\n\nMore"),
        ],
    );
}

#[test]
fn dialects_of_markdown() {
    rows(
        Markup::Markdown,
        &[
            // Containers.
            (":::tip\nThe pump stops.\n:::\n\n:::tip\n泵停止。\n:::", "The pump stops.\n\n泵停止。"),
            ("Text\n::: warning 注意\n泵停止。\n:::\nMore", "Text\n\n注意\n\n泵停止。\n\nMore"),
            (":::note[A *short* note]\nThe pump stops.\n:::", "A short note\n\nThe pump stops."),
            ("::: {.callout-note}\nThe pump stops.\n:::", "The pump stops."),
            (":::: tabs\n::: tab Linux\nRun it.\n:::\n::::", "Linux\n\nRun it."),
            ("::: moniker range=\">= 6.0\"\nText\n::: moniker-end", "Text"),
            ("> :::tip\n> 泵停止。\n> :::", "泵停止。"),
            // Alerts.
            ("> [!NOTE]\n> The pump stops.\n\n> [!note]\n> 泵停止。", "The pump stops.\n\n泵停止。"),
            ("> [!tip]+ 提示\n> 泵停止。", "提示\n\n泵停止。"),
            ("> [!WARNING] The pump\n> stops.", "The pump\n\nstops."),
            // Admonitions.
            (
                "!!! note\n    The pump stops.\n\n    Clean it.\n\nMore",
                "The pump stops.\n\nClean it.\n\nMore",
            ),
            ("!!! warning \"注意\"\n    泵停止。\n\n        let a = 1;", "注意\n\n泵停止。"),
            (
                "??? question \"Why?\"\n    It is old.\n    !!! tip\n        Oil it.\nMore",
                "Why?\n\nIt is old.\n\nOil it.\n\nMore",
            ),
            (
                "=== \"Linux\"\n    Run it.\n\n=== \"macOS\"\n    Open it.",
                "Linux\n\nRun it.\n\nmacOS\n\nOpen it.",
            ),
            ("Title\n===\nText!!! no", "Title\n\nText!!! no"),
            // Short codes and other notations of site generators.
            (
                "{{< note >}}\nThe pump stops.\n{{< /note >}}\n\n{{% note %}}\n泵停止。\n{{% /note %}}",
                "The pump stops.\n\n泵停止。",
            ),
            (
                "A {{< glossary_tooltip text=\"Pod\" term_id=\"pod\" >}} is small{{< br >}}.\n{{< figure\n  src=\"a.png\"\n>}}",
                "A Pod is small.",
            ),
            (
                "{% include note.html %}\nSee [it]({{< relref \"it.md\" >}}).\n\n`{{< note >}}` is a code.",
                "See it.\n\n{{< note >}} is a code.",
            ),
            (
                "[[toc]]\n\n# Title {#title}\n{: .no_toc }\n\nimport Tabs from '@theme/Tabs';\n\n<Tabs>\n\nText\n\n</Tabs>",
                "Title\n\nText",
            ),
            (
                "Run this:\n\n{{< highlight go \"linenos=1\" >}}\nfunc main() {}\n{{< /highlight >}}\n\n{% code %}x{% endcode %}Then stop.",
                "Run this:\n\nThen stop.",
            ),
            (
                "```{note}\nThe pump stops.\n```\n\n```{admonition} 注意\n泵停止。\n```\n\n```{code}\nx\n```",
                "The pump stops.\n\n注意\n\n泵停止。",
            ),
            // Notes, definitions, front matter, blocks of HTML.
            ("Cold.[^1] Hot[^b c].", "Cold. Hot[^b c]."),
            ("Cold.[^a]\n\n[^a]: Since May.", "Cold.\n\nSince May."),
            ("Valve\n: It stops water.\n\n阀门\n: 它截住水。", "Valve\nIt stops water.\n阀门\n它截住水。"),
            ("---\ntitle: 泵\n---\n\nText", "Text"),
            ("+++\ntitle = \"泵\"\n+++\n\nText", "Text"),
            ("<details><summary>More</summary>\n\nThe pump stops.\n\n</details>", "More\n\nThe pump stops."),
        ],
    );
}

#[test]
fn english_in_markdown_comments() {
    rows(
        Markup::Markdown,
        &[
            (
                "<!--\nThe pump stops.\n-->\n泵停止。\n\n<!--\n## Cleaning\n-->\n## 清洁\n\n<!-- body -->\n",
                "The pump stops.\n\n泵停止。\n\nCleaning\n\n清洁",
            ),
            ("<!-- The pump stops. -->\n泵停止。\n", "The pump stops.\n\n泵停止。"),
            (
                "<!--\n* Oil\n* Water\n-->\n* 油\n* 水\n\n<!--\nUse `oil` only.\n-->\n\n只用 `oil`。",
                "Oil\nWater\n\n油\n水\n\nUse oil only.\n\n只用 oil。",
            ),
            (
                "1. <!--\n   Stop the pump.\n   -->\n   停泵。\n2. <!-- Clean it. -->\n   清洁它。",
                "Stop the pump.\n\n停泵。\n\nClean it.\n\n清洁它。",
            ),
            // Comments and code that are not the source of a translation.
            ("茶\n\n<!-- more -->\n\n喝茶。", "茶\n\n喝茶。"),
            ("<!-- TODO: draw the pump again. -->\n泵停止。", "泵停止。"),
            (
                "<!-- This file is made by a script. -->\n\n<!-- Do not edit it here. -->\n\nThe pump stops.",
                "The pump stops.",
            ),
            ("<!--\n这一段还没有翻译。\n-->\n泵停止。", "泵停止。"),
            ("`<!-- The pump stops. -->`\n泵停止。", "<!-- The pump stops. -->\n泵停止。"),
            ("<!-- The pump never stops\n泵停止。", ""),
        ],
    );
}

#[test]
fn html_of_real_pages() {
    rows(
        Markup::Html,
        &[
            ("<nav><a href=/>Home</a></nav><div role=navigation>Home</div><p>Tea", "Tea"),
            // The number of a note, the way back from it, and the number of a printed page.
            (
                "<p>Filter<a epub:type='noteref' href='#n1'>1</a> twice.<sup><a role='doc-noteref'>2</a></sup>\
                 <p><span epub:type='z3998:page pagebreak'>7</span>Stir. <a role=doc-backlink>↩</a>",
                "Filter twice.\n\nStir.",
            ),
            ("<p aria-hidden='true'>No</p><p aria-hidden=false>Yes<i aria-hidden=true>no</i></p>", "Yes"),
            ("<p style='visibility:hidden'>No<p>Yes", "Yes"),
            (
                "<pre><code>let a = 1;</code></pre><pre class='brush: js'>let</pre><p>Use <code>let</code>.",
                "Use let.",
            ),
            ("<pre>\n  <code>let a = 1;</code></pre>Yes", "Yes"),
            ("<pre class=verse>Roses are red\nViolets are blue</pre>", "Roses are red\nViolets are blue"),
            ("<div class='highlight-python notranslate'><div><pre>x = 1</pre></div></div><p>Yes", "Yes"),
            ("<table class='highlighttable'><tr><td>1<td>x = 1</table><p>Yes", "Yes"),
            (
                "No<div class='fragment'><div class='line'>int <span>x</span>;</div>\n<div class='line'> y;</div>\n\
                 </div><!-- fragment --><p>Yes",
                "No\n\nYes",
            ),
            ("<div class='fragment'>One</div><div class='line'>Two</div>", "One\n\nTwo"),
            ("<h2>Tea<a class=headerlink href='#tea'>¶</a></h2>", "Tea"),
            (
                "<html lang=ja><p lang=en>Tea</p><p lang='zh-Hant-TW'>茶</p><p lang=ja>茶道</p><p>a <i lang=fr>mot</i>",
                "Tea\n\n茶\n\na mot",
            ),
            ("<ruby>茶<rp>（<rt>chá<rp>）</ruby>很香", "茶很香"),
            ("<table><tr><td>Tea<br>Milk<td>茶</table>", "Tea\nMilk\n\n茶"),
            (
                "<span>Tea</span><span>pot</span> <b>a</b>b<figure><figcaption>Cup</figcaption></figure>",
                "Teapot ab\n\nCup",
            ),
        ],
    );
}

#[test]
fn subtitles() {
    rows(
        Markup::Subtitles,
        &[
            // SubRip.
            (
                "1\n00:00:01,000 --> 00:00:02,000\nWe leave\n\n2\n00:00:02,000 --> 00:00:03,000\ntomorrow at six.\n\n3\n00:00:04,000 --> 00:00:05,000\nGood.\n",
                "We leave tomorrow at six.\n\nGood.",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\n<i>我们明天出发，\n所以收拾行李吧。</i>\n\n2\n00:00:04,000 --> 00:00:05,000\n{\\an8}别忘了带伞。",
                "我们明天出发，所以收拾行李吧。\n\n别忘了带伞。",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\n我们明天出发\n记得带伞\n\n2\n00:00:02,500 --> 00:00:04,000\n好的  知道了",
                "我们明天出发 记得带伞\n\n好的 知道了",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\n- Where is it?\n- On the ship.",
                "- Where is it?\n- On the ship.",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\n我们明天出发。\nWe leave\ntomorrow.\n\n2\n00:00:04,000 --> 00:00:05,000\nDo not forget it.\n别忘了。",
                "我们明天出发。\nWe leave tomorrow.\n\nDo not forget it.\n别忘了。",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\nWe leave\n我们\n\n2\n00:00:02,000 --> 00:00:03,000\ntomorrow.\n明天出发\n\n3\n00:00:04,000 --> 00:00:05,000\nGood.\n好",
                "We leave tomorrow.\n我们 明天出发\n\nGood.\n好",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\n我们走\n\n\n2\n00:00:03,000 --> 00:00:04,000\n好\n\n3\n00:00:01,000 --> 00:00:02,000\nLet's go\n\n4\n00:00:03,000 --> 00:00:04,000\nYes\n",
                "我们走\nLet's go\n\n好\nYes",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\nThe boats go out,\n船出海，\n\n2\n00:00:02,000 --> 00:00:03,000\nAnd none will stay.\n一只不留。",
                "The boats go out,\n船出海，\n\nAnd none will stay.\n一只不留。",
            ),
            // WebVTT.
            (
                "WEBVTT - x\nKind: captions\n\nNOTE not this\n\n1\n00:01.000 --> 00:02.000 align:start\n<v Ann>Tea &amp; <00:01.500><c.red>milk</c>?\n\n00:03.000 --> 00:04.000\n♪ la la ♪",
                "Tea & milk?\n\nla la",
            ),
            // SubStation Alpha.
            (
                "[Script Info]\nTitle: x\n[V4+ Styles]\nFormat: Name, Fontname\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
                 Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,no\nDialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,我们明天，出发。\\N{\\fs14}We leave, tomorrow.\n\
                 Dialogue: 0,0:00:04.00,0:00:05.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}\n",
                "我们明天，出发。\nWe leave, tomorrow.",
            ),
            (
                "[Script Info]\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,走吧\nDialogue: 0:00:03.00,0:00:04.00,好\nDialogue: 0:00:01.00,0:00:02.00,Let's go\nDialogue: 0:00:03.00,0:00:04.00,Yes\n",
                "走吧\nLet's go\n\n好\nYes",
            ),
            // LRC.
            (
                "[ti:River]\n[00:12.50]The river runs\n[00:17.20]<00:17.20>to the <00:18.00>sea\n[00:20.00]\n",
                "The river runs\n\nto the sea",
            ),
            ("[00:01.00][00:05.00]河水\n[00:03.00]流向大海", "河水\n\n流向大海\n\n河水"),
            (
                "[00:01.00]The river\n[00:01.00]河水\n[00:03.00]The sea\n[00:03.00]大海",
                "The river\n河水\n\nThe sea\n大海",
            ),
        ],
    );
}

#[test]
fn subtitles_are_detected_by_content() {
    let cases = [
        ("1\n00:00:01,000 --> 00:00:02,000\nTea\n", Markup::Subtitles),
        ("\u{feff}1\r\n00:00:01,000 --> 00:00:02,000\r\nTea\r\n", Markup::Subtitles),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nTea\n", Markup::Subtitles),
        ("[Script Info]\n[Events]\n", Markup::Subtitles),
        ("[00:01.00]Tea\n[00:02.00]茶\n", Markup::Subtitles),
        ("[ar:Ann]\n[00:01.00]Tea\n", Markup::Subtitles),
        ("Tea\n1\n2\n00:00:01,000 --> 00:00:02,000\n", Markup::Plain),
        ("[Tea]\n[00:01.00] is when it starts.\nThen it goes on.\n", Markup::Plain),
        // A timetable and the log of a chat.
        ("Night bus\n00:30:00 --> 01:00:00\nThe bus waits.\n", Markup::Plain),
        ("00:30:00 --> 01:00:00 is when the night bus waits.\n", Markup::Plain),
        ("[09:15] Ann: Tea?\n[09:16] 李：好的。\n", Markup::Plain),
        ("1. Tea\n2. Milk\n", Markup::Plain),
        ("", Markup::Plain),
    ];
    for (file, expected) in cases {
        let found = Reader::new().decode(file.as_bytes()).unwrap();
        assert_eq!(found.markup(), expected, "{file}");
        assert_eq!(
            Reader::new().markup(Markup::Plain).decode(file.as_bytes()).unwrap().markup(),
            Markup::Plain
        );
    }
}

/// Parts of a text, each with the pieces of the file that the part was read from.
type PartSources = &'static [(&'static str, &'static [&'static str])];

/// Returns the pieces of the file that each part of its text was read from.
fn sources(markup: Markup, encoding: Encoding, file: &[u8], parts: &[&str]) -> Vec<Vec<Vec<u8>>> {
    let reader = Reader::new().markup(markup).encoding(encoding).decode_errors(DecodeErrors::Replaced);
    let text = reader.decode(file).expect("any bytes can be read with replacements");
    let find = |part: &&str| {
        let start = text.as_str().find(part).unwrap_or_else(|| panic!("{part} in {text:?}"));
        text.sources(Span::new(start, start + part.len()))
    };
    let bytes = |span: Span| file.get(span.range()).unwrap_or_default().to_vec();
    parts.iter().map(|part| find(part).into_iter().map(bytes).collect()).collect()
}

#[test]
fn text_maps_to_its_bytes_in_the_file() {
    let cases: [(Markup, &str, PartSources); 8] = [
        (Markup::Plain, "\u{feff}Tea\r\n茶", &[("Tea", &["Tea"]), ("茶", &["茶"])]),
        (
            Markup::Markdown,
            "---\na: b\n---\n# Green *tea*\n\n> Green\n> &amp; `milk`\n\n<b>Cup</b>",
            &[
                ("Green tea", &["Green *tea"]),
                ("Green & milk", &["Green\n> &amp; `milk"]),
                ("milk", &["milk"]),
                ("Cup", &["Cup"]),
            ],
        ),
        (
            Markup::Markdown,
            "!!! note \"Tea\"\n    Green {{< br >}}tea\n\n<!--\nThe cup.\n-->\n杯子。\n\n[x](y) | z\n--- | ---\n1 | 22",
            &[
                ("Tea", &["Tea"]),
                ("Green tea", &["Green {{< br >}}tea"]),
                ("The cup.", &["The cup."]),
                ("杯子。", &["杯子。"]),
                ("22", &["22"]),
            ],
        ),
        (
            Markup::Html,
            "<p class=\"a\"  id=\"b\">Green\r\n  <b  x=\"y\" >tea</b> &amp;&nbsp;milk&notin;<br>茶</p><p title=\"c\" >Cup",
            &[
                ("Green tea", &["Green\r\n  <b  x=\"y\" >tea"]),
                ("& milk", &[]),
                ("milk", &["milk"]),
                ("∉", &["&notin;"]),
                ("茶", &["茶"]),
                ("Cup", &["Cup"]),
            ],
        ),
        // Without a semicolon, a reference ends with the last letter of its name.
        (
            Markup::Html,
            "<p>&ampx&ap;\rGreen &copy2024 &notit tea &#38a &lt",
            &[
                ("&x≈ Green", &["&ampx&ap;\rGreen"]),
                ("x", &["x"]),
                ("≈", &["&ap;"]),
                ("©2024", &["&copy2024"]),
                ("2024", &["2024"]),
                ("¬it", &["&notit"]),
                ("tea &a", &["tea &#38a"]),
                ("<", &["&lt"]),
            ],
        ),
        (
            Markup::Subtitles,
            "1\n00:00:01,000 --> 00:00:02,000\n<i>We</i> leave\n\n2\n00:00:02,000 --> 00:00:03,000\ntomorrow.\n\n3\n00:00:09,000 --> 00:00:10,000\nGood.\n",
            &[
                ("We leave tomorrow.", &["We</i> leave", "tomorrow."]),
                ("tomorrow", &["tomorrow"]),
                ("Good.", &["Good."]),
            ],
        ),
        (
            Markup::Html,
            "<?xml version='1.0'?><p>a<![CDATA[<茶>]]>b</p><!-- c --><p>d",
            &[("a", &["a"]), ("d", &["d"])],
        ),
        (
            Markup::Markdown,
            "1. 茶\n2. <span\n   class=\"a\">Tea</span>\n\n<div class=\"b\" >\n杯\n</div>",
            &[("茶", &["茶"]), ("Tea", &["Tea"]), ("杯", &["杯"])],
        ),
    ];
    for (markup, file, parts) in cases {
        for (part, expected) in parts {
            if expected.is_empty() {
                continue;
            }
            let found = sources(markup, Encoding::Utf8, file.as_bytes(), &[part]).remove(0);
            let found: Vec<String> =
                found.iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
            assert_eq!(found, *expected, "{part} in {file}");
        }
    }
}

#[test]
fn text_maps_to_its_bytes_in_other_encodings() {
    for encoding in [Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gbk, Encoding::Gb18030] {
        let encode = |text: &str| match encoding {
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding_rs::GB18030.encode(text).0.into_owned(),
        };
        let long = "海岛渡轮 Ferry\n\n".repeat(1000);
        let file = encode(&format!("# 茶 *Tea*\n\n{long}杯子 &amp; **Cup**\n"));
        for part in ["茶", "Tea", "杯子", "Cup"] {
            let found = sources(Markup::Markdown, encoding, &file, &[part]);
            assert_eq!(found, [[encode(part)]], "{part} in {encoding}");
        }
    }
    // Characters with an unusual number of bytes: the euro sign in one byte and in two, a character of four bytes, and two
    // bytes that decode to two characters.
    for encoding in [Encoding::Gbk, Encoding::Gb18030] {
        let file = b"\x80 \xb2\xe8 \xa2\xe3 \xb1\xad \x81\x30\x81\x30 Cup";
        let found = sources(Markup::Plain, encoding, file, &["€", "茶", "杯", "\u{80}", "Cup"]);
        let expected: [&[u8]; 5] = [b"\x80", b"\xb2\xe8", b"\xb1\xad", b"\x81\x30\x81\x30", b"Cup"];
        assert_eq!(found, expected.map(|bytes| [bytes.to_vec()]), "{encoding}");
    }
    let found = sources(Markup::Plain, Encoding::Big5, b"\x88\x62 \xaf\xf9", &["\u{ca}\u{304}", "茶"]);
    assert_eq!(found, [[b"\x88\x62".to_vec()], [b"\xaf\xf9".to_vec()]]);
    // Text next to bytes that do not decode maps to its own bytes.
    let found = sources(Markup::Plain, Encoding::Utf8, b"a\xff\xff\xe8\x8cb\xe8\x8c\xb6c", &["b", "茶", "c"]);
    assert_eq!(found, [[b"b".to_vec()], ["茶".as_bytes().to_vec()], [b"c".to_vec()]]);
}

#[test]
fn cues_have_times() {
    let file = "1\n00:00:01,000 --> 00:00:02,000\nWe leave\n\n2\n00:00:02,000 --> 00:00:03,500\ntomorrow.\n\n3\n00:00:09,000 --> 00:00:10,000\nGood.\n";
    let text = read(Markup::Subtitles, file);
    let times = |start, end| Some((Duration::from_millis(start), Duration::from_millis(end)));
    for (part, expected) in [
        ("We leave tomorrow.", times(1000, 3500)),
        ("tomorrow.", times(2000, 3500)),
        ("Good.", times(9000, 10_000)),
    ] {
        let start = text.as_str().find(part).unwrap();
        assert_eq!(text.time(Span::new(start, start + part.len())), expected, "{part}");
    }
    assert_eq!(read(Markup::Plain, file).time(Span::new(0, 9)), None);
    // A cue that ends before it starts has no duration.
    let text = read(Markup::Subtitles, "1\n00:00:05,000 --> 00:00:02,000\nTea\n");
    assert_eq!(text.time(Span::new(0, 3)), Some((Duration::from_secs(5), Duration::from_secs(5))));
}
