//! Languages in Latin letters outside the word model, detected by `whatlang`.

use crate::Language;

use super::language_set::LanguageSet;
use super::word_model::LANGUAGES;

/// Languages in Latin letters that `whatlang` has and the word model lacks.
const OTHERS: [Language; 20] = [
    Language::Afrikaans,
    Language::Akan,
    Language::Azerbaijani,
    Language::Catalan,
    Language::Croatian,
    Language::Czech,
    Language::Esperanto,
    Language::Estonian,
    Language::Indonesian,
    Language::Javanese,
    Language::Latin,
    Language::Latvian,
    Language::Lithuanian,
    Language::Polish,
    Language::Slovak,
    Language::Slovenian,
    Language::Tagalog,
    Language::Turkmen,
    Language::Vietnamese,
    Language::Welsh,
];

/// Whether the set has no language of the word model.
pub(super) fn lacks_model(languages: LanguageSet) -> bool {
    !LANGUAGES.iter().any(|&language| languages.has(language))
}

/// Detects the language of `sample`. Returns the language if it is outside the model and `whatlang` calls the result
/// reliable.
///
/// If the set has no language of the model, an unreliable result is returned too. The result is
/// [`Language::Undetermined`] if the set has no language in Latin letters.
pub(super) fn detect_other(sample: &str, languages: LanguageSet) -> Option<Language> {
    let any = lacks_model(languages);
    let is_candidate =
        |language: Language| languages.has(language) && (!any || !LANGUAGES.contains(&language));
    let candidates = OTHERS.iter().chain(&LANGUAGES).copied().filter(|&language| is_candidate(language));
    let candidates: Vec<_> = candidates.filter_map(Language::to_whatlang).collect();
    if candidates.is_empty() {
        return Some(Language::Undetermined);
    }
    let found = whatlang::Detector::with_allowlist(candidates).detect(sample)?;
    let language = Language::from_whatlang(found.lang());
    // `whatlang` takes letters such as `Ｈ` for another script, and then returns a language that is not a candidate.
    if !is_candidate(language) {
        return any.then_some(Language::Undetermined);
    }
    (any || found.is_reliable() && !LANGUAGES.contains(&language)).then_some(language)
}
