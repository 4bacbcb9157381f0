//! One page that holds both languages: which of its blocks and sentences translate each other.
//!
//! 1. [`layout`]: the page in cells, with [`label`]s taken off and lines of both languages in [`halves`];
//! 2. [`unit`]: sentences, and blocks of consecutive lines of one language;
//! 3. [`candidates`]: blocks that may translate each other, with the alignment [`inner`] to them;
//! 4. [`chain`]: the best of them in order, then what stands in another order;
//! 5. [`keep`]: the pairs that are beyond doubt.

mod candidates;
mod chain;
mod halves;
mod inner;
mod keep;

mod layout;
mod unit;
mod weights;
mod wrap;

use crate::align::band::Band;
use crate::align::flags::flags;
use crate::align::lexical::Translations;
use crate::align::links::Links;
use crate::align::score::{Range, Scorer};
use crate::align::weights::ONE_TO_ONE;
use crate::align::{Bead, chinese, english, evidence};
use crate::english::stems;
use crate::lines;
use crate::{Aligner, Bitext, SentenceSplitter, Span};
use halves::Halves;
use inner::Inside;
use keep::Found;
use layout::{Cell, Tongue};
use unit::{Piece, Tract};

/// Aligns a page with itself.
pub(crate) fn align<'t>(aligner: &Aligner, splitter: SentenceSplitter, page: &'t str) -> Bitext<'t> {
    let cells = layout::cells(page);
    let pieces = pieces(aligner, page, &cells);
    let [english, chinese] = unit::tracts(page, &pieces, splitter, &aligner.lexicon);
    let translations =
        Translations::new(&english.side, &chinese.side, &aligner.lexicon, &aligner.model.weights);
    let scorer = Scorer::new(&english.side, &chinese.side, &translations, Links::default(), &aligner.model);
    let mut inside = Inside::new(&pieces, &english, &chinese, scorer);
    let found = found(&mut inside);
    let kept = keep::keep(&found, &english, &chinese);
    let beads = beads(&mut inside, &kept);
    let spans = |tract: &Tract| tract.units.iter().map(|unit| unit.span).collect();
    Bitext::new(page, spans(&english), page, spans(&chinese), beads)
}

/// All pairs of sentences of the chosen blocks and of the couples, in the order of the English.
fn found(inside: &mut Inside<'_>) -> Vec<Found> {
    let candidates = candidates::candidates(inside);
    let mut found = Vec::new();
    for (number, prior) in chain::choose(&candidates, inside.chinese.blocks.len()) {
        let candidate = &candidates[number];
        found.extend(candidate.inner.beads.iter().map(|bead| Found::new(bead, prior)));
    }
    let couples: Vec<(usize, usize)> = {
        let mut partners = std::collections::HashMap::new();
        for (number, block) in inside.chinese.blocks.iter().enumerate() {
            block.couple.map(|couple| partners.insert(couple, number));
        }
        let own = inside.english.blocks.iter().enumerate();
        own.filter_map(|(number, block)| Some((number, *partners.get(&block.couple?)?))).collect()
    };
    for (one, other) in couples {
        let prior = if inside.english.blocks[one].half { weights::HALVES } else { weights::NEIGHBOURS };
        let candidate = candidates::candidate(inside, one..one + 1, other..other + 1);
        found.extend(candidate.inner.beads.iter().map(|bead| Found::new(bead, prior)));
    }
    found.sort_by_key(|found| found.range.english);
    found
}

/// The pairs that are kept, and the sentences that are left, in the order of the English ones; Chinese
/// ones without a counterpart come last.
fn beads(inside: &mut Inside<'_>, kept: &[(Found, f32)]) -> Vec<Bead> {
    let mut beads = Vec::new();
    let mut taken = vec![false; inside.chinese.units.len()];
    let mut next = 0;
    let null = |english, chinese| Bead::null(english, chinese, 0.0, 1.0);
    for (found, confidence) in kept {
        let Range { english, chinese } = found.range;
        beads.extend((next..english.0).map(|at| null(at..at + 1, 0..0)));
        next = english.1;
        taken[chinese.0..chinese.1].fill(true);
        let (english, chinese) = (english.0..english.1, chinese.0..chinese.1);
        inside.link(&english, &chinese, &Band::full(chinese.len(), english.len()));
        beads.push(Bead {
            english,
            chinese,
            score: found.score,
            confidence: *confidence,
            evidence: evidence(found.range, &mut inside.scorer),
            flags: flags(found.range, &inside.scorer),
        });
    }
    beads.extend((next..inside.english.units.len()).map(|at| null(at..at + 1, 0..0)));
    let left = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    beads.extend(left.map(|(at, _)| null(0..0, at..at + 1)));
    beads
}

/// Cells as pieces: lines of both languages are cut into halves where the halves translate each other, rows of one
/// English and one Chinese cell are coupled, and cells of other languages are left out.
fn pieces(aligner: &Aligner, page: &str, cells: &[Cell]) -> Vec<Piece> {
    let translated = translated_halves(aligner, page, cells);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut couples = 0;
    for (cell, translated) in cells.iter().zip(translated) {
        let paragraph = cell.paragraph;
        match cell.halves.filter(|_| translated) {
            Some(halves) => {
                let half = |span, tongue| {
                    let (span, label) = lines::strip(page, span);
                    Piece { span, tongue, label, paragraph, couple: Some(couples), half: true }
                };
                let mut both = [half(halves.english, Tongue::English), half(halves.chinese, Tongue::Chinese)];
                couples += 1;
                both.sort_by_key(|piece| piece.span);
                pieces.extend(both);
            }
            None if cell.tongue == Tongue::English && !is_english(aligner, cell.span.of(page)) => {}
            None => pieces.push(Piece {
                span: cell.span,
                tongue: cell.tongue,
                label: cell.label.clone(),
                paragraph,
                couple: row_couple(cells, cell).map(|line| line + cells.len()),
                half: false,
            }),
        }
    }
    pieces
}

/// The line of a cell, if the line holds one English and one Chinese cell.
fn row_couple(cells: &[Cell], cell: &Cell) -> Option<usize> {
    let start = cells.partition_point(|other| other.line < cell.line);
    let row = &cells[start..];
    let row = &row[..row.partition_point(|other| other.line <= cell.line)];
    let mut tongues = [0, 0];
    for cell in row {
        match cell.tongue {
            Tongue::English => tongues[0] += 1,
            Tongue::Chinese => tongues[1] += 1,
            Tongue::Other => {}
        }
    }
    (tongues == [1, 1]).then_some(cell.line)
}

/// Words of a text from which on a language can be told by how many of them the lexicon knows.
const TELLING_WORDS: usize = 4;

/// Whether enough of the words of a Latin text are English.
fn is_english(aligner: &Aligner, text: &str) -> bool {
    let (mut words, mut known) = (0, 0);
    let table = aligner.lexicon.table();
    stems(text, |stem| {
        if stem.starts_with(char::is_alphabetic) {
            words += 1;
            known += usize::from(table.stem_id(&stem).is_some() || crate::english::is_stop_stem(&stem));
        }
    });
    words < TELLING_WORDS || known * 2 >= words || aligner.lexicon.is_empty()
}

/// What the words of halves must give, in nats, where a sign, a blank, or nothing stands between them: a
/// Chinese sentence that names a thing in Latin letters looks like two halves too.
const HALVES_BY_SIGN: f32 = 0.0;
const HALVES_BY_BLANK: f32 = 0.5;
const HALVES_BY_NOTHING: f32 = 1.5;
/// The same on a page that has shown that its lines hold both languages, and how often it must have.
const HALVES_BY_HABIT: f32 = -1.2;
const HABIT: usize = 3;

/// For each cell, whether it has halves that translate each other.
fn translated_halves(aligner: &Aligner, page: &str, cells: &[Cell]) -> Vec<bool> {
    let halves: Vec<_> = cells.iter().filter_map(|cell| cell.halves).collect();
    let text = |span: Span| lines::strip(page, span).0.of(page);
    let english: Vec<&str> = halves.iter().map(|halves| text(halves.english)).collect();
    let chinese: Vec<&str> = halves.iter().map(|halves| text(halves.chinese)).collect();
    let (english, chinese) = (english::read(&english), chinese::read(&chinese, &aligner.lexicon));
    let translations = Translations::new(&english, &chinese, &aligner.lexicon, &aligner.model.weights);
    // Each half stands on the diagonal with its other one.
    let rows = (0..=halves.len()).map(|at| (at as u32, at as u32)).collect();
    let band = Band::new(rows, english.len());
    let links = Links::new(&english, &chinese, &translations, &band);
    let mut scorer = Scorer::new(&english, &chinese, &translations, links, &aligner.model);
    let scores: Vec<f32> = (0..halves.len())
        .map(|at| {
            let range = Range { chinese: (at, at + 1), english: (at, at + 1) };
            scorer.bead(range, ONE_TO_ONE) - aligner.model.weights.types[ONE_TO_ONE]
        })
        .collect();
    let least = |halves: &Halves| {
        let blank = page[..halves.english.start.max(halves.chinese.start)].ends_with(char::is_whitespace);
        match (halves.separated, blank) {
            (true, _) => HALVES_BY_SIGN,
            (false, true) => HALVES_BY_BLANK,
            (false, false) => HALVES_BY_NOTHING,
        }
    };
    let sure = halves.iter().zip(&scores).filter(|(halves, score)| **score > least(halves)).count();
    let habit = if sure >= HABIT && sure * 3 >= halves.len() * 2 { HALVES_BY_HABIT } else { f32::INFINITY };
    let mut next = halves.iter().zip(&scores);
    cells
        .iter()
        .map(|cell| {
            let both = cell.halves.and_then(|_| next.next());
            both.is_some_and(|(halves, score)| *score > least(halves).min(habit))
        })
        .collect()
}
