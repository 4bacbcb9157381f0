//! Which words a full stop abbreviates, and what may follow them.

/// What an abbreviation tells about the full stop after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A title or the like, always before a name: `Mr.`, `Prof.`, `Mt.`
    Title,
    /// Stands in the middle of a sentence: `e.g.`, `vs.`, `approx.`
    Inner,
    /// Stands before a number: `No. 5`, `p. 55`, `Fig. 2`; otherwise it may be an ordinary word.
    Number,
    /// A month or a day: `Sept. 11`.
    Date,
    /// May end a sentence as well: `Inc.`, `Jr.`, `Ave.`
    Final,
    /// `etc.`, which ends the sentence unless the next word is in lower case.
    Listing,
}

/// Longest abbreviation of the table, in bytes without its last full stop.
const LONGEST: usize = 8;

/// The class of `word`, which is given without its last full stop. Those that are ordinary words in
/// lower case count with a capital only.
pub(crate) fn abbreviation(word: &[u8]) -> Option<Abbreviation> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut lower = [0; LONGEST];
    for (to, from) in lower.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    let capital = word[0].is_ascii_uppercase();
    Some(match &lower[..word.len()] {
        b"mr" | b"mrs" | b"ms" | b"messrs" | b"mme" | b"mlle" | b"p.s" => Abbreviation::Title,
        b"dr" | b"drs" | b"prof" | b"capt" | b"cpt" | b"lt" | b"lieut" | b"sgt" | b"cmdr" | b"brig"
        | b"cpl" | b"pvt" | b"maj" | b"adm" | b"gen" | b"col" | b"hon" | b"atty" | b"supt" | b"insp"
        | b"det" | b"rev" | b"fr" | b"gov" | b"govs" | b"sen" | b"sens" | b"rep" | b"reps" | b"pres"
        | b"st" | b"sts" | b"mt" | b"ft"
            if capital =>
        {
            Abbreviation::Title
        }
        b"e.g" | b"i.e" | b"eg" | b"ie" | b"vs" | b"cf" | b"viz" | b"approx" | b"ca" | b"resp" | b"incl"
        | b"ibid" | b"n.b" | b"c.f" | b"v" | b"esp" => Abbreviation::Inner,
        b"no" | b"nos" | b"p" | b"pp" | b"fig" | b"figs" | b"vol" | b"vols" | b"sec" | b"sect" | b"ch"
        | b"chap" | b"art" | b"arts" | b"ext" | b"eq" | b"eqs" | b"para" | b"paras" | b"ver" | b"tel"
        | b"n" | b"c" => Abbreviation::Number,
        b"jan" | b"feb" | b"mar" | b"apr" | b"jun" | b"jul" | b"aug" | b"sep" | b"sept" | b"oct" | b"nov"
        | b"dec" | b"mon" | b"tue" | b"tues" | b"wed" | b"thu" | b"thur" | b"thurs" | b"fri" | b"sat"
        | b"sun"
            if capital =>
        {
            Abbreviation::Date
        }
        b"cal" | b"calif" | b"fla" | b"mass" | b"conn" | b"minn" | b"wash" | b"tenn" | b"ariz" | b"colo"
        | b"ill" | b"okla" | b"penn" | b"wis" | b"ont" | b"ind" | b"mich" | b"tex" | b"ave" | b"dist"
        | b"div" | b"est" | b"ed" | b"eds"
            if capital =>
        {
            Abbreviation::Final
        }
        b"inc" | b"ltd" | b"corp" | b"co" | b"cos" | b"bros" | b"jr" | b"sr" | b"al" | b"ave" | b"blvd"
        | b"rd" | b"dept" | b"univ" | b"assn" | b"assoc" | b"ph.d" | b"phd" | b"esq" | b"llc" | b"plc"
        | b"mfg" | b"bldg" | b"apt" | b"misc" | b"mgr" | b"oz" | b"lb" | b"lbs" | b"hrs" | b"ps" | b"dr"
        | b"st" | b"ft" | b"lt" | b"sgt" | b"capt" | b"gov" => Abbreviation::Final,
        b"etc" | b"ect" => Abbreviation::Listing,
        _ => return None,
    })
}
