// ---- The evidence of a row: which words support it, and why

const evidence = one('.evidence', panel);
const REASONS = {
  l: 'in the lexicon',
  n: 'a name, spelled in pinyin',
  d: 'the same number',
  s: 'the same word on both sides',
  r: 'learned from this document',
  p: 'the same punctuation',
};
const ratio = (nats) => {
  const times = Math.exp(nats);
  return times > 1e6 ? 'over a million times' : `${times < 10 ? times.toFixed(1) : number.format(+times.toPrecision(2))} times`;
};

let hovered = null; // the row under the pointer
let shown; // the row in the panel
let links = []; // its word pairs, with the elements of their words
let hits = [];

// Puts the words of a row into elements, and returns its word pairs with them.
const decorate = (row) => {
  if (row.decorated) return row.decorated;
  const own = row.doc.linksOf(row).map((link) => ({ ...link, nats: +link.nats, spans: [[], []] }));
  row.sides.forEach((side, at) => {
    const elements = sentenceElements(row, at);
    side.forEach((sentence, index) => {
      const words = own.map((link) => ({ link, ...link.words[at] })).filter(({ id }) => id === sentence.id);
      if (!words.length || !elements[index]) return;
      const edges = [...new Set(words.flatMap(({ from, to }) => [from, to]))].sort((one, other) => one - other);
      const parts = [];
      let place = 0;
      for (const [number, edge] of edges.entries()) {
        if (edge > place) {
          const inside = words.filter(({ from, to }) => number && from <= edges[number - 1] && edge <= to);
          const text = sentence.text.slice(place, edge);
          const part = inside.length ? make('span', '', text) : text;
          for (const { link } of inside) link.spans[at].push(part);
          parts.push(part);
        }
        place = edge;
      }
      elements[index].replaceChildren(...parts, sentence.text.slice(place));
    });
  });
  row.decorated = own.filter((link) => link.spans.every((spans) => spans.length));
  if (pattern) paint();
  return row.decorated;
};

const describe = () => {
  const row = hovered ?? current;
  if (row === shown) return;
  light(null);
  shown = row;
  panel.classList.toggle('idle', !current);
  if (!row) {
    evidence.replaceChildren(make('h3', '', 'Evidence'), make('p', '', 'Point at a row, or select one, to see which words support it.'));
    return;
  }
  const title = make('h3', '', `Bead ${row.n}`);
  if (!row.both) {
    evidence.replaceChildren(title, make('p', '', `${row.kind}: no counterpart${row.facts ? ' found' : ''}.`));
    return;
  }
  links = decorate(row);
  const facts = row.facts
    ? `${row.kind} · confidence ${row.percent} % · score ${(+row.facts.score).toFixed(1)} nats` : `${row.kind} · changed by hand`;
  const strongest = Math.max(...links.map((link) => link.nats), 1);
  const list = make('ol', '', ...links.map((link) => {
    const [english, chinese] = link.spans.map((spans, side) => {
      const element = make('span', '', spans.map((span) => span.textContent).join(''));
      element.lang = row.doc.codes[side];
      return element;
    });
    const bar = make('span', 'weigh');
    bar.style.width = `${100 * link.nats / strongest}%`;
    link.texts = [english.textContent, chinese.textContent];
    link.item = make('li', '', make('span', '', english, ' – ', chinese), make('span', 'nats', `${link.nats.toFixed(1)} nats`), bar,
      make('span', 'why', `${REASONS[link.reason]}; ${ratio(link.nats)} as likely`));
    link.item.link = link;
    return link.item;
  }));
  const flags = (row.facts?.flags ?? []).filter((flag) => FLAGS[flag])
    .map((flag) => make('p', '', `⚑ ${FLAGS[flag][0]}: ${FLAGS[flag][1]}`));
  const none = links.length ? [list] : [make('p', '', 'No words support it, only length, punctuation and position.')];
  evidence.replaceChildren(title, make('p', '', facts), ...flags, ...none);
};

// Highlights word pairs on both sides and in the panel.
const light = (some) => {
  for (const element of hits) {
    element.classList.remove('hit');
    element.removeAttribute('aria-description');
  }
  hits = [];
  for (const link of some ?? []) {
    link.spans.forEach((spans, side) => {
      const said = `supported by ${link.texts[1 - side]}, ${REASONS[link.reason]}, ${link.nats.toFixed(1)} nats`;
      for (const span of spans) {
        const already = span.getAttribute('aria-description');
        span.setAttribute('aria-description', already ? `${already}; ${said}` : said);
      }
    });
    hits.push(...link.spans.flat(), link.item);
  }
  for (const element of hits) element.classList.add('hit');
  const item = some?.[0]?.item;
  if (item && evidence.scrollHeight > evidence.clientHeight) {
    const [box, frame] = [item.getBoundingClientRect(), evidence.getBoundingClientRect()];
    if (box.top < frame.top) evidence.scrollTop -= frame.top - box.top;
    else if (box.bottom > frame.bottom) evidence.scrollTop += box.bottom - frame.bottom;
  }
};
const lightWord = (word) => light(word && shown ? links.filter((link) => link.spans.flat().includes(word)) : null);
const wordOf = (element) => element.closest?.('.t span');

main.addEventListener('pointerover', (event) => {
  if (event.pointerType === 'touch' || editing) return;
  hovered = rowOf(event.target);
  describe();
  lightWord(wordOf(event.target));
});
main.addEventListener('pointerleave', () => {
  hovered = null;
  // If the pointer moves to the panel, the panel keeps its content.
  if (!panel.matches(':hover')) describe();
  lightWord(null);
});
evidence.addEventListener('pointerover', (event) => {
  const item = event.target.closest('li');
  light(item ? [item.link] : null);
});
panel.addEventListener('pointerleave', () => {
  light(null);
  describe();
});
