//! Checks which pairs a filter rejects, the reason for each rejection, and the counts of the pairs.

use bitext::{Filter, Flag, Rejection, pair_hash};

/// A case has an English text, a Chinese text, a confidence, flags, and the reason why a strict filter rejects the
/// pair, if it does.
type Case = (&'static str, &'static str, f32, &'static [Flag], Option<Rejection>);

const CASES: &[Case] = &[
    ("The bakery opens at six in the morning.", "面包店早上六点开门。", 0.98, &[], None),
    (
        "Every loaf is baked on the premises.",
        "每个面包都是店里自己烤的。",
        0.31,
        &[],
        Some(Rejection::LowConfidence),
    ),
    ("2023", "2023年", 0.9, &[], Some(Rejection::NearEmpty)),
    ("OK", "好的", 0.9, &[], Some(Rejection::NearEmpty)),
    ("Open", "营业中", 0.9, &[], None),
    ("面包店早上六点开门。", "面包店早上六点开门。", 0.9, &[], Some(Rejection::Language)),
    (
        "La boulangerie ouvre à six heures du matin.",
        "面包店早上六点开门。",
        0.9,
        &[],
        Some(Rejection::Language),
    ),
    (
        "The bakery opens at six in the morning.",
        "The bakery opens at six in the morning.",
        0.9,
        &[],
        Some(Rejection::Language),
    ),
    (
        "The bakery opens at six in the morning, and by seven the whole street smells of bread.",
        "面包店开门。",
        0.9,
        &[],
        Some(Rejection::LengthRatio),
    ),
    ("Bread", "面包店早上六点开门，七点整条街都是面包香。", 0.9, &[], Some(Rejection::LengthRatio)),
    ("A loaf costs 12 yuan.", "一个面包二十元。", 0.9, &[Flag::NumbersDiffer], Some(Rejection::Numbers)),
    ("A loaf costs 12 yuan at Luigi’s.", "一个面包12元。", 0.9, &[Flag::NameMissing], None),
    // This pair is not a duplicate, because the same pair was rejected above. The next two pairs are duplicates of it.
    ("Every loaf is baked on the premises.", "每个面包都是店里自己烤的。", 0.9, &[], None),
    (
        " every LOAF  is baked on\u{3000}the premises.",
        "每个面包都是 店里自己烤的。",
        0.9,
        &[],
        Some(Rejection::Duplicate),
    ),
    (
        "Ｅｖｅｒｙ loaf is baked on the premises.",
        "每个面包都是店里自己烤的。",
        0.6,
        &[],
        Some(Rejection::Duplicate),
    ),
    // This pair is not a duplicate, because only its English text is the same.
    ("Every loaf is baked on the premises.", "面包都在店内现烤。", 0.9, &[], None),
    // A sentence without a counterpart is not a pair, and is neither rejected nor counted.
    ("The back door stays locked.", "", 0.1, &[], None),
    ("", "后门一直锁着。", 0.1, &[], None),
];

#[test]
fn each_pair_is_rejected_by_its_first_failed_check() {
    let mut filtering = Filter::strict().start();
    for &(english, chinese, confidence, flags, expected) in CASES {
        let found = filtering.check_texts(english, chinese, confidence, flags);
        assert_eq!(found, expected, "{english} = {chinese}");
    }
    let summary = filtering.summary();
    let pairs = CASES.iter().filter(|case| !(case.0.is_empty() || case.1.is_empty()));
    for &reason in Rejection::ALL {
        let expected = pairs.clone().filter(|case| case.4 == Some(reason)).count() as u64;
        assert_eq!(summary.rejected(reason), expected, "{reason}");
    }
    assert_eq!(summary.pairs(), pairs.clone().count() as u64);
    assert_eq!(summary.kept(), pairs.filter(|case| case.4.is_none()).count() as u64);
}

#[test]
fn a_new_filter_keeps_everything() {
    let mut filtering = Filter::new().start();
    for &(english, chinese, confidence, flags, _) in CASES {
        assert_eq!(filtering.check_texts(english, chinese, confidence, flags), None, "{english} = {chinese}");
    }
    assert_eq!(filtering.summary().kept(), 16);
    assert_eq!(filtering.summary().to_string(), "pairs           16\nkept            16  100.0 %");
}

#[test]
fn a_single_check_gives_its_reason_only() {
    for &reason in Rejection::ALL {
        let filter = Filter::new().reject(reason);
        assert!(Rejection::ALL.iter().all(|&other| filter.rejects(other) == (other == reason)), "{reason}");
        let mut filtering = filter.start();
        for &(english, chinese, confidence, flags, expected) in CASES {
            let found = filtering.check_texts(english, chinese, confidence, flags);
            assert!(found.is_none_or(|found| found == reason), "{reason}: {found:?} of {english}");
            // If this check is the first that rejects a pair, it also rejects the pair when no other check runs.
            if expected == Some(reason) {
                assert_eq!(found, Some(reason), "{english} = {chinese}");
            }
        }
    }
}

#[test]
fn bounds_are_set_and_kept() {
    let pair = ("The bakery opens at six in the morning.", "面包店开门。");
    let filters = [
        (Filter::new().max_length_ratio(1.2), Some(Rejection::LengthRatio)),
        (Filter::new().max_length_ratio(1.2).reject(Rejection::LengthRatio), Some(Rejection::LengthRatio)),
        (Filter::new().max_length_ratio(5.0), None),
        (Filter::new().min_letters(19), Some(Rejection::NearEmpty)),
        (Filter::new().min_letters(15), None),
        (Filter::new().min_confidence(0.71), Some(Rejection::LowConfidence)),
        (Filter::new().min_confidence(0.7), None),
        (Filter::new().min_confidence(0.7).min_confidence(f32::NAN), None),
    ];
    for (filter, expected) in filters {
        assert_eq!(filter.start().check_texts(pair.0, pair.1, 0.7, &[]), expected, "{filter:?}");
    }
}

#[test]
#[expect(deprecated, reason = "the former names are what is tested")]
fn former_names_are_aliases() {
    let former = Filter::new().least_confidence(0.7).least_letters(2).most_length_ratio(4.0);
    let current = Filter::new().min_confidence(0.7).min_letters(2).max_length_ratio(4.0);
    assert_eq!(former.without(bitext::Fault::Numbers), current.reject(Rejection::Numbers));
    assert!(current.drops(Rejection::NearEmpty));
    assert_eq!(current.start().summary().fallen(Rejection::NearEmpty), 0);
}

#[test]
fn names_round_trip() {
    for &reason in Rejection::ALL {
        assert_eq!(reason.to_string().parse::<Rejection>().ok(), Some(reason));
    }
    let error = "short".parse::<Rejection>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`short` is not a reason to reject a pair: use one of `low-confidence`, `near-empty`, `language`, `length-ratio`, \
         `numbers`, `duplicate`"
    );
}

#[cfg(feature = "cedict")]
#[test]
fn pairs_of_a_page_are_filtered() {
    let page = "Opening hours 开放时间\n\nThe pool has 6 lanes.\n\n泳池有8条泳道。\n\nOpening Hours 开放时间\n\n\
                Children swim free of charge.\n";
    let bitext = bitext::Aligner::new().align_page(page);
    let mut filtering = Filter::new().reject(Rejection::Numbers).reject(Rejection::Duplicate).start();
    let found: Vec<_> = bitext.entries().map(|pair| (pair.english(), filtering.check(pair))).collect();
    assert_eq!(
        found,
        [
            ("Opening hours".into(), None),
            ("The pool has 6 lanes.".into(), Some(Rejection::Numbers)),
            ("Opening Hours".into(), Some(Rejection::Duplicate)),
            ("Children swim free of charge.".into(), None),
        ]
    );
    assert_eq!(filtering.summary().pairs(), 3);
}

/// Pairs and their hashes, computed with another implementation of FNV-1a. Hashes are stored, so they must not change.
#[test]
fn pair_hashes_are_stable() {
    let cases = [
        ("Tea is ready.", "茶好了。", 0xca23_bf68_2aa5_adbe),
        ("tea \n IS\u{3000}ready.", " 茶 好了 。", 0xca23_bf68_2aa5_adbe),
        ("9:30", "９：３０", 0xae52_0106_c7a5_6163),
        ("ab", "c", 0x227a_1f30_2724_0049),
        ("a b", "c", 0x3929_b2ed_2f73_7744),
        ("", "", 0xaf64_724c_8602_eb6e),
    ];
    for (english, chinese, expected) in cases {
        let found = pair_hash(english, chinese);
        assert_eq!(found, expected, "{english} = {chinese}: {found:#x}");
    }
}
