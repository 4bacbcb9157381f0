//! Queries of tantivy, ranked by terms and phrases.

use std::collections::HashSet;

use bitext::index::{Analyzer, Terms};
use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Term};

use crate::tokenizers::QueryTokenizer;

/// The documents that a query finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Matching {
    /// Documents with any of the terms.
    #[default]
    AnyTerm,
    /// Documents with all terms, at any places.
    AllTerms,
    /// Documents with all phrases, at any places. White space separates phrases: `北京大学 地图` has two.
    AllPhrases,
}

/// Builds queries from the input of a user.
///
/// Documents are ranked by the terms. A phrase of several terms, and the whole input as one phrase, add to the score of
/// a document that contains them. The input has no syntax, so every text is a valid query.
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
    /// Creates a builder of queries over `fields`. The fields must be indexed with positions, and with a tokenizer of
    /// the same options.
    #[must_use]
    pub fn new(tokenizer: &QueryTokenizer, fields: impl IntoIterator<Item = Field>) -> Self {
        Self {
            analyzer: tokenizer.analyzer().clone(),
            fields: fields.into_iter().map(|field| (field, 1.0)).collect(),
            phrase_boost: 2.0,
            matching: Matching::default(),
        }
    }

    /// Sets the weight of a field. The default is 1.
    #[must_use]
    pub fn field_boost(mut self, field: Field, boost: Score) -> Self {
        for (_, weight) in self.fields.iter_mut().filter(|(known, _)| *known == field) {
            *weight = boost;
        }
        self
    }

    /// Sets the weight of a phrase of several terms. The default is 2. The weight of a term is 1.
    #[must_use]
    pub fn phrase_boost(mut self, boost: Score) -> Self {
        self.phrase_boost = boost;
        self
    }

    /// Sets which documents are found. The default is [`Matching::AnyTerm`].
    #[must_use]
    pub fn matching(mut self, matching: Matching) -> Self {
        self.matching = matching;
        self
    }

    /// Builds the query for a text. If the text has no terms, the query finds nothing.
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

    /// Adds a phrase of several terms. A phrase of one term is added only if all phrases are required.
    fn add_phrase(&self, phrase: &[(usize, &str)], clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
        let occur = if self.matching == Matching::AllPhrases { Occur::Must } else { Occur::Should };
        match phrase {
            // The term itself is already in the query, but only as an optional clause.
            [(_, text)] if occur == Occur::Must => {
                clauses.push((occur, self.in_fields(|field| term_query(field, text), 0.0)));
            }
            [] | [_] => {}
            _ => clauses.push((occur, self.phrase(phrase))),
        }
    }

    /// Builds the query for a phrase of one or more terms. The phrase of a whole input may be a single term: an added
    /// word with a blank inside.
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

    /// Builds a query over all fields, each with its weight.
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
