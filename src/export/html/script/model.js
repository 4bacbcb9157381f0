// ---- The documents, their rows and sentences
//
// Rows and sentences never change: a correction replaces rows by others, so that undoing it puts the former ones back. The
// rows that the page came with read their texts from their elements when they are first needed.

class Sentence {
  // `id` is the index among the sentences of its side in the page as it came. `was` is the text before it was corrected.
  constructor(side, id, place, text, was) {
    const [, mark, start, end] = place.match(/^(\D*)(\d+)-(\d+)$/) ?? ['', '', '', '0', '0'];
    Object.assign(this, { side, id, mark, start: +start, end: +end, place, text, was });
  }

  with(text) {
    const was = this.was ?? this.text;
    return new Sentence(this.side, this.id, this.place, text, text === was ? null : was);
  }
}

const placesOf = (attribute) => (attribute ? attribute.split(' ') : []);

class Row {
  static #kinds = new Map();

  // A row with these sentences. The facts of the aligner are known if the page came with such a row.
  constructor(doc, sides, review) {
    this.doc = doc;
    this.own = sides;
    this.review = review;
    this.n = 0; // its number in the document, from 1
    this.element = null;
    this.out = false; // whether the filter leaves it out
    this.fold = null; // its text as the search sees it
    this.decorated = null; // its word pairs, once their elements exist
    if (!sides) return;
    this.counts = sides.map((side) => side.length);
    const first = doc.firstWith(sides);
    this.facts = first?.has(sides) ? first.facts : null;
  }

  get sides() {
    return this.own;
  }

  get both() {
    return this.counts[0] > 0 && this.counts[1] > 0;
  }

  get kind() {
    const [english, chinese] = this.counts;
    const key = english * 0x10000 + chinese;
    if (!Row.#kinds.has(key)) Row.#kinds.set(key, `${english}–${chinese}`);
    return Row.#kinds.get(key);
  }

  // The sentences of both sides.
  get all() {
    return [...this.sides[0], ...this.sides[1]];
  }

  get percent() {
    return this.both && this.facts ? percentOf(this.facts.confidence) : null;
  }

  // Whether the row should be looked at before others.
  get weak() {
    return this.facts !== null && (this.facts.flags.length > 0 || percentOf(this.facts.confidence) < SURE);
  }

  get texts() {
    return this.sides.map((side) => joined(side, this.doc.areRows));
  }
}

// The least confidence of a row that need not be looked at, in per cent.
const SURE = 90;

// A row that the page came with.
class FirstRow extends Row {
  constructor(doc, element, ids) {
    super(doc, null, element.getAttribute('data-v') ?? '');
    const flags = element.getAttribute('data-f');
    const confidence = element.getAttribute('data-c');
    const count = (places) => {
      if (!places) return 0;
      let spaces = 0;
      for (let space = places.indexOf(' '); space >= 0; space = places.indexOf(' ', space + 1)) spaces += 1;
      return spaces + 1;
    };
    this.element = element;
    this.ids = ids; // the indices of its first sentences
    this.places = [element.getAttribute('data-en'), element.getAttribute('data-zh')];
    this.counts = this.places.map(count);
    this.evidence = element.getAttribute('data-e');
    this.pairs = null;
    this.facts = confidence === null ? null
      : { confidence, score: element.getAttribute('data-x'), flags: flags ? flags.split(' ') : NO_FLAGS };
    element.row = this;
  }

  get sides() {
    return (this.own ??= all(':scope > .t', this.element).map((side, at) => {
      const places = placesOf(this.places[at]);
      return all('p:not(.none)', side).map((element, number) =>
        new Sentence(at, this.ids[at] + number, places[number] ?? '', element.textContent, element.getAttribute('data-o')));
    }));
  }

  // Whether the row consists of these sentences, with these texts.
  has(sides) {
    return sides.every((side, at) => side.length === this.counts[at]
      && side.every((sentence, number) => sentence.id === this.ids[at] + number && sentence.text === this.sides[at][number].text));
  }

  // The word pairs that support the row, strongest first. Each word has a sentence and the places in it.
  get links() {
    return (this.pairs ??= this.#links());
  }

  #links() {
    const word = (side, range) => {
      let [from, to] = range.split('-').map(Number);
      for (const sentence of this.sides[side]) {
        if (to <= sentence.text.length) return { id: sentence.id, from, to };
        from -= sentence.text.length;
        to -= sentence.text.length;
      }
      return null;
    };
    return (this.evidence ? this.evidence.split(' ') : []).map((link) => {
      const [nats, english, chinese] = link.slice(1).split(':');
      return { reason: link[0], nats, words: [word(0, english), word(1, chinese)] };
    }).filter(({ words }) => words.every(Boolean));
  }
}

const NO_FLAGS = [];

class Doc {
  constructor(section, index) {
    const attribute = (name) => section.getAttribute(name);
    Object.assign(this, {
      section,
      index,
      id: section.id,
      name: attribute('data-name') ?? '',
      files: [attribute('data-en-name'), attribute('data-zh-name')],
      codes: [attribute('data-en') ?? 'en', attribute('data-zh') ?? 'zh-Hans'],
      areRows: attribute('data-rows') !== null,
      lists: all(':scope > ol', section),
    });
    const ids = [0, 0];
    this.rows = this.lists.flatMap((list) => [...list.children]).map((element, at) => {
      const row = new FirstRow(this, element, [...ids]);
      row.n = at + 1;
      ids[0] += row.counts[0];
      ids[1] += row.counts[1];
      return row;
    });
    this.first = [...this.rows];
    this.totals = ids;
  }

  // The row that the page came with and that has this sentence.
  firstOf(side, id) {
    let [low, high] = [0, this.first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.first[middle].ids[side] + this.first[middle].counts[side] <= id) low = middle + 1;
      else high = middle;
    }
    return this.first[low] ?? null;
  }

  firstWith(sides) {
    const [sentence] = sides[0].length ? sides[0] : sides[1];
    return sentence ? this.firstOf(sentence.side, sentence.id) : null;
  }

  // The sentence as the page came with it.
  sentence(side, id) {
    const row = this.firstOf(side, id);
    return row?.sides[side][id - row.ids[side]] ?? null;
  }

  // The word pairs that support a row, as far as both of their sentences are in it and uncorrected.
  linksOf(row) {
    if (row instanceof FirstRow) return row.links;
    const has = row.sides.map((side) => new Map(side.map((sentence) => [sentence.id, sentence])));
    const from = new Set(row.sides[0].map((sentence) => this.firstOf(0, sentence.id)));
    const same = ({ id }, side) => {
      const sentence = has[side].get(id);
      return sentence && sentence.text === this.sentence(side, id).text;
    };
    return [...from].flatMap((first) => first.links)
      .filter(({ words }) => words.every(same))
      .sort((one, other) => other.nats - one.nats);
  }
}

// Equal documents have equal ids, so a number is appended to the ids of each document after the first.
const docs = (() => {
  const ids = new Map();
  const sections = all('section', main);
  for (const section of sections) {
    const times = (ids.get(section.id) ?? 0) + 1;
    ids.set(section.id, times);
    if (times > 1) {
      const renamed = (id) => id.replace(/^d\w+/, `$&x${times}`);
      section.setAttribute('aria-labelledby', renamed(section.getAttribute('aria-labelledby')));
      for (const element of [section, ...all('[id]', section)]) element.id = renamed(element.id);
      for (const link of all('.plot a', section)) link.setAttribute('href', '#' + renamed(link.getAttribute('href').slice(1)));
    }
  }
  return sections.map((section, at) => new Doc(section, at));
})();
const everyRow = () => docs.flatMap((doc) => doc.rows);
const rowOf = (element) => element?.closest?.('section > ol > li')?.row ?? null;
