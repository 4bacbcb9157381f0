//! Writes and reads the packed form of a lexicon, which consists of the arrays of its table. The embedded lexicon
//! uses these arrays in place.

use super::stem_weight::StemWeight;
use super::table::LexiconTable;
use crate::Error;
#[cfg(feature = "cedict")]
use crate::tables::embedded_table;
use crate::tables::{MAGIC, PackedTexts, TableKind, TableReader, TableWriter};

const KIND: TableKind = TableKind { letter: b'L', version: 4, name: "packed lexicon" };

/// Packs a table. The lengths of `keys`, `buckets`, `starts` and `weights` come first, and then all arrays. The
/// lengths of the two arrays of a [`PackedTexts`] come directly before these arrays.
pub(super) fn write(table: &LexiconTable) -> Vec<u8> {
    let LexiconTable { keys, buckets, long, long_keys, starts, weights, stems, whole } = table;
    let mut out = TableWriter::default();
    for count in [keys.len(), buckets.len(), starts.len(), weights.len()] {
        out.number(count as u64);
    }
    out.array(keys);
    out.array(buckets);
    out.array(starts);
    let weights: Vec<_> =
        weights.iter().map(|&pair| rounded(StemWeight::from_bytes(pair)).to_bytes()).collect();
    out.array(&weights);
    write_texts(&mut out, long);
    out.array(long_keys);
    write_texts(&mut out, stems);
    write_texts(&mut out, whole);
    out.finish(KIND)
}

/// Rounds the weight of a pair to a multiple of 1/255. The rounded weights compress well, because they have at most 256
/// values.
fn rounded(pair: StemWeight) -> StemWeight {
    StemWeight { weight: (pair.weight.clamp(0.0, 1.0) * 255.0).round() / 255.0, ..pair }
}

fn write_texts(out: &mut TableWriter, texts: &PackedTexts) {
    out.number(texts.starts.len() as u64);
    out.number(texts.bytes.len() as u64);
    out.array(&texts.starts);
    out.array(&texts.bytes);
}

/// Whether the bytes are a packed table, of any kind and version.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Returns the table of the embedded lexicon.
#[cfg(feature = "cedict")]
pub(super) fn embedded() -> Result<LexiconTable, Error> {
    read_arrays(&mut TableReader::embedded(embedded_table!("lexicon.bin"), KIND)?)
}

/// Reads a packed table.
///
/// # Errors
/// [`ErrorKind::Table`](crate::ErrorKind::Table) if the bytes are truncated, damaged or of another version.
pub(super) fn read(bytes: &[u8]) -> Result<LexiconTable, Error> {
    let mut reader = TableReader::new(bytes, KIND)?;
    let table = read_arrays(&mut reader)?;
    table.check().map_err(|what| reader.error(what))?;
    reader.finish()?;
    Ok(table)
}

fn read_arrays(reader: &mut TableReader<'_>) -> Result<LexiconTable, Error> {
    let [keys, buckets, starts, weights] =
        [reader.count(1)?, reader.count(1)?, reader.count(1)?, reader.count(1)?];
    let (keys, buckets) = (reader.array(keys)?, reader.array(buckets)?);
    let (starts, weights) = (reader.array(starts)?, reader.array(weights)?);
    let long = read_texts(reader)?;
    let long_keys = reader.array(long.len())?;
    let (stems, whole) = (read_texts(reader)?, read_texts(reader)?);
    Ok(LexiconTable { keys, buckets, long, long_keys, starts, weights, stems, whole })
}

fn read_texts(reader: &mut TableReader<'_>) -> Result<PackedTexts, Error> {
    let (starts, bytes) = (reader.count(1)?, reader.count(1)?);
    Ok(PackedTexts { starts: reader.array(starts)?, bytes: reader.array(bytes)? })
}

#[cfg(feature = "cedict")]
#[cfg(test)]
mod tests {
    use super::*;

    /// [`embedded`] does not check its table at run time, so this test does.
    #[test]
    fn the_embedded_lexicon_is_sound() {
        let bytes = include_bytes!("../../data/lexicon.bin");
        let (checked, embedded) = (read(bytes).unwrap(), embedded().unwrap());
        assert!(checked == embedded);
        assert_eq!((embedded.len(), embedded.stem_count()), (103_900, 29_743));
        assert!(write(&embedded) == bytes, "packing gives the same bytes");
        let missing = embedded.words().find(|(word, row)| embedded.row_of(word) != Some(*row));
        assert_eq!(missing, None);
        let shorter =
            embedded.words().find(|(word, row)| embedded.longest_match(word) != Some((word.len(), *row)));
        assert_eq!(shorter, None);
    }
}
