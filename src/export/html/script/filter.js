// ---- Filters and search

const low = one('#low');
const high = one('#high');
const query = one('#q');
const count = one('.count');
const reset = one('#reset');
const choices = one('#choices');
const ask = one('.ask');
const hiddenKinds = new Set();
let terms = []; // the folded words and phrases of the search
let pattern = null; // finds them, to mark them
let filtering = false; // whether any row is left out
let listed = everyRow(); // all rows in order

// Folds a text for the search, one UTF-16 code unit for each: case, width, quotation marks, traditional characters.
const folded = (() => {
  const simple = new Map();
  for (const doc of docs) {
    const pairs = [...(doc.section.getAttribute('data-han') ?? '')];
    for (let at = 0; at + 1 < pairs.length; at += 2) if (pairs[at].length === pairs[at + 1].length) simple.set(pairs[at], pairs[at + 1]);
  }
  const traditional = simple.size ? new RegExp(`[${[...simple.keys()].join('')}]`, 'gu') : null;
  const lower = (text) => {
    const lowered = text.toLowerCase();
    if (lowered.length === text.length) return lowered;
    return [...text].map((c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join('');
  };
  return (text) => {
    let fold = lower(text).replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s/g, ' ');
    fold = lower(fold);
    return traditional && /[^\0-\u33ff]/.test(fold) ? fold.replace(traditional, (c) => simple.get(c)) : fold;
  };
})();
const foldOf = (row) => (row.fold ??= row.sides.flat().map(({ text }) => folded(text)).join('\n'));

// The words of a search; what is in quotation marks is one phrase.
const termsOf = (text) => [...folded(text).matchAll(/"([^"]+)"?|([^\s"]+)/g)]
  .map(([, phrase, word]) => (phrase ?? word).trim().replace(/ +/g, ' ')).filter(Boolean);

const box = (name, value, label, checked, type = 'checkbox') => {
  const input = make('input');
  Object.assign(input, { type, name, value, defaultChecked: checked, checked });
  return make('label', '', input, label);
};
const kindLabel = (kind) => ({ '1–0': 'English only', '0–1': 'Chinese only' }[kind] ?? kind);
const describeKinds = () => {
  const times = new Map();
  for (const row of listed) times.set(row.kind, (times.get(row.kind) ?? 0) + 1);
  one('.kinds', choices).replaceChildren(...[...times].sort((a, b) => b[1] - a[1]).map(([kind, often]) => {
    const label = box('kind', kind, kindLabel(kind), true);
    label.firstChild.checked = !hiddenKinds.has(kind);
    label.append(make('small', '', number.format(often)));
    return label;
  }));
};
const MARKS = { open: 'Not checked', checked: 'Checked', rejected: 'Rejected' };
one('.marks', choices).append(
  ...Object.entries(MARKS).map(([value, label]) => box('mark', value, label, true)),
  box('only', 'flagged', '⚑ Flagged only', false), box('only', 'hand', 'By hand only', false),
);
one('.review', choices).append(
  box('review', 'weak', `Below ${SURE} % or flagged`, true, 'radio'), box('review', 'all', 'Every row', false, 'radio'),
);

const criteria = () => {
  const checked = (name) => new Set(all(`input[name="${name}"]:checked`, choices).map((input) => input.value));
  const [marks, only] = [checked('mark'), checked('only')];
  const [from, to] = [+low.value, +high.value];
  return (row) => !hiddenKinds.has(row.kind) && marks.has(row.review || 'open')
    && (!only.has('flagged') || row.facts?.flags.length > 0) && (!only.has('hand') || row.facts === null)
    && (row.percent === null || (row.percent >= from && row.percent <= to))
    && terms.every((term) => foldOf(row).includes(term));
};

const tally = () => {
  let [pairs, shownPairs, shown] = [0, 0, 0];
  for (const row of listed) {
    pairs += row.both;
    shown += !row.out;
    shownPairs += !row.out && row.both;
  }
  const alone = [shown - shownPairs, listed.length - pairs].map((each) => number.format(each));
  filtering = shown < listed.length;
  count.textContent = filtering
    ? `${number.format(shownPairs)} of ${counted(pairs, 'pair')}, ${alone[0]} of ${alone[1]} alone`
    : `${counted(pairs, 'pair')}, ${alone[1]} alone`;
  reset.hidden = !filtering;
  nothing.hidden = shown > 0 || !listed.length;
  return shown;
};

// Shows or hides the element of a row, and says whether it is shown.
const show = (row, shown) => {
  if (row.element.hidden === shown) row.element.hidden = !shown;
  return shown;
};
// Hides the lists without a row to show, and tells the others their height.
const fit = (lists) => {
  for (const list of lists) {
    let shown = 0;
    for (const element of list.children) shown += !element.hidden;
    list.hidden = !shown;
    list.style.setProperty('--rows', shown);
  }
  if (docs.length > 1) {
    for (const { section, lists: own } of docs) section.hidden = filtering && own.every((list) => list.hidden);
  }
};

const unfiltered = () => !terms.length && !hiddenKinds.size && +low.value === 0 && +high.value === 100
  && !one('input[name="mark"]:not(:checked), input[name="only"]:checked', choices);

const filter = ({ scroll = false } = {}) => {
  terms = termsOf(query.value);
  pattern = terms.length ? new RegExp(terms.map((term) => term.replace(/[\\^$.*+?()[\]{}|\/-]/g, '\\$&')).join('|'), 'gu') : null;
  const fits = criteria();
  const was = filtering;
  const whole = unfiltered();
  let first = null;
  if (was || !whole) {
    for (const row of listed) {
      row.out = !whole && !fits(row);
      if (!row.out) first ??= row;
      show(row, !row.out);
    }
  }
  tally();
  if (was || filtering) fit(docs.flatMap((doc) => doc.lists));
  const set = hiddenKinds.size || all('input[name="mark"]:not(:checked), input[name="only"]:checked', choices).length;
  one('.set', ask).hidden = !set;
  neighbours();
  if (scroll && first && pattern) {
    hit = first;
    reveal(first.element, 'start');
  }
  paint();
};
let hit = null; // the row that the search has scrolled to

const slide = (event) => {
  const moved = event?.target;
  if (+low.value > +high.value) (moved === low ? high : low).value = moved === low ? low.value : high.value;
  const track = one('.track');
  track.style.setProperty('--from', `${low.value}%`);
  track.style.setProperty('--to', `${high.value}%`);
  // If both sliders are at the right end, the lower one must be on top to be movable.
  low.style.zIndex = +low.value > 50 ? 1 : 0;
  one('#span').textContent = `${low.value}–${high.value} %`;
};

const open = (on) => {
  choices.hidden = !on;
  ask.setAttribute('aria-expanded', on);
};
ask.onclick = () => open(choices.hidden);
document.addEventListener('pointerdown', (event) => {
  if (!choices.hidden && !event.target.closest('.drop')) open(false);
});
one('.drop').addEventListener('focusout', (event) => {
  if (event.relatedTarget && !event.relatedTarget.closest('.drop')) open(false);
});
tools.addEventListener('submit', (event) => event.preventDefault());
tools.addEventListener('reset', () => {
  hiddenKinds.clear();
  // The controls are reset only after this event.
  setTimeout(() => {
    describeKinds();
    slide();
    filter();
    leftOver();
  });
});
tools.addEventListener('input', ({ target }) => {
  if (target === low || target === high) slide({ target });
  if (target.name === 'kind') hiddenKinds[target.checked ? 'delete' : 'add'](target.value);
  if (target.name === 'review') leftOver();
  else filter({ scroll: target === query });
});
one('button', nothing).onclick = () => tools.reset();

// ---- What the search has found, marked in the lists that are in sight

const inSight = new Set();
const found = window.Highlight && CSS.highlights ? new Highlight() : null;
if (found) CSS.highlights.set('found', found);
const markSide = (side) => {
  const nodes = [];
  const walker = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
  let length = 0;
  while (walker.nextNode()) {
    nodes.push([length, walker.currentNode]);
    length += walker.currentNode.length;
  }
  const node = (offset, end) => nodes.findLast(([start]) => start < offset || (!end && start === offset)) ?? nodes[0];
  for (const { 0: text, index } of folded(side.textContent).matchAll(pattern)) {
    const range = new Range();
    const [[from, first], [to, last]] = [node(index, false), node(index + text.length, true)];
    range.setStart(first, index - from);
    range.setEnd(last, index + text.length - to);
    found.add(range);
  }
};
let painting = 0;
const paint = () => {
  if (!found || painting) return;
  painting = requestAnimationFrame(() => {
    painting = 0;
    found.clear();
    if (!pattern) return;
    for (const list of inSight) {
      for (const element of list.children) if (!element.hidden) all(':scope > .t[lang] > p', element).forEach(markSide);
    }
  });
};
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) inSight[isIntersecting ? 'add' : 'delete'](target);
  if (pattern) paint();
}, { rootMargin: '200px' });
for (const list of docs.flatMap((doc) => doc.lists)) watcher.observe(list);
