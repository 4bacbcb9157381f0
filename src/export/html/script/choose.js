// ---- The selected row and sentence

let current = null; // the selected row
let side = 0; // the side of the selected sentence: 0 for English, 1 for Chinese
let at = 0; // its number on that side
let shownNear = []; // the neighbours of the selected row that the filter leaves out, but that are shown beside it

const selected = () => current?.sides[side][at] ?? null;
const place = (row) => row.doc.rows.indexOf(row);
const listedPlace = (row) => {
  const start = docs.slice(0, row.doc.index).reduce((sum, doc) => sum + doc.rows.length, 0);
  return start + row.n - 1;
};

// Shows the rows above and below the selected one, whatever the filter says.
const neighbours = () => {
  for (const row of shownNear) {
    row.element.classList.remove('near');
    if (row.out) show(row, false);
  }
  const touched = new Set(shownNear.map((row) => row.element.parentElement));
  shownNear = [];
  if (current && filtering) {
    const own = place(current);
    shownNear = [current.doc.rows[own - 1], current, current.doc.rows[own + 1]].filter((row) => row?.out);
    for (const row of shownNear) {
      show(row, true);
      if (row !== current) row.element.classList.add('near');
      touched.add(row.element.parentElement);
    }
  }
  touched.delete(null);
  fit([...touched]);
};

const dotOf = (row) => {
  const links = row ? all('.plot a', row.doc.section) : [];
  if (!links.length || !row.both) return null;
  return links.findLast((link) => +link.getAttribute('href').split('-').pop() <= row.n) ?? null;
};
let dot = null;

// Selects a sentence of a row. `focus`: also moves the focus and the page to it.
const choose = (row, { to = side, sentence = 0, focus = true, block = 'nearest' } = {}) => {
  if (current && current !== row) current.element.classList.remove('cur');
  one('.t > .here')?.classList.remove('here');
  dot?.removeAttribute('aria-current');
  const before = current;
  current = row;
  dot = dotOf(row);
  dot?.setAttribute('aria-current', 'true');
  if (row) {
    side = row.counts[to] ? to : 1 - to;
    at = Math.max(Math.min(sentence, row.counts[side] - 1), 0);
    row.element.classList.add('cur');
    const element = sentenceElements(row, side)[at];
    element.classList.add('here');
    if (before !== row) neighbours();
    if (focus) {
      hovered = null;
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
      keepInSight(row, block);
    }
  } else neighbours();
  allow();
  describe();
};
// Scrolls the page so that an element is at the start or in the middle of what the toolbar and the panel leave free, or so that
// it is just in sight. The heights of rows that were never in sight are estimates, so it looks again after they are known.
const covered = { top: 0, bottom: 0 };
const reveal = (element, block, again = true) => {
  const box = element.getBoundingClientRect();
  const [top, bottom] = [covered.top + 16, innerHeight - covered.bottom - 16];
  const room = bottom - top - box.height;
  let by = 0;
  if (block === 'start' || (block === 'center' && room < 0)) by = box.top - top;
  else if (block === 'center') by = box.top - top - room / 2;
  else if (box.top < top) by = box.top - top;
  else if (box.bottom > bottom) by = Math.min(box.bottom - bottom, box.top - top);
  if (Math.abs(by) >= 1) scrollBy(0, by);
  if (again) requestAnimationFrame(() => element.isConnected && reveal(element, block, false));
};
// Keeps the row in sight, and the rows above and below it too if there is room.
const keepInSight = (row, block) => {
  if (block !== 'nearest') {
    reveal(row.element, block);
    return;
  }
  const visible = (element) => element && !element.hidden;
  const around = [row.element.nextElementSibling, row.element.previousElementSibling].filter(visible);
  for (const element of around) reveal(element, block, false);
  reveal(row.element, block, false);
};

const visibleFrom = (index, by) => {
  let next = index;
  do next += by; while (listed[next]?.out);
  return listed[next] ?? null;
};
const step = (by) => {
  const next = visibleFrom(current ? listedPlace(current) : by > 0 ? -1 : listed.length, by);
  if (next) choose(next);
};
const stepSentence = (by) => {
  if (!current) step(by);
  else if (current.sides[side][at + by]) choose(current, { sentence: at + by });
  else {
    const next = visibleFrom(listedPlace(current), by);
    if (next) choose(next, { sentence: by > 0 ? 0 : Infinity });
  }
};
const stepWord = (by) => {
  hovered = null;
  describe();
  const words = all('.t span', current.element);
  const from = words.indexOf(document.activeElement);
  const next = words[from < 0 ? (by > 0 ? 0 : words.length - 1) : from + by];
  if (!next) return;
  next.tabIndex = -1;
  next.focus();
};

// ---- What is left to check

const nextButton = one('#next');
const wanted = (row) => !row.review && (one('input[name="review"]:checked', choices).value === 'all' || row.weak);
const leftOver = () => {
  const left = listed.reduce((sum, row) => sum + wanted(row), 0);
  one('b', nextButton).textContent = number.format(left);
  nextButton.classList.toggle('empty', !left);
};
const toCheck = (by) => {
  const from = current ? listedPlace(current) : by > 0 ? -1 : 0;
  for (let distance = 1; distance <= listed.length; distance += 1) {
    const row = listed[(from + by * distance + 2 * listed.length) % listed.length];
    if (!row.out && wanted(row)) {
      choose(row, { to: 0, block: 'center' });
      return;
    }
  }
  say(listed.some(wanted) ? 'The rows that are left to check are hidden by the filter.' : 'Nothing is left to check.');
};
nextButton.onclick = () => toCheck(1);

main.addEventListener('click', (event) => {
  const row = rowOf(event.target);
  if (!row || editing || event.target.closest('a') || !getSelection().isCollapsed) return;
  const sides = all(':scope > .t', row.element);
  const to = sides.findIndex((element) => element.contains(event.target));
  const own = to < 0 ? [] : sentenceElements(row, to);
  const sentence = own.findIndex((element) => element.contains(event.target));
  const again = row === current && to === side && sentence === at;
  choose(row, { to: Math.max(to, 0), sentence: Math.max(sentence, 0), focus: false });
  selectedElement().tabIndex = -1;
  selectedElement().focus({ preventScroll: true });
  if (event.pointerType === 'touch' || hovered === null) lightWord(wordOf(event.target));
  if (again && event.detail === 2) correct('text');
});
const selectedElement = () => sentenceElements(current, side)[at];
main.addEventListener('focusin', (event) => {
  const row = rowOf(event.target);
  if (!row || editing) return;
  if (row !== current) choose(row, { focus: false });
  const word = wordOf(event.target);
  if (word) {
    hovered = null;
    describe();
  }
  lightWord(word);
});

// ---- The plot: a touch or a click anywhere in it goes to the nearest dot

let pressed = null; // the plot under the pressed pointer
const nearest = (svg, event) => {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const doc = docs.find(({ section }) => section.contains(svg));
  let [best, least] = [null, Infinity];
  plotPlaces(doc).forEach(([english, chinese], index) => {
    if (!english || !chinese || doc.rows[index].out) return;
    const distance = Math.hypot(english.middle - point.x, chinese.middle - point.y);
    if (distance < least) [best, least] = [doc.rows[index], distance];
  });
  if (best && best !== current) choose(best, { focus: false });
  return best;
};
main.addEventListener('pointerdown', (event) => {
  const svg = event.target.closest('.plot svg');
  if (!svg || event.button) return;
  pressed = svg;
  svg.setPointerCapture(event.pointerId);
  nearest(svg, event);
});
main.addEventListener('pointermove', (event) => {
  if (pressed) nearest(pressed, event);
});
main.addEventListener('pointerup', (event) => {
  if (!pressed) return;
  const row = nearest(pressed, event);
  pressed = null;
  if (row) choose(row, { block: 'center' });
});
main.addEventListener('pointercancel', () => {
  pressed = null;
});
main.addEventListener('click', (event) => {
  // The pointer has already gone to the row; a key has not.
  const link = event.target.closest('.plot a');
  const svg = event.target.closest('.plot svg');
  if (svg) event.preventDefault();
  if (link && !event.detail) follow(link.getAttribute('href'));
});
main.addEventListener('keydown', (event) => {
  const svg = event.target.closest('.plot svg');
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!svg || !by) return;
  const links = all('a', svg);
  const next = links[links.indexOf(document.activeElement) + by];
  event.preventDefault();
  event.stopPropagation();
  if (!next) return;
  for (const link of links) link.setAttribute('tabindex', link === next ? 0 : -1);
  next.focus();
});
// One tab stop for the whole plot; the arrow keys move within it.
const tabStops = (doc) => all('.plot a', doc.section).forEach((link, number) => link.setAttribute('tabindex', number ? -1 : 0));
const follow = (hash) => {
  const row = hash.length > 1 && rowOf(document.getElementById(hash.slice(1)));
  if (!row) return;
  if (row.out) tools.reset();
  choose(row, { block: 'center' });
};
