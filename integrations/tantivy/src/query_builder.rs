//! Queries of tantivy, ranked by terms and phrases.

use std::collections::HashSet;

use bitext::index::{Analyzer, Terms};
use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Term};

use crate::tokenizers::QueryTokenizer;

/// Which documents a query finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Matching {
    /// Those with any of the terms.
    #[default]
    AnyTerm,
    /// Those with all terms, anywhere.
    AllTerms,
    /// Those with all phrases, anywhere. White space separates phrases: `北京大学 地图` needs both.
    AllPhrases,
}

/// Makes queries from what a user typed.
///
/// The terms rank the documents, and a document that has a phrase of several terms, or the whole text as one phrase, comes
/// before those that have the terms apart. There is no syntax and no error: every text is a query.
///
/// ```
/// use bitext_tantivy::{Matching, QueryBuilder, QueryTokenizer};
/// use tantivy::schema::{Schema, TEXT};
///
/// let mut schema = Schema::builder();
/// let body = schema.add_text_field("body", TEXT);
/// let builder = QueryBuilder::new(&QueryTokenizer::default(), [body]).matching(Matching::AllPhrases);
/// let query = builder.build("北京大学 地图");
/// ```
#[derive(Clone, Debug)]
pub struct QueryBuilder {
    analyzer: Analyzer,
    fields: Vec<(Field, Score)>,
    phrase_boost: Score,
    matching: Matching,
}

impl QueryBuilder {
    /// A builder of queries over some fields, which were indexed with the terms of the same options and with positions.
    #[must_use]
    pub fn new(tokenizer: &QueryTokenizer, fields: impl IntoIterator<Item = Field>) -> Self {
        Self {
            analyzer: tokenizer.analyzer().clone(),
            fields: fields.into_iter().map(|field| (field, 1.0)).collect(),
            phrase_boost: 2.0,
            matching: Matching::default(),
        }
    }

    /// Sets the weight of a field: 1 by default.
    #[must_use]
    pub fn field_boost(mut self, field: Field, boost: Score) -> Self {
        for (_, weight) in self.fields.iter_mut().filter(|(known, _)| *known == field) {
            *weight = boost;
        }
        self
    }

    /// Sets the weight of a phrase of several terms: 2 by default, where a term has 1.
    #[must_use]
    pub fn phrase_boost(mut self, boost: Score) -> Self {
        self.phrase_boost = boost;
        self
    }

    /// Sets which documents are found: [`Matching::AnyTerm`] by default.
    #[must_use]
    pub fn matching(mut self, matching: Matching) -> Self {
        self.matching = matching;
        self
    }

    /// The query for a text; one that finds nothing if the text has no terms.
    ///
    /// Time O(length of `text`).
    #[must_use]
    pub fn build(&self, text: &str) -> Box<dyn Query> {
        let (mut terms, mut whole) = (Terms::new(), Terms::new());
        self.analyzer.query_into(text, &mut terms);
        if terms.is_empty() {
            return Box::new(EmptyQuery);
        }
        let mut clauses = Vec::new();
        let mut seen = HashSet::new();
        for term in terms.iter().filter(|term| seen.insert(term.text)) {
            let occur = if self.matching == Matching::AllTerms { Occur::Must } else { Occur::Should };
            clauses.push((occur, self.in_fields(|field| term_query(field, term.text), 1.0)));
        }
        let mut phrases = 0;
        for phrase in terms.phrases() {
            phrases += 1;
            let phrase: Vec<(usize, &str)> = phrase.map(|term| (term.position as usize, term.text)).collect();
            self.add_phrase(&phrase, &mut clauses);
        }
        if phrases > 1 {
            self.analyzer.phrase_into(text, &mut whole);
            let phrase: Vec<(usize, &str)> =
                whole.iter().map(|term| (term.position as usize, term.text)).collect();
            clauses.push((Occur::Should, self.phrase(&phrase)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// Adds a phrase of several terms, or the requirement of one term.
    fn add_phrase(&self, phrase: &[(usize, &str)], clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
        let occur = if self.matching == Matching::AllPhrases { Occur::Must } else { Occur::Should };
        match phrase {
            // As a term it is in the query already, but may be absent.
            [(_, text)] if occur == Occur::Must => {
                clauses.push((occur, self.in_fields(|field| term_query(field, text), 0.0)));
            }
            [] | [_] => {}
            _ => clauses.push((occur, self.phrase(phrase))),
        }
    }

    /// The query for a phrase of one term or more. A word with a blank that the user added can be a whole query.
    fn phrase(&self, phrase: &[(usize, &str)]) -> Box<dyn Query> {
        let query = |field| -> Box<dyn Query> {
            if let [(_, text)] = phrase {
                return term_query(field, text);
            }
            let terms = phrase.iter().map(|&(position, text)| (position, Term::from_field_text(field, text)));
            Box::new(PhraseQuery::new_with_offset(terms.collect()))
        };
        self.in_fields(query, self.phrase_boost)
    }

    /// A query over all fields, each with its weight.
    fn in_fields(&self, query: impl Fn(Field) -> Box<dyn Query>, boost: Score) -> Box<dyn Query> {
        let weighted = |&(field, weight): &(Field, Score)| -> Box<dyn Query> {
            Box::new(BoostQuery::new(query(field), weight * boost))
        };
        match self.fields.as_slice() {
            [field] => weighted(field),
            fields => Box::new(BooleanQuery::new(
                fields.iter().map(|field| (Occur::Should, weighted(field))).collect(),
            )),
        }
    }
}

fn term_query(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}
