// ---- The files that the page saves, as the library writes them

const VERSION = one('meta[name="generator"]').content.split(' ')[1];

// A row as the library writes it. One that was changed by hand has the confidence 1 and the score 0.
const record = (row) => {
  const [english, chinese] = row.texts;
  return {
    row, english, chinese,
    confidence: row.facts?.confidence ?? '1',
    score: row.facts?.score ?? '0',
    kind: row.counts.join('-'),
    flags: row.facts?.flags ?? [],
    spans: row.sides.map((side) => side.map(({ start, end }) => [start, end])),
    marks: [row.review, ...(row.facts?.flags ?? [])].filter(Boolean).join(' '),
  };
};
const single = (value) => Math.fround(value);

const field = (text) => text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, ' ');
const ranges = (spans) => spans.map(([start, end]) => `${start}..${end}`).join(' ');
const tsv = (records) => [
  'english\tchinese\tconfidence\tscore\tbead\tenglish_spans\tchinese_spans\tflags\tdocument\n',
  ...records.map(({ row, english, chinese, confidence, score, kind, spans, marks }) => [
    field(english), field(chinese), fixed(single(confidence), 4), fixed(single(score), 2), kind, ...spans.map(ranges), marks,
    field(row.doc.name),
  ].join('\t') + '\n'),
].join('');

const disarmed = (text) => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text);
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (records) => [
  '\ufeffenglish,chinese,confidence,score,english_sentences,chinese_sentences,english_spans,chinese_spans,flags,document\r\n',
  ...records.map(({ row, english, chinese, confidence, score, spans, marks }) => [
    disarmed(english), disarmed(chinese), fixed(single(confidence), 4), fixed(single(score), 2), ...row.counts.map(String),
    ...spans.map(ranges), marks, disarmed(row.doc.name),
  ].map(quoted).join(',') + '\r\n'),
].join('');

// A single-precision number as the library writes it in JSON.
const jsonNumber = (text) => {
  const small = text.match(/^(-?)0\.00000(0*)(\d)(\d*)$/);
  if (small) return `${small[1]}${small[3]}${small[4] ? `.${small[4]}` : ''}e-${small[2].length + 6}`;
  return text.includes('.') ? text : `${text}.0`;
};
const jsonl = (records) => records.map(({ row, english, chinese, confidence, score, kind, spans, flags }) => {
  const parts = [
    `"en":${JSON.stringify(english)}`, `"zh":${JSON.stringify(chinese)}`, `"confidence":${jsonNumber(confidence)}`,
    `"score":${jsonNumber(score)}`, `"bead":"${kind}"`, `"en_spans":${JSON.stringify(spans[0])}`,
    `"zh_spans":${JSON.stringify(spans[1])}`,
  ];
  if (flags.length) parts.push(`"flags":${JSON.stringify(flags)}`);
  if (row.review) parts.push(`"review":"${row.review}"`);
  if (row.doc.name) parts.push(`"document":${JSON.stringify(row.doc.name)}`);
  return `{${parts.join()}}\n`;
}).join('');

const xml = (text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd').replace(/[&<>\r]/g, (c) => ENTITIES[c]);
const tmx = (records) => {
  const units = records.map(({ row, english, chinese, confidence, score, kind, flags }) => {
    const source = row.doc.codes[row.counts[0] ? 0 : 1];
    const properties = [
      ['document', row.doc.name], ['confidence', fixed(single(confidence), 4)], ['score', fixed(single(score), 2)],
      ['bead', kind], ['review', row.review], ...flags.map((flag) => ['flag', flag]),
    ].filter(([, value]) => value).map(([name, value]) => `      <prop type="x-bitext-${name}">${xml(value)}</prop>\n`);
    const variants = [english, chinese].map((text, side) => (row.counts[side]
      ? `      <tuv xml:lang="${xml(row.doc.codes[side])}">\n        <seg>${xml(text)}</seg>\n      </tuv>\n` : ''));
    return `    <tu${source === 'en' ? '' : ` srclang="${xml(source)}"`}>\n${properties.join('')}${variants.join('')}    </tu>\n`;
  });
  return '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    + `  <header creationtool="bitext" creationtoolversion="${VERSION}" segtype="sentence" o-tmf="bitext" adminlang="en" `
    + `srclang="en" datatype="plaintext"/>\n  <body>\n${units.join('')}  </body>\n</tmx>\n`;
};

// The page itself, with the corrections in it.
const sectionOf = (doc) => {
  const lists = [];
  for (let at = 0; at < doc.rows.length; at += ROWS_PER_LIST) {
    const rows = doc.rows.slice(at, at + ROWS_PER_LIST);
    const elements = rows.map((row, number) => `${htmlOf(row, at + number + 1, doc.id)}\n`).join('');
    lists.push(`<ol start="${at + 1}" style="--rows:${rows.length}">\n${elements}</ol>\n`);
  }
  const own = [...doc.section.attributes].filter(({ name }) => !['style', 'hidden'].includes(name));
  const start = own.map(({ name, value }) => ` ${name}${value || !['data-rows'].includes(name) ? `="${escaped(value)}"` : ''}`).join('');
  return `<section${start}>\n<header class="doc">${headingOf(doc)}</header>\n${lists.join('')}</section>\n`;
};
// A page without corrections keeps its number, so that the browser finds the work on it again.
const page = () => {
  const number = done ? hash(JSON.stringify([KEY, steps.slice(0, done).map((step) => step.rows.map(packed))])) : main.getAttribute('data-saved');
  const around = (element) => {
    const copy = element.cloneNode(true);
    one('details', copy)?.removeAttribute('open');
    return copy.outerHTML.replace(/ (checked|disabled|hidden)=""/g, ' $1');
  };
  const before = all(':scope > .skip, :scope > header', document.body);
  const after = [footer, controls, one('body > script')];
  const head = document.head.outerHTML.replace(/<title>[^]*?<\/title>/, () => `<title>${escaped(one('title').textContent)}</title>`);
  return `<!DOCTYPE html><html lang="en">${head}<body>${before.map(around).join('')}\n`
    + `<main id="beads"${number ? ` data-saved="${number}"` : ''}>\n${docs.map(sectionOf).join('')}</main>`
    + `${after.map(around).join('')}</body></html>\n`;
};
const WRITERS = { tmx, tsv, csv, jsonl };
const MIME = { tmx: 'application/xml', tsv: 'text/tab-separated-values', csv: 'text/csv', jsonl: 'application/jsonl', html: 'text/html' };
