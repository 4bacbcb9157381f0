// ---- Corrections of the selected row

const changeRow = (rows, first, count, pick) => {
  const { doc } = current;
  commit(doc, first, count, rows);
  choose(pick.row, { to: pick.side ?? side, sentence: pick.sentence ?? 0 });
};
const together = (one, other) => new Row(one.doc, one.sides.map((own, at) => [...own, ...other.sides[at]]), '');

// How many sentences of the other side belong to the first part of a row that is cut before sentence `cut` of a side: those that
// keep the most evidence together, and of parts whose lengths agree.
const counterpart = (row, from, cut) => {
  const [own, other] = [row.sides[from], row.sides[1 - from]];
  const total = (sentences) => sentences.reduce((sum, { text }) => sum + text.length, 0);
  const share = total(own.slice(0, cut)) / Math.max(total(own), 1);
  const places = row.sides.map((sentences) => new Map(sentences.map(({ id }, number) => [id, number])));
  const links = row.doc.linksOf(row);
  const value = (count) => {
    const kept = links.filter(({ words }) => {
      const [mine, theirs] = [places[from].get(words[from].id), places[1 - from].get(words[1 - from].id)];
      return mine < cut === theirs < count;
    });
    return kept.reduce((sum, { nats }) => sum + +nats, 0) - 6 * Math.abs(share - total(other.slice(0, count)) / Math.max(total(other), 1));
  };
  const counts = Array.from({ length: other.length + 1 }, (_, count) => count);
  return counts.reduce((best, count) => (value(count) > value(best) ? count : best));
};

// The row without a counterpart that a row without one is paired with: the nearest one in the other language, with only rows
// without that language between.
const partner = (row) => {
  if (!row || row.both) return null;
  const own = row.counts[0] ? 0 : 1;
  const { rows } = row.doc;
  const look = (by) => {
    for (let index = place(row) + by; rows[index] && !rows[index].both; index += by) {
      if (rows[index].counts[1 - own]) return index;
    }
    return null;
  };
  const [up, down] = [look(-1), look(1)];
  const from = place(row);
  if (up === null || down === null) return up ?? down;
  const nearer = from - up - (down - from);
  return nearer < 0 || (nearer === 0 && own === 1) ? up : down;
};

const mark = (review) => {
  const row = new Row(current.doc, current.sides, current.review === review ? '' : review);
  changeRow([row], place(current), 1, { row, sentence: at });
};

const CORRECTIONS = {
  check: { can: () => true, run: () => mark('checked') },
  reject: { can: () => true, run: () => mark('rejected') },
  text: { can: () => true, run: () => editText() },
  split: {
    can: () => current.counts[side] > 1 || current.counts[1 - side] > 1,
    why: 'The row has one sentence on each side: it cannot be split.',
    run: () => {
      // A side with one sentence is not split: the other side is.
      const from = current.counts[side] > 1 ? side : 1 - side;
      const cut = from === side ? Math.max(at, 1) : 1;
      const count = counterpart(current, from, cut);
      const cuts = from ? [count, cut] : [cut, count];
      const parts = [0, 1].map((part) => new Row(current.doc, current.sides.map((own, where) => (part ? own.slice(cuts[where]) : own.slice(0, cuts[where]))), ''));
      const pick = from === side && at === 0 ? 0 : 1;
      changeRow(parts, place(current), 1, { row: parts[pick], side: from });
    },
  },
  'merge-up': {
    can: () => place(current) > 0,
    why: 'There is no row above.',
    run: () => {
      const first = place(current) - 1;
      const above = current.doc.rows[first];
      const row = together(above, current);
      changeRow([row], first, 2, { row, sentence: above.counts[side] + at });
    },
  },
  'merge-down': {
    can: () => place(current) < current.doc.rows.length - 1,
    why: 'There is no row below.',
    run: () => {
      const first = place(current);
      const row = together(current, current.doc.rows[first + 1]);
      changeRow([row], first, 2, { row, sentence: at });
    },
  },
  'move-up': {
    can: () => place(current) > 0,
    why: 'There is no row above.',
    // The sentences before the selected one go along, so that their order stays.
    run: () => {
      const first = place(current) - 1;
      const above = current.doc.rows[first];
      const [own, moved] = [current.sides[side], at + 1];
      const to = new Row(current.doc, above.sides.map((sentences, where) => (where === side ? [...sentences, ...own.slice(0, moved)] : sentences)), '');
      const rest = new Row(current.doc, current.sides.map((sentences, where) => (where === side ? own.slice(moved) : sentences)), '');
      const rows = rest.all.length ? [to, rest] : [to];
      changeRow(rows, first, 2, { row: to, sentence: above.counts[side] + at });
    },
  },
  'move-down': {
    can: () => place(current) < current.doc.rows.length - 1,
    why: 'There is no row below.',
    run: () => {
      const first = place(current);
      const below = current.doc.rows[first + 1];
      const own = current.sides[side];
      const to = new Row(current.doc, below.sides.map((sentences, where) => (where === side ? [...own.slice(at), ...sentences] : sentences)), '');
      const rest = new Row(current.doc, current.sides.map((sentences, where) => (where === side ? own.slice(0, at) : sentences)), '');
      const rows = rest.all.length ? [rest, to] : [to];
      changeRow(rows, first, 2, { row: to });
    },
  },
  apart: {
    can: () => current.both,
    why: 'The row has no counterpart already.',
    run: () => {
      const [english, chinese] = current.sides;
      const rows = [new Row(current.doc, [english, []], ''), new Row(current.doc, [[], chinese], '')];
      changeRow(rows, place(current), 1, { row: rows[side], sentence: at });
    },
  },
  pair: {
    can: () => partner(current) !== null,
    why: 'There is no row without a counterpart in the other language beside this one.',
    run: () => {
      const { rows } = current.doc;
      const [own, other] = [place(current), partner(current)];
      const [first, last] = [Math.min(own, other), Math.max(own, other)];
      const row = new Row(current.doc, rows[own].sides.map((sentences, where) => [...sentences, ...rows[other].sides[where]]), '');
      const between = rows.slice(first + 1, last);
      const all = own < other ? [row, ...between] : [...between, row];
      changeRow(all, first, last - first + 1, { row, sentence: at });
    },
  },
  close: { can: () => true, run: () => choose(null) },
};

const correct = (name) => {
  if (!current) {
    say('Select a row first.');
    return;
  }
  const { can, why, run } = CORRECTIONS[name];
  if (can()) run();
  else say(why);
};
const buttons = new Map(all('[data-act]', panel).map((button) => [button.dataset.act, button]));
for (const [name, button] of buttons) {
  button.onclick = () => {
    // The button keeps the focus, unless it opens a text.
    correct(name);
    if (name !== 'text' && name !== 'close') button.focus({ preventScroll: true });
  };
}
const undoButton = one('#undo');
const redoButton = one('#redo');
const allow = () => {
  for (const [name, button] of buttons) {
    // An unavailable button stays focusable, and says why it does nothing.
    button.setAttribute('aria-disabled', !current || !CORRECTIONS[name].can());
    if (name === 'check' || name === 'reject') button.setAttribute('aria-pressed', current?.review === `${name}ed`);
  }
  undoButton.disabled = !done;
  redoButton.disabled = done === steps.length;
};

// After a step, selects a row that it has changed, and says what has been undone.
const travel = (move, back) => {
  if (editing) return;
  const step = move();
  if (!step) {
    say(back ? 'Nothing to undo.' : 'Nothing to redo.');
    return;
  }
  const { rows } = docs[step.doc];
  choose(rows[Math.min(step.at, rows.length - 1)], { sentence: 0 });
};
undoButton.onclick = () => travel(undo, true);
redoButton.onclick = () => travel(redo, false);

let refreshing = 0;
const stale = new Set(); // documents whose heading is out of date
const refresh = () => {
  refreshing = 0;
  for (const doc of stale) {
    const header = one('.doc', doc.section);
    if (header.contains(document.activeElement)) continue;
    header.innerHTML = headingOf(doc);
    tabStops(doc);
  }
  stale.clear();
  dot = dotOf(current);
  dot?.setAttribute('aria-current', 'true');
  describeKinds();
};
changed.add((step, back) => {
  const doc = docs[step.doc];
  if (step.rows.length !== step.former.length) listed = everyRow();
  else {
    const first = listedPlace(doc.rows[step.at]);
    listed.splice(first, step.rows.length, ...(back ? step.former : step.rows));
  }
  // A row that was just changed stays in sight until the filter changes.
  for (const row of back ? step.former : step.rows) {
    row.out = false;
    show(row, true);
  }
  for (const row of back ? step.rows : step.former) {
    row.element.classList.remove('cur', 'near');
    one('.here', row.element)?.classList.remove('here');
    if (row === current) current = null;
  }
  shown = undefined;
  hovered = null;
  tally();
  fit(doc.lists);
  leftOver();
  stale.add(doc);
  placesInPlot.delete(doc);
  refreshing ||= wait(refresh);
  if (pattern) paint();
});
