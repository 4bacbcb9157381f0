// ---- The elements of rows, as the library writes them

const FLAGS = {
  'numbers-differ': ['Numbers differ', 'a number on one side is missing from the other.'],
  'name-missing': ['Name missing', 'a word in Latin letters in the Chinese is missing from the English.'],
  'lengths-differ': ['Lengths differ', 'one side is much longer than a translation of the other would be.'],
};

const attributes = (pairs) => pairs.filter(([, value]) => value).map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');

// The word pairs of a row in the form of the attribute `data-e`.
const evidenceOf = (row) => {
  const places = row.sides.map((side) => {
    let at = 0;
    return new Map(side.map((sentence) => {
      const place = [sentence.id, at];
      at += sentence.text.length;
      return place;
    }));
  });
  return row.doc.linksOf(row).map(({ reason, nats, words }) => {
    const [english, chinese] = words.map(({ id, from, to }, side) => {
      const start = places[side].get(id);
      return `${start + from}-${start + to}`;
    });
    return `${reason}${nats}:${english}:${chinese}`;
  }).join(' ');
};

const htmlOf = (row, n, id) => {
  const places = (side) => row.sides[side].map((sentence) => sentence.place).join(' ');
  const flags = row.facts?.flags ?? [];
  const side = (at) => {
    const sentences = row.sides[at];
    if (!sentences.length) return '<div class="t"><p class="none">no counterpart</p></div>';
    const texts = sentences.map(({ text, was }) => `<p${attributes([['data-o', was]])}>${escaped(text)}</p>`);
    return `<div class="t" lang="${escaped(row.doc.codes[at])}">${texts.join('')}</div>`;
  };
  const known = attributes([
    ['class', row.both ? '' : 'one'], ['id', `${id}-${n}`], ['data-c', row.facts?.confidence], ['data-x', row.facts?.score],
    ['data-en', places(0)], ['data-zh', places(1)], ['data-f', flags.join(' ')], ['data-v', row.review],
    ['data-e', evidenceOf(row)],
  ]);
  const percent = row.percent;
  const style = percent === null ? '' : ` style="--c:${percent}%"`;
  const label = [
    `<b>${n}</b>`,
    percent !== null ? `<span class="c">${percent} %</span>` : '',
    row.kind === '1–1' ? '' : `<span class="k">${row.kind}</span>`,
    row.review ? `<span class="v">${row.review}</span>` : '',
    row.facts ? '' : '<span class="h">by hand</span>',
  ];
  const warnings = flags.filter((flag) => FLAGS[flag])
    .map((flag) => `<span title="${FLAGS[flag][1]}">⚑ ${FLAGS[flag][0]}</span>`);
  return `<li${known}><div class="g"${style}>${label.join('')}</div>${side(0)}${side(1)}`
    + `${warnings.length ? `<p class="f">${warnings.join('')}</p>` : ''}</li>`;
};

const elementOf = (row) => {
  if (!row.element) {
    const template = document.createElement('template');
    template.innerHTML = htmlOf(row, row.n, row.doc.id);
    row.element = template.content.firstChild;
    row.element.row = row;
  }
  return row.element;
};
const sentenceElements = (row, side) => all(':scope > p:not(.none)', all(':scope > .t', row.element)[side]);
const ROWS_PER_LIST = 50;

// Replaces rows of a document, in the model and on the page.
const replaceRows = (doc, at, rows, count) => {
  const former = doc.rows.slice(at, at + count);
  rows.forEach((row, number) => {
    row.n = at + number + 1;
  });
  const places = former.map((row) => row.element);
  const elements = rows.map(elementOf);
  if (places.length) places[0].before(...elements);
  else if (doc.rows[at]) doc.rows[at].element.before(...elements);
  else (doc.lists.at(-1) ?? doc.section).append(...elements);
  const kept = new Set(elements);
  for (const element of places) if (!kept.has(element)) element.remove();
  doc.rows.splice(at, count, ...rows);
  const end = rows.length === count ? at + count : doc.rows.length;
  for (let index = at; index < end; index += 1) {
    const row = doc.rows[index];
    row.n = index + 1;
    row.element.id = `${doc.id}-${row.n}`;
    row.element.firstChild.firstChild.textContent = row.n;
  }
  return former;
};
