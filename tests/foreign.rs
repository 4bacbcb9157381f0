//! Checks that files in the forms of other tools are read: TMX, XLIFF, PO and tables of spreadsheets.
#![cfg(feature = "xml")]
#![allow(clippy::unwrap_used, reason = "helpers that read and write files are test code")]

use bitext::export::{
    CodeKind, Document, FileHeader, Format, InlinePart, InlineText, Tmx, Unit, UnitDetails, UnitReader,
    Xliff, XliffVersion, read_po, read_table, read_tmx_units, read_xliff,
};
use bitext::{OwnedBitext, Review};

/// TMX of Trados: a document type with entities, formatting codes, properties and dates.
const TRADOS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd" [
  <!ENTITY brand "Harbour &amp; Sons">
]>
<tmx version="1.4">
<header creationtool="SDL Language Platform" creationtoolversion="8.1" o-tmf="SDL TM8 Format" datatype="xml" segtype="sentence" adminlang="en-US" srclang="en-US" creationdate="20240105T093000Z"><prop type="x-Note:SingleString"></prop></header>
<body>
<tu creationdate="20240105T093100Z" creationid="mei" changedate="20240106T100000Z" changeid="lin" lastusagedate="20240107T100000Z" usagecount="3">
  <prop type="x-Origin">TM</prop><prop type="x-ConfirmationLevel">ApprovedTranslation</prop>
  <tuv xml:lang="en-US"><seg>Press <bpt i="1" type="bold" x="1" />Start<ept i="1" /> at &brand;<ph x="2" type="lb"/>now.</seg></tuv>
  <tuv xml:lang="zh-CN"><seg>在&brand;按<bpt i="1" type="bold" x="1" />开始<ept i="1" />键<ph x="2" type="lb"/>。</seg></tuv>
</tu>
</body></tmx>"#;

/// TMX of `OmegaT`: level 1 and notes in a variant.
const OMEGAT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="5.7.1" segtype="sentence" srclang="EN"/>
  <body>
    <tu>
      <note>checked by the harbour master</note>
      <prop type="file">ferry.txt</prop>
      <tuv lang="EN"><seg>The ferry &lt;f0&gt;leaves&lt;/f0&gt; at eight.</seg></tuv>
      <tuv lang="ZH-TW" changeid="wang" changedate="20240301T080000Z" creationid="wang" creationdate="20240301T080000Z"><seg>渡輪八點&lt;f0&gt;開&lt;/f0&gt;。</seg></tuv>
    </tu>
  </body>
</tmx>"#;

/// XLIFF of `memoQ` or Trados: segments inside a unit.
const SEGMENTED: &str = r#"<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">
<file original="guide.docx" source-language="en-gb" target-language="zh-hk" datatype="x-mq"><header><note>ignored</note></header><body>
<group id="p1"><trans-unit id="7" approved="yes" mq:status="Confirmed">
<source>Mind the gap. Stand <g id="1">clear</g>.</source>
<seg-source><mrk mtype="seg" mid="0">Mind the gap.</mrk> <mrk mtype="seg" mid="1">Stand <g id="1">clear</g>.</mrk></seg-source>
<target><mrk mtype="seg" mid="0">請小心月台空隙。</mrk><mrk mtype="seg" mid="1">請<g id="1">站<mrk mtype="x-sdl-deleted">在</mrk>開</g>。</mrk></target>
<alt-trans><source>Mind the gap.</source><target>小心空隙。</target></alt-trans>
<note annotates="source">platform</note>
</trans-unit></group>
<trans-unit id="8"><source>Exit</source><target state="needs-translation"/></trans-unit>
</body></file></xliff>"#;

/// XLIFF 2 with codes, notes and metadata.
const VERSION_2: &str = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.0" srcLang="zh-CN" trgLang="en">
<file id="f1"><unit id="u1" name="greeting">
<mda:metadata><mda:metaGroup category="row"><mda:meta type="client">Metro</mda:meta></mda:metaGroup></mda:metadata>
<notes><note category="hint">at the door</note></notes>
<originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data></originalData>
<segment state="final"><source>你好，<pc id="1" dataRefStart="d1" dataRefEnd="d2">世界</pc>！<cp hex="0007"/></source><target>Hello, <pc id="1" dataRefStart="d1" dataRefEnd="d2">world</pc>!</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>再见。</source></segment>
</unit></file></xliff>"#;

fn units(units: impl Iterator<Item = Result<Unit, bitext::Error>>) -> Vec<Unit> {
    units.map(Result::unwrap).collect()
}

fn written(format: &dyn Format, units: Vec<Unit>) -> Vec<u8> {
    let (rows, details): (Vec<_>, Vec<UnitDetails>) = units.into_iter().map(Unit::into_parts).unzip();
    let owned = OwnedBitext::from_rows(rows);
    let bitext = owned.bitext();
    let tag = details[0].chinese.tag.clone().unwrap();
    let document = Document::whole(&bitext).details(&details).unwrap().chinese_tag(&tag);
    let mut out = Vec::new();
    format.write(&document, &mut out).unwrap();
    out
}

/// Returns the tool that has written a file, and its version.
fn tool(header: &FileHeader) -> Option<(&str, &str)> {
    let value =
        |name: &str| header.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| &**value);
    Some((value("creationtool")?, value("creationtoolversion")?))
}

/// Returns a text with its codes: their kind, and the original code or the type.
fn sketch(text: Option<&InlineText>) -> String {
    let part = |part: &InlinePart| match part {
        InlinePart::Text(text) => text.clone(),
        InlinePart::Code(code) => {
            let kind = match code.kind {
                CodeKind::Open => "(",
                CodeKind::Close => ")",
                CodeKind::Alone => "*",
            };
            format!("{kind}{}", code.content)
        }
    };
    text.map(|text| text.parts().iter().map(part).collect()).unwrap_or_default()
}

#[test]
fn tmx_of_other_tools_is_read_and_written_without_loss() {
    for (file, english, chinese) in [
        (TRADOS, "Press Start at Harbour & Sonsnow.", "在Harbour & Sons按开始键。"),
        (OMEGAT, "The ferry <f0>leaves</f0> at eight.", "渡輪八點<f0>開</f0>。"),
    ] {
        let mut reader = read_tmx_units(file.as_bytes());
        let first = units(reader.by_ref());
        assert_eq!((&*first[0].row.english, &*first[0].row.chinese), (english, chinese));
        let header = reader.header().cloned().unwrap();
        let again = written(&Tmx::new().header(header.clone()), first.clone());
        let mut reader = read_tmx_units(&*again);
        let again_units = units(reader.by_ref());
        // This crate has written the file, so the header names this crate, and keeps the rest.
        let of_memory = |mut header: FileHeader| {
            header.attributes.retain(|(name, _)| !name.starts_with("creationtool"));
            header.attributes.sort();
            header
        };
        let own = reader.header().cloned().unwrap();
        assert_eq!(tool(&own), Some(("bitext", env!("CARGO_PKG_VERSION"))));
        assert_eq!(of_memory(own), of_memory(header));
        assert_eq!(again_units[0].details, first[0].details, "{}", String::from_utf8_lossy(&again));
        assert_eq!(again_units[0].row.english, english);
    }
    let trados = &units(read_tmx_units(TRADOS.as_bytes()))[0].details;
    assert_eq!(trados.attributes.len(), 6);
    assert_eq!(trados.properties[1], ("x-ConfirmationLevel".to_owned(), "ApprovedTranslation".to_owned()));
    assert_eq!(sketch(trados.english.inline.as_ref()), "Press (Start) at Harbour & Sons*now.");
    let omegat = &units(read_tmx_units(OMEGAT.as_bytes()))[0].details;
    assert_eq!(omegat.notes, ["checked by the harbour master"]);
    assert_eq!(omegat.chinese.attributes[0], ("changeid".to_owned(), "wang".to_owned()));
    assert_eq!(omegat.chinese.tag.as_ref().unwrap().as_str(), "zh-TW");
}

/// The second unit says that its source language is Chinese; the header says that every language is a source.
#[test]
fn the_source_language_of_a_file_is_kept() {
    let file = r#"<tmx version="1.4"><header creationtool="Okapi" srclang="*all*" o-encoding="UTF-8"><note>ours &amp; theirs</note><prop type="client">Metro</prop><note>two</note></header><body>
        <tu><tuv xml:lang="en-GB"><seg>Tea</seg></tuv><tuv xml:lang="zh-HK"><seg>茶</seg></tuv></tu>
        <tu srclang="ZH-hk"><tuv xml:lang="en-GB"><seg>Milk</seg></tuv><tuv xml:lang="zh-HK"><seg>奶</seg></tuv></tu></body></tmx>"#;
    let mut reader = read_tmx_units(file.as_bytes());
    assert_eq!(reader.header(), None);
    let first = units(reader.by_ref());
    let header = reader.header().cloned().unwrap();
    assert_eq!(header.notes, ["ours & theirs", "two"]);
    let again = String::from_utf8(written(&Tmx::new().header(header), first.clone())).unwrap();
    for expected in [
        r#"creationtool="bitext""#,
        r#"srclang="*all*""#,
        r#"o-encoding="UTF-8""#,
        "<note>ours &amp; theirs</note>",
        r#"<prop type="client">Metro</prop>"#,
        "<tu>",
        r#"<tu srclang="zh-HK">"#,
    ] {
        assert!(again.contains(expected), "{expected} is missing from {again}");
    }
    // Without the header, the source is the English side.
    let again = String::from_utf8(written(&Tmx::new(), first)).unwrap();
    assert!(
        again.contains(r#"<tu srclang="en-GB">"#) && again.contains(r#"<tu srclang="zh-HK">"#),
        "{again}"
    );
}

#[test]
fn codes_properties_and_notes_pass_from_one_format_to_another() {
    let file = r#"<tmx version="1.4"><body><tu tuid="k1"><note>mind</note><prop type="client">Metro</prop>
        <tuv xml:lang="en"><seg>A <bpt i="1" type="bold">&lt;b&gt;</bpt>red<ept i="1">&lt;/b&gt;</ept> <hi type="term">boat</hi><ph x="3" type="button">&lt;br/&gt;</ph></seg></tuv>
        <tuv xml:lang="zh-HK"><seg>一艘<bpt i="1">&lt;b&gt;</bpt>紅<ept i="1">&lt;/b&gt;</ept>船</seg></tuv></tu></body></tmx>"#;
    let first = units(read_tmx_units(file.as_bytes()));
    let expected = ("A (<b>red)</b> (boat)*<br/>", "一艘(<b>紅)</b>船");
    for version in [XliffVersion::V1_2, XliffVersion::V2_1] {
        let xliff = written(&Xliff::new().version(version), first.clone());
        let text = String::from_utf8_lossy(&xliff);
        let read = units(read_xliff(&*xliff));
        let details = &read[0].details;
        let found = (sketch(details.english.inline.as_ref()), sketch(details.chinese.inline.as_ref()));
        assert_eq!((&*found.0, &*found.1), expected, "{text}");
        assert_eq!(details.properties, [("client".to_owned(), "Metro".to_owned())], "{text}");
        assert_eq!((&*details.id, details.notes.as_slice()), ("k1", &["mind".to_owned()][..]), "{text}");
        assert_eq!(details.chinese.tag.as_ref().unwrap().as_str(), "zh-HK");
        let tmx = written(&Tmx::new(), read);
        let back = units(read_tmx_units(&*tmx));
        assert_eq!(
            sketch(back[0].details.english.inline.as_ref()),
            expected.0,
            "{}",
            String::from_utf8_lossy(&tmx)
        );
        assert_eq!(back[0].details.properties, first[0].details.properties);
        let tmx = String::from_utf8_lossy(&tmx);
        for code in [
            "type=\"bold\">&lt;b&gt;</bpt>",
            "<hi type=\"term\">boat</hi>",
            "type=\"button\">&lt;br/&gt;</ph>",
        ] {
            assert!(tmx.contains(code), "{code} is missing from {tmx}");
        }
    }
}

#[test]
fn texts_inside_codes_are_kept() {
    let seg = r#"See <ph x="1" type="image">&lt;img alt="<sub type="caption">the <bpt i="2">&lt;b&gt;</bpt>red<ept i="2">&lt;/b&gt;</ept> boat</sub>" src="b"&gt;</ph>."#;
    let memory = |seg: &str| {
        format!(
            "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"en\"><seg>{seg}</seg></tuv><tuv xml:lang=\"zh\"><seg>见图。</seg></tuv></tu></body></tmx>"
        )
    };
    let first = units(read_tmx_units(memory(seg).as_bytes()));
    assert_eq!(first[0].row.english, "See .");
    let again = String::from_utf8(written(&Tmx::new(), first.clone())).unwrap();
    assert!(again.contains(seg), "{again}");
    let xliff = written(&Xliff::new(), first.clone());
    let text = String::from_utf8_lossy(&xliff);
    let expected = r#"<ph id="1" ctype="image">&lt;img alt="<sub ctype="x-caption">the <bpt id="2" rid="2">"#;
    assert!(text.contains(expected), "{text}");
    let back = String::from_utf8(written(&Tmx::new(), units(read_xliff(&*xliff)))).unwrap();
    assert!(
        back.contains(r#"<sub type="caption">the <bpt i="2" x="2">&lt;b&gt;</bpt>red<ept i="2">"#),
        "{back}"
    );
    let data = String::from_utf8(written(&Xliff::new().version(XliffVersion::V2_1), first)).unwrap();
    assert!(data.contains(r#"&lt;img alt="the &lt;b&gt;red&lt;/b&gt; boat" src="b"&gt;</data>"#), "{data}");

    // A text directly in a segment has no place in TMX: its start and its end have one number.
    let odd = String::from_utf8(written(
        &Tmx::new(),
        units(read_tmx_units(memory("<sub>a</sub> <u>b</u>").as_bytes())),
    ));
    let odd = odd.unwrap();
    assert!(odd.contains(r#"<bpt i="1" x="1"/>a<ept i="1"/> <bpt i="2" x="2"/>b<ept i="2"/>"#), "{odd}");
    let deep = ["<ph>x<sub>", "</sub></ph>"].map(|part| part.repeat(20_000));
    let deep = units(read_tmx_units(memory(&format!("Z{}", deep.join("y"))).as_bytes()));
    assert!(
        String::from_utf8(written(&Tmx::new(), deep)).unwrap().contains(&format!("{}y", "x".repeat(100)))
    );
}

#[test]
fn characters_that_xml_forbids_are_elements_in_xliff_2() {
    let file = r#"<xliff version="2.0" srcLang="en" trgLang="zh"><file id="f"><unit id="u"><originalData><data id="d1">{<cp hex="001B"/>}</data></originalData>
        <segment><source>A<cp hex="0001"/>B <ph id="1" dataRef="d1"/><cp hex="D800"/></source><target>甲<cp hex="FFFF"/>乙&#x85;</target></segment></unit></file></xliff>"#;
    let first = units(read_xliff(file.as_bytes()));
    assert_eq!((&*first[0].row.english, &*first[0].row.chinese), ("A\u{1}B ", "甲\u{ffff}乙\u{85}"));
    let again = String::from_utf8(written(&Xliff::new().version(XliffVersion::V2_1), first.clone())).unwrap();
    for expected in [
        r#"<data id="d1">{<cp hex="001B"/>}</data>"#,
        r#"<source>A<cp hex="0001"/>B <ph id="1" dataRef="d1"/><cp hex="D800"/></source>"#,
        "<target>甲<cp hex=\"FFFF\"/>乙\u{85}</target>",
    ] {
        assert!(again.contains(expected), "{expected} is missing from {again}");
    }
    let back = &units(read_xliff(again.as_bytes()))[0];
    assert_eq!((&back.row.english, &back.row.chinese), (&first[0].row.english, &first[0].row.chinese));
    assert_eq!(back.details, first[0].details);
    for format in [&Tmx::new() as &dyn Format, &Xliff::new()] {
        let text = String::from_utf8(written(format, first.clone())).unwrap();
        assert!(text.contains("A\u{fffd}B ") && text.contains("甲\u{fffd}乙\u{85}"), "{text}");
        assert!(format.replaces('\u{1}') && !format.replaces('\u{85}'));
    }
    assert!(!Xliff::new().version(XliffVersion::V2_1).replaces('\u{1}'));
}

#[test]
fn ids_of_xliff_2_are_kept() {
    let file = r#"<xliff version="2.0" srcLang="en" trgLang="zh"><file id="f"><unit id="u"><segment>
        <source><pc id="c1">A <ph id="c2"/></pc> <sc id="s.3"/>b<ec startRef="s.3"/> <sc id="4"/>c</source>
        <target><sc id="s.3"/>乙<ec startRef="s.3"/><pc id="c1">甲<ph id="c2"/></pc></target></segment>
        <segment><source>d<ec startRef="4"/></source><target>丁</target></segment></unit></file></xliff>"#;
    let first = units(read_xliff(file.as_bytes()));
    let text = |format: &dyn Format| String::from_utf8(written(format, first.clone())).unwrap();
    let rows: [(&dyn Format, [&str; 3]); 3] = [
        (
            &Tmx::new(),
            [
                r#"<bpt i="1" x="1"/>A <ph x="2"/><ept i="1"/> <bpt i="3" x="3"/>b<ept i="3"/> <it pos="begin" x="4"/>c"#,
                r#"<bpt i="3" x="3"/>乙<ept i="3"/><bpt i="1" x="1"/>甲<ph x="2"/><ept i="1"/>"#,
                r#"d<it pos="end" x="4"/>"#,
            ],
        ),
        (
            &Xliff::new(),
            [
                r#"<bpt id="c1" rid="c1"/>A <ph id="c2"/><ept id="c1" rid="c1"/> <bpt id="s.3" rid="s.3"/>b<ept id="s.3" rid="s.3"/> <it id="4" pos="open"/>c"#,
                r#"<bpt id="s.3" rid="s.3"/>乙<ept id="s.3" rid="s.3"/><bpt id="c1" rid="c1"/>甲<ph id="c2"/><ept id="c1" rid="c1"/>"#,
                r#"d<it id="4" pos="close"/>"#,
            ],
        ),
        (
            &Xliff::new().version(XliffVersion::V2_1),
            [
                r#"<pc id="c1">A <ph id="c2"/></pc> <sc id="s.3"/>b<ec startRef="s.3"/> <sc id="i4" isolated="yes"/>c"#,
                r#"<sc id="s.3"/>乙<ec startRef="s.3"/><pc id="c1">甲<ph id="c2"/></pc>"#,
                r#"d<ec id="e4" isolated="yes"/>"#,
            ],
        ),
    ];
    for (format, expected) in rows {
        let text = text(format);
        for part in expected {
            assert!(text.contains(part), "{part} is missing from {text}");
        }
    }
}

#[test]
fn a_flagged_pair_needs_a_review_in_both_versions() {
    let mut unit = units(read_po("msgid \"Tea\"\nmsgstr \"茶\"\n".as_bytes())).remove(0);
    unit.row.flags = vec![bitext::Flag::NumbersDiffer].into();
    unit.details.scored = true;
    unit.details.chinese.tag = "zh-CN".parse().ok();
    let states = [
        (XliffVersion::V1_2, r#"approved="no""#, r#"<target state="needs-review-translation">"#),
        (
            XliffVersion::V2_1,
            r#"<segment state="initial" subState="bitext:needs-review">"#,
            "numbers-differ</note>",
        ),
    ];
    for (version, state, other) in states {
        let text = written(&Xliff::new().version(version), vec![unit.clone()]);
        let again = units(read_xliff(&*text));
        let text = String::from_utf8_lossy(&text);
        assert!(text.contains(state) && text.contains(other), "{text}");
        assert_eq!((&again[0].row.flags, again[0].row.review), (&unit.row.flags, Review::Open));
    }
}

#[test]
fn segments_of_xliff_are_units() {
    let read = units(read_xliff(SEGMENTED.as_bytes()));
    let texts: Vec<_> =
        read.iter().map(|unit| (&*unit.row.english, &*unit.row.chinese, unit.row.review)).collect();
    let expected = [
        ("Mind the gap.", "請小心月台空隙。", Review::Checked),
        ("Stand clear.", "請站開。", Review::Checked),
        ("Exit", "", Review::Open),
    ];
    assert_eq!(texts, expected);
    assert_eq!((&*read[0].row.document, &*read[0].details.id), ("guide.docx", "7"));
    assert_eq!(read[1].details.notes, ["platform"]);
    assert_eq!(sketch(read[1].details.chinese.inline.as_ref()), "請(站*在開)。");

    let read = units(read_xliff(VERSION_2.as_bytes()));
    assert_eq!((&*read[0].row.english, &*read[0].row.chinese), ("Hello, world!", "你好，世界！\u{7}"));
    assert_eq!((&*read[1].row.chinese, read[0].row.review), ("再见。", Review::Checked));
    assert_eq!(sketch(read[0].details.english.inline.as_ref()), "Hello, (<b>world)</b>!");
    assert_eq!(read[0].details.properties, [("client".to_owned(), "Metro".to_owned())]);
    let again = units(read_xliff(&*written(&Xliff::new().version(XliffVersion::V2_1), read.clone())));
    assert_eq!(sketch(again[0].details.english.inline.as_ref()), "Hello, (<b>world)</b>!");
    assert_eq!((&*again[0].details.id, &*again[0].details.notes[0]), ("greeting", "at the door"));
}

#[test]
fn a_broken_unit_is_skipped_and_what_is_left_out_is_counted() {
    let unit = |en: &str, zh: &str| {
        format!(
            "<tu>\n<tuv xml:lang=\"en\"><seg>{en}</seg></tuv>\n<tuv xml:lang=\"zh-CN\"><seg>{zh}</seg></tuv><tuv xml:lang=\"zh-TW\"><seg>{zh}</seg></tuv><tuv xml:lang=\"fr\"><seg>x</seg></tuv></tu>\n"
        )
    };
    let good = unit("Next", "下一个");
    let broken = [
        (unit("R&D team", "研发团队"), "line 3: "),
        (unit("a < b", "甲"), "line 3: "),
        (unit("&brand;", "甲"), "line 3: `&brand;` is not a known entity"),
        (unit("<b>open", "甲"), "line 3: not well-formed XML"),
        ("<tu><tuv xml:lang='en'><seg>x</seg></tuv>\n".to_owned(), "line 2: the unit has no end tag"),
        ("<tu><tuv xml:lang='en><seg>x</seg></tuv></tu>\n".to_owned(), "line 2: not well-formed XML"),
    ];
    for (broken, message) in broken {
        let file = format!("<tmx version=\"1.4\"><body>\n{broken}{good}</body></tmx>");
        let mut reader = read_tmx_units(file.as_bytes());
        let found: Vec<_> = reader.by_ref().collect();
        let error = found[0].as_ref().unwrap_err().to_string();
        assert!(error.starts_with(message), "{error} for {broken}");
        assert_eq!(found[1].as_ref().unwrap().row.chinese, "下一个");
        assert!(found.len() == 2 && !reader.is_cut_off(), "{broken}");
        let left_out = [("text in `fr`".to_owned(), 1), ("text in `zh-TW`".to_owned(), 1)];
        assert_eq!(reader.left_out(), left_out, "{broken}");
    }
    let mut reader = read_tmx_units("<tmx><body><tu><tuv>".as_bytes());
    assert!(reader.next().unwrap().is_err() && reader.is_cut_off() && reader.next().is_none());
    let wanted =
        read_tmx_units(format!("<tmx>{good}</tmx>").as_bytes()).variant("zh-Hant".parse().unwrap()).next();
    assert_eq!(wanted.unwrap().unwrap().details.chinese.tag.unwrap().as_str(), "zh-TW");
}

#[test]
fn messages_of_po() {
    let file = r#"# Chinese translation
msgid ""
msgstr ""
"Language: zh_CN\n"
"Content-Type: text/plain; charset=UTF-8\n"

#. Button in the toolbar
#: src/main.c:12
msgctxt "menu"
msgid "Open \"%s\""
msgstr "打开“%s”"

#, fuzzy, c-format
#| msgid "Close"
msgid "Quit"
msgstr "关闭"
#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 个文件"

msgid "Untranslated"
msgstr ""

oops
msgid "Broken"
msgstr "坏"

#~ msgid "Old"
#~ msgstr "旧"

msgid "Two\n"
"lines"
msgstr ""
"两\n"
"行"
"#;
    let mut reader = read_po(file.as_bytes());
    let (found, errors): (Vec<_>, Vec<_>) = reader.by_ref().partition(Result::is_ok);
    let found: Vec<Unit> = found.into_iter().map(Result::unwrap).collect();
    let texts: Vec<_> =
        found.iter().map(|unit| (&*unit.row.english, &*unit.row.chinese, unit.line)).collect();
    let expected = [
        ("Open \"%s\"", "打开“%s”", 10),
        ("%d file", "%d 个文件", 18),
        ("%d files", "%d 个文件", 18),
        ("Untranslated", "", 22),
        ("Two\nlines", "两\n行", 32),
    ];
    assert_eq!(texts, expected);
    assert_eq!(
        (&*found[0].details.id, found[0].details.notes.as_slice()),
        ("menu", &["Button in the toolbar".to_owned()][..])
    );
    assert_eq!(found[0].details.chinese.tag.as_ref().unwrap().as_str(), "zh-CN");
    let errors: Vec<_> = errors.into_iter().map(|error| error.unwrap_err().to_string()).collect();
    assert_eq!(errors, ["line 25: not a line of a PO file"]);
    let left_out = ["obsolete message", "fuzzy message", "line with references to source code"];
    assert_eq!(reader.left_out(), left_out.map(|what| (what.to_owned(), 1)));
}

#[test]
fn a_po_file_that_ends_within_a_message_is_truncated() {
    let whole = "msgid \"Tea\"\nmsgstr \"茶\"\n\n#. hot\nmsgid \"Milk\"\nmsgstr \"牛奶\"\n";
    let at = |part: &str| whole.find(part).unwrap();
    let rows = [
        (whole.len(), 2, false),
        (whole.len() - 1, 2, false),
        (at("奶") + "奶".len(), 1, true),
        (at("奶"), 1, true),
        (at("msgstr \"牛"), 1, true),
        (at("lk\""), 1, true),
        (at("msgid \"Milk"), 1, false),
        (at("#."), 1, false),
        (at("茶") + 1, 0, true),
    ];
    for (end, messages, is_cut_off) in rows {
        let file = &whole.as_bytes()[..end];
        let mut reader = read_po(file);
        let (found, errors): (Vec<_>, Vec<_>) = reader.by_ref().partition(Result::is_ok);
        let cut = String::from_utf8_lossy(file);
        assert_eq!((found.len(), errors.len()), (messages, usize::from(is_cut_off)), "{cut}");
        assert_eq!(reader.is_cut_off(), is_cut_off, "{cut}");
    }
}

#[test]
fn fields_of_a_table_that_are_left_out_are_counted() {
    let rows: [(&str, &[(&str, usize)]); 4] = [
        ("en,zh,note\nTea,茶,hot\n", &[]),
        (
            "en,zh-CN,zh-TW,owner,\nTea,茶,茶,Mei,1\nTaxi,出租车,計程車,,\n",
            &[("text in `zh-TW`", 2), ("field in the column `owner`", 1), ("field in column 5", 1)],
        ),
        ("source,target,translation\nTea,茶,Thé\n", &[("field in the column `translation`", 1)]),
        ("Tea\t茶\t7\nMilk\t牛奶\t\n", &[("field in column 3", 1)]),
    ];
    for (table, expected) in rows {
        let mut reader = read_table(table.as_bytes());
        units(reader.by_ref());
        let expected: Vec<_> = expected.iter().map(|&(what, count)| (what.to_owned(), count)).collect();
        assert_eq!(reader.left_out(), expected, "{table}");
    }
}

#[test]
fn tables_of_other_tools() {
    let rows: [(&str, &[(&str, &str)]); 8] = [
        (
            "Chinese,English,Comment\n是,Yes,\n\"茶，\n好了\",\"Tea, \"\"ready\"\"\",x\n",
            &[("Yes", "是"), ("Tea, \"ready\"", "茶，\n好了")],
        ),
        ("source;target\n是;Yes\n", &[("Yes", "是")]),
        ("原文\t译文\nYes\t是\n", &[("Yes", "是")]),
        ("Tea\t茶\nMilk\t牛奶\n", &[("Tea", "茶"), ("Milk", "牛奶")]),
        (
            "7\t茶\t\"Tea\"\n8\t他说：“好”\t\"Good,\" he said.\n",
            &[("Tea", "茶"), ("\"Good,\" he said.", "他说：“好”")],
        ),
        ("\u{feff}key,en-GB,zh_Hant\na,Colour,顏色\n", &[("Colour", "顏色")]),
        ("Texte,Traduction\nTea,茶\nMilk,牛奶\n", &[("Tea", "茶"), ("Milk", "牛奶")]),
        (
            "english\tchinese\n\"Closed,\" said the sign.\t“休息”\n",
            &[("\"Closed,\" said the sign.", "“休息”")],
        ),
    ];
    for (table, expected) in rows {
        let found = units(read_table(table.as_bytes()));
        let texts: Vec<_> = found.iter().map(|unit| (&*unit.row.english, &*unit.row.chinese)).collect();
        assert_eq!(texts, expected, "{table}");
    }
    let table = "english,chinese,confidence\nTea\nMilk,牛奶,\"0,5\"\nRice,米饭,high\n";
    let found: Vec<_> = read_table(table.as_bytes()).collect();
    assert_eq!(found[0].as_ref().unwrap_err().to_string(), "line 2: the row has 1 of at least 2 fields");
    assert_eq!(found[1].as_ref().unwrap().row.confidence, 0.5);
    assert_eq!(found[2].as_ref().unwrap_err().to_string(), "line 4: `high` is not a number");
    let texts = "English,Chinese,Review\nTea,茶,\nMilk,糖,Rejected\nRice,米饭,checked\nSalt,盐,maybe\n";
    let found: Vec<_> = read_table(texts.as_bytes()).collect();
    let reviews: Vec<_> = found.iter().flatten().map(|unit| unit.row.review).collect();
    assert_eq!(reviews, [Review::Open, Review::Rejected, Review::Checked]);
    let error = found[3].as_ref().unwrap_err().to_string();
    assert!(error.starts_with("line 5: `maybe` is not a mark of a reviewer"), "{error}");
    // Reviews and their translations are texts.
    let found = units(read_table("review,translation\nGood tea.,好茶。\nNo milk.,没有奶。\n".as_bytes()));
    assert_eq!((&*found[1].row.english, &*found[1].row.chinese), ("No milk.", "没有奶。"));
    let utf16: Vec<u8> =
        "\u{feff}English\tChinese\r\nTea\t茶\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(units(read_table(&*utf16))[0].row.chinese, "茶");
}

#[test]
fn columns_are_told_from_remarks_and_codes() {
    let attribution = "CC-BY 2.0 (France) Attribution: tatoeba.org";
    let rows: [(String, &[(&str, &str)]); 5] = [
        (
            format!(
                "Hi.\t嗨。\t{attribution} #538123 (CM)\nWait a moment!\t等一下！\t{attribution} #1744314 (belgavox)\n"
            ),
            &[("Hi.", "嗨。"), ("Wait a moment!", "等一下！")],
        ),
        (
            "1276\tLet's try something.\t2\t我們試試看！\n1277\tI have to sleep.\t77\t我该去睡觉了。\n"
                .to_owned(),
            &[("Let's try something.", "我們試試看！"), ("I have to sleep.", "我该去睡觉了。")],
        ),
        (
            "%20240105~093100\t%User ID,MEI\t%TU=1\t%EN-US\t%Wordfast TM\t%ZH-CN\t%---\n\
             20240105~093100\tMEI\t0\tEN-US\tOpen the file.\tZH-CN\t打开文件。\n"
                .to_owned(),
            &[("Open the file.", "打开文件。")],
        ),
        (
            "location;source;target;fuzzy\r\na.c:1;Open;打开;True\r\nb.c:2;\"Yes; no\";是；否;\r\n"
                .to_owned(),
            &[("Yes; no", "是；否")],
        ),
        ("1276\teng\tLet's try something.\n2\tcmn\t我們試試看！\n".to_owned(), &[]),
    ];
    for (file, expected) in rows {
        let mut reader = read_table(file.as_bytes());
        let found: Vec<Unit> = reader.by_ref().filter_map(Result::ok).collect();
        let texts: Vec<_> = found.iter().map(|unit| (&*unit.row.english, &*unit.row.chinese)).collect();
        assert_eq!(texts, expected, "{file}");
        assert_eq!(reader.is_cut_off(), expected.is_empty(), "{file}");
    }
}

/// A name that each row repeats must not turn a small file into many gigabytes.
#[test]
fn a_document_name_has_a_limit() {
    for (length, error) in
        [(4_096, None), (4_097, Some("line 2: the document name has 4097 bytes: shorten it to at most 4096"))]
    {
        let name = "n".repeat(length);
        let version_1 = format!(
            "<xliff version=\"1.2\">\n<file original=\"{name}\" source-language=\"en\" target-language=\"zh\"><body>\
             <trans-unit id=\"1\"><source>Tea.</source><target>茶。</target></trans-unit></body></file></xliff>"
        );
        let version_2 = format!(
            "<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"zh\">\n<file original=\"{name}\"><unit id=\"1\"><segment>\
             <source>Tea.</source><target>茶。</target></segment></unit></file></xliff>"
        );
        for file in [version_1, version_2] {
            let (units, errors): (Vec<_>, Vec<_>) = read_xliff(file.as_bytes()).partition(Result::is_ok);
            let names: Vec<_> = units.into_iter().map(|unit| unit.unwrap().row.document).collect();
            let errors: Vec<_> = errors.into_iter().map(|error| error.unwrap_err().to_string()).collect();
            assert_eq!(errors, error.iter().copied().collect::<Vec<_>>(), "{length} bytes");
            assert_eq!(names, [if error.is_none() { &*name } else { "" }], "{length} bytes");
        }
    }
}

/// The notes and codes of a unit that has many segments.
#[test]
fn what_the_segments_of_a_unit_repeat_has_a_limit() {
    let long = "n".repeat(1_000_000);
    let segment = "<segment><source>Tea<ph id=\"1\" dataRef=\"d\"/></source></segment>";
    let marks = (0..10).map(|id| format!("<mrk mtype=\"seg\" mid=\"{id}\">Tea.</mrk>")).collect::<String>();
    let version_1 = |inner: &str| {
        format!(
            "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"zh\"><body>\n<trans-unit id=\"1\">\
             <source>Tea.</source>{inner}</trans-unit></body></file></xliff>"
        )
    };
    let version_2 = |inner: &str| {
        format!(
            "<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"zh\"><file id=\"f\">\n<unit id=\"1\">{inner}</unit></file></xliff>"
        )
    };
    for (file, count) in [
        (version_1(&format!("<seg-source>{marks}</seg-source><note>{long}</note>")), None),
        (version_1(&format!("<seg-source>{marks}</seg-source><note>short</note>")), Some(10)),
        (version_1(&format!("<note>{}</note>", long.repeat(10))), Some(1)),
        (version_2(&format!("<notes><note>{long}</note></notes>{}", segment.repeat(10))), None),
        (
            version_2(&format!(
                "<originalData><data id=\"d\">{long}</data></originalData>{}",
                segment.repeat(10)
            )),
            None,
        ),
        (version_2(&format!("<originalData><data id=\"d\">{long}</data></originalData>{segment}")), Some(1)),
        (version_2(&format!("<notes><note>short</note></notes>{}", segment.repeat(10))), Some(10)),
    ] {
        let items: Vec<_> = read_xliff(file.as_bytes()).collect();
        match (count, &*items) {
            (None, [Err(error)]) => {
                let message =
                    "line 2: the segments of the unit repeat more than 4 MB of notes, properties or codes";
                assert!(error.to_string().starts_with(message), "{error}");
            }
            (Some(count), items) if items.len() == count && items.iter().all(Result::is_ok) => {}
            _ => panic!("{count:?} units expected, {} items of {} bytes read", items.len(), file.len()),
        }
    }
}

/// Several marks of a text have the same id, so the ids do not say which texts belong together.
#[test]
fn segments_of_one_id_are_one_unit() {
    let mark = |text: &str| format!("<mrk mtype=\"seg\" mid=\"1\">{text}</mrk>");
    let file = |source: &str, target: &str| {
        format!(
            "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"zh\"><body><trans-unit id=\"1\">\
             <source>Tea. Milk.</source><seg-source>{source}</seg-source><target>{target}</target></trans-unit>\
             </body></file></xliff>"
        )
    };
    for (source, target) in [
        (mark("Tea. ") + &mark("Milk."), mark("茶。奶。")),
        (mark("Tea. Milk."), mark("茶。") + &mark("奶。")),
    ] {
        let read = units(read_xliff(file(&source, &target).as_bytes()));
        let texts: Vec<_> = read.iter().map(|unit| (&*unit.row.english, &*unit.row.chinese)).collect();
        assert_eq!(texts, [("Tea. Milk.", "茶。奶。")]);
    }
}
