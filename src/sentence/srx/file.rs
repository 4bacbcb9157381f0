//! Reads SRX files.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

use super::pattern::{shown, translated};
use super::rule::SrxRule;
use super::splitter::SrxSplitter;
use crate::{Error, ErrorKind};

/// Segmentation rules in the format SRX 2.0 (Segmentation Rules eXchange, LISA 2008; 1.0 is read, too).
///
/// A rule has an expression for the text before a place, an expression for the text after it, and says whether a
/// sentence ends there. Of the rules whose two expressions match at a place, the first one decides; without one, no
/// sentence ends. A language has the rules of the first `languagemap` whose pattern matches its code as a whole,
/// without regard to case, or with `cascade="yes"` the rules of all such maps, in their order.
///
/// The expressions have the syntax of ICU, as the specification says, except that
///
/// - `\b` and `\B` are boundaries of words of ASCII letters, digits and `_`;
/// - look-ahead, look-behind and back references are errors, because they cannot be matched in linear time;
/// - `\G`, `\X`, `\N`, `\c` and `\0` are errors;
/// - the whole paragraph before and after a place may match, however long it is.
///
/// The attributes `segmentsubflows` and `formathandle` are about formatting codes, which a text does not have; they are
/// ignored.
///
/// ```
/// use bitext::SrxRules;
///
/// let file = br#"<srx version="2.0"><header cascade="no"/><body><languagerules><languagerule languagerulename="all">
///     <rule break="no"><beforebreak>\bca\.</beforebreak><afterbreak>\s</afterbreak></rule>
///     <rule break="yes"><beforebreak>[.!?]</beforebreak><afterbreak>\s</afterbreak></rule>
///     </languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>"#;
/// let splitter = SrxRules::from_reader(&file[..])?.splitter("en")?;
/// let text = "It has ca. 20 rooms. Each has a stove.";
/// let found: Vec<_> = splitter.split(text).iter().map(|span| span.of(text)).collect();
/// assert_eq!(found, ["It has ca. 20 rooms.", "Each has a stove."]);
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SrxRules {
    rules: Vec<LanguageRules>,
    maps: Vec<LanguageMap>,
    cascades: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct LanguageRules {
    name: Arc<str>,
    rules: Vec<SrxRule>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct LanguageMap {
    pattern: String,
    rules: String,
}

/// Maximum size of an SRX file, in bytes. The largest files in use have about 500 KB.
const MAX_FILE: u64 = 16 << 20;

/// Maximum length of a `languagepattern`, in bytes.
const MAX_LANGUAGE_PATTERN: usize = 4096;
/// Maximum size of a compiled `languagepattern`, in bytes.
const MAX_COMPILED_LANGUAGE_PATTERN: usize = 1 << 20;
/// Maximum size of all languagepatterns that are compiled for one language, in bytes. A pattern such as `zh.*` takes some
/// thousand bytes.
const MAX_LANGUAGE_PATTERNS: usize = 64 << 20;

impl SrxRules {
    /// Reads an SRX file in UTF-8.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the reader fails; [`ErrorKind::Syntax`] if the file is not well-formed, is longer than 16
    /// MB, or has no rules.
    pub fn from_reader(reader: impl Read) -> Result<Self, Error> {
        let mut xml = String::new();
        let read = reader.take(MAX_FILE + 1).read_to_string(&mut xml)?;
        if read as u64 > MAX_FILE {
            return Err(Error::new(ErrorKind::Syntax, "longer than 16 MB: name an SRX file"));
        }
        let rules = parse(&xml)?;
        if rules.rules.iter().all(|language| language.rules.is_empty()) {
            return Err(Error::new(ErrorKind::Syntax, "there are no rules in it: name an SRX file"));
        }
        Ok(rules)
    }

    /// Reads an SRX file.
    ///
    /// # Errors
    /// As in [`from_reader`](Self::from_reader). The error names the file.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = File::open(path).map_err(Error::from);
        file.and_then(|file| Self::from_reader(BufReader::new(file))).map_err(|error| error.in_file(path))
    }

    /// Returns the splitter for a language. The patterns of the file are matched against the code `language`, such as
    /// `en` or `zh-CN`.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] if the file has no rules for the language; [`ErrorKind::Syntax`] if an expression is not
    /// valid, not supported, or longer than 32 KB, or if a `languagepattern` is longer than 4 KB. The message names the
    /// rule or the pattern. Also [`ErrorKind::Syntax`] if the compiled rules take more than 16 MB.
    pub fn splitter(&self, language: &str) -> Result<SrxSplitter, Error> {
        let mut named: HashMap<&str, Vec<&SrxRule>> = HashMap::new();
        for language in &self.rules {
            named.entry(&language.name).or_default().extend(&language.rules);
        }
        let mut rules = Vec::new();
        let (mut is_mapped, mut size) = (false, 0);
        for map in &self.maps {
            let pattern = language_pattern(&map.pattern)?;
            size += pattern.memory_usage();
            if size > MAX_LANGUAGE_PATTERNS {
                let message = format!(
                    "the languagepatterns are too large: compiled, they exceed {MAX_LANGUAGE_PATTERNS} bytes"
                );
                return Err(Error::new(ErrorKind::Syntax, message));
            }
            if pattern.is_match(Input::new(language).anchored(Anchored::Yes)) {
                is_mapped = true;
                // Rules that several maps name are needed once: of two equal rules, the first one decides.
                rules.extend(named.remove(&*map.rules).unwrap_or_default());
                if !self.cascades {
                    break;
                }
            }
        }
        if !is_mapped {
            let message =
                format!("there are no rules for the language `{language}`: add a languagemap for it");
            return Err(Error::new(ErrorKind::Options, message));
        }
        SrxSplitter::new(&rules)
    }
}

/// Compiles a `languagepattern`, so that it matches a code as a whole.
fn language_pattern(pattern: &str) -> Result<Regex, Error> {
    let invalid = |what: &str| {
        let pattern = shown(pattern);
        Error::new(ErrorKind::Syntax, format!("the languagepattern `{pattern}` is not supported: {what}"))
    };
    if pattern.len() > MAX_LANGUAGE_PATTERN {
        return Err(invalid(&format!("it has more than {MAX_LANGUAGE_PATTERN} bytes")));
    }
    let translated = translated(pattern).map_err(invalid)?;
    let config = Regex::config().nfa_size_limit(Some(MAX_COMPILED_LANGUAGE_PATTERN));
    let syntax = syntax::Config::new().case_insensitive(true);
    let regex = Regex::builder().configure(config).syntax(syntax).build(&format!("^(?:{translated})$"));
    regex.map_err(|error| invalid(&error.to_string()))
}

/// The element whose text is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RuleSide {
    Before,
    After,
}

fn parse(xml: &str) -> Result<SrxRules, Error> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let (mut rules, mut side) = (SrxRules::default(), None);
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX).min(xml.len());
            let line = 1 + xml.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count();
            Error::syntax(line, format!("not well-formed XML: {error}"))
        })?;
        let rule = rules.rules.last_mut().and_then(|language| language.rules.last_mut());
        let text = rule.zip(side).map(|(rule, side)| match side {
            RuleSide::Before => &mut rule.before,
            RuleSide::After => &mut rule.after,
        });
        match (event, text) {
            (Event::Start(element), _) => {
                side = match element.local_name().as_ref() {
                    "beforebreak" => Some(RuleSide::Before),
                    "afterbreak" => Some(RuleSide::After),
                    _ => None,
                };
                rules.starts(&element);
            }
            (Event::End(_), _) => side = None,
            (Event::Text(part), Some(text)) => text.push_str(&part),
            (Event::CData(part), Some(text)) => text.push_str(&part),
            (Event::GeneralRef(reference), Some(text)) => {
                let predefined =
                    || quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned);
                let decoded =
                    reference.resolve_char_ref().ok().flatten().map(String::from).or_else(predefined);
                text.push_str(&decoded.unwrap_or_default());
            }
            (Event::Eof, _) => return Ok(rules),
            _ => {}
        }
    }
}

impl SrxRules {
    fn starts(&mut self, element: &BytesStart<'_>) {
        let value = |name: &str| {
            let found = element.try_get_attribute(name).ok().flatten()?;
            found.normalized_value(XmlVersion::Implicit1_0).ok().map(String::from)
        };
        match element.local_name().as_ref() {
            "header" => self.cascades = value("cascade").as_deref() == Some("yes"),
            "languagerule" => {
                let name = value("languagerulename").unwrap_or_default().into();
                self.rules.push(LanguageRules { name, rules: Vec::new() });
            }
            "rule" => {
                if let Some(language) = self.rules.last_mut() {
                    let place = (language.name.clone(), language.rules.len() + 1);
                    // A rule without the attribute is a break.
                    let is_break = value("break").as_deref() != Some("no");
                    language.rules.push(SrxRule { is_break, place, ..SrxRule::default() });
                }
            }
            "languagemap" => {
                let pattern = value("languagepattern").unwrap_or_default();
                self.maps.push(LanguageMap { pattern, rules: value("languagerulename").unwrap_or_default() });
            }
            _ => {}
        }
    }
}
