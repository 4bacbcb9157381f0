// ---- How sentences are joined into the text of a row: the same rules as in the library

const WHITE = '\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const EDGES = new RegExp(`^[${WHITE}]+|[${WHITE}]+$`, 'gu');
const ONLY_WHITE = new RegExp(`^[${WHITE}]*$`, 'u');
const trimmed = (text) => text.replace(EDGES, '');
const HAN = /^\p{Script=Han}$/u;
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ーｰ]$/u;
const LETTER = /^\p{L}$/u;
const FULL_WIDTH = /^[\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60]$/;
const END_MARK = /^[.!?。！？…｡．‼⁇⁈⁉]$/;
const OPENING = /^[(\[{“‘«‹「『（【《〈〔［｛〖﹁﹃｢〝﹙﹛﹝︵︷︹︻︽︿﹇]$/u;
// Without `’`, which is also an apostrophe.
const CLOSING = /^[)\]}”»›」』）】》〉〕］｝〗﹂﹄｣〞〟﹚﹜﹞︶︸︺︼︾﹀﹈]$/u;
const QUOTE_OR_DASH = /^[“”‘’…—]$/;

// The last or the first 16 characters.
const ends = (text) => [...text.slice(-32)].reverse().slice(0, 16);
const starts = (text) => [...text.slice(0, 32)].slice(0, 16);
const isChinese = (characters) => {
  for (const c of characters) {
    if (HAN.test(c) || KANA.test(c)) return true;
    if (LETTER.test(c)) return false;
    if (FULL_WIDTH.test(c)) return true;
  }
  return null;
};
const needsBlank = (before, after) => {
  const [last] = ends(before);
  const [next] = starts(after);
  if (last === undefined || next === undefined) return false;
  if (OPENING.test(last) || CLOSING.test(next)) return false;
  if (FULL_WIDTH.test(last) || FULL_WIDTH.test(next)) return END_MARK.test(last) && isChinese(starts(after)) === false;
  const [left, right] = [isChinese(ends(before)), isChinese(starts(after))];
  if (left === true && right !== false) return false;
  if (left === null && right === true) return false;
  if (left === true && right === false) return !QUOTE_OR_DASH.test(next);
  if (left === false && right === true) return !QUOTE_OR_DASH.test(last);
  return true;
};
const appendLine = (joined, line) => {
  const text = trimmed(line);
  return joined + (text && needsBlank(joined, text) ? ' ' : '') + text;
};
const linesOf = (text) => {
  const lines = text.split('\n').map((line, at, { length }) => (at < length - 1 ? line.replace(/\r$/, '') : line));
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

// What lies between a sentence and the one before it: see `sentence_place.rs`.
const GAPS = { '/': '\n', '-': '\r', ':': 'x', '!': 'x\n' };
const USUAL = [' ', ''];
const bytes = new TextEncoder();
const gapBetween = (before, sentence) => {
  const mark = sentence.mark[0];
  if (mark !== undefined && mark !== '=') return GAPS[mark] ?? '';
  const gap = mark === '=' ? sentence.mark.slice(1).replaceAll('_', ' ') : USUAL[sentence.side];
  return before.end + bytes.encode(gap).length === sentence.start ? gap : 'x\n';
};
// The text of the sentences of one side of a row. `rows`: the texts are sides of rows, whose line breaks stay.
const joined = (sentences, rows) => {
  const gaps = sentences.map((sentence, at) => (at ? gapBetween(sentences[at - 1], sentence) : ''));
  if (rows) return sentences.reduce((text, { text: own }, at) => (gaps[at] ? appendLine(text, own) : text + own), '');
  const clean = gaps.every((gap) => ONLY_WHITE.test(gap) && !/[\n\r\t]/.test(gap))
    && sentences.every(({ text }) => !/[\n\r\t]/.test(text));
  return sentences.reduce((text, { text: own }, at) => {
    if (clean) return text + gaps[at] + own;
    const apart = /[\n\t]/.test(gaps[at]) && HAN.test(ends(text)[0] ?? '') && HAN.test(starts(own)[0] ?? '');
    return linesOf(own).reduce(appendLine, apart ? text + ' ' : text);
  }, '');
};
