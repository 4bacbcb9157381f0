// ---- Undo and redo, and what the browser keeps until the page is saved
//
// A step replaces rows of a document by others. The steps are kept in the storage of the browser, under a key for the document
// and its state, so that a reload does them again.

const steps = [];
let done = 0; // the number of steps that are in effect
const changed = new Set(); // functions that are told about a step

const apply = (step, back) => {
  const [rows, count] = back ? [step.former, step.rows.length] : [step.rows, step.former.length];
  replaceRows(docs[step.doc], step.at, rows, count);
};
const tell = (step, back) => {
  for (const listener of changed) listener(step, back);
};
// Replaces `count` rows from `at` by `rows`.
const commit = (doc, at, count, rows) => {
  const step = { doc: doc.index, at, former: doc.rows.slice(at, at + count), rows };
  steps.splice(done, steps.length, step);
  done += 1;
  apply(step, false);
  keep();
  tell(step, false);
};
const undo = () => {
  if (!done) return null;
  done -= 1;
  apply(steps[done], true);
  keep();
  tell(steps[done], true);
  return steps[done];
};
const redo = () => {
  if (done === steps.length) return null;
  done += 1;
  apply(steps[done - 1], false);
  keep();
  tell(steps[done - 1], false);
  return steps[done - 1];
};

const hash = (text) => {
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  return ((one >>> 0) * 2097152 + (other >>> 11)).toString(36);
};
const KEY = `bitext ${hash(docs.map((doc) => `${doc.id} ${doc.first.length}`).join())} ${main.getAttribute('data-saved') ?? 0}`;

// A row as numbers of sentences, its mark, and its corrected texts.
const packed = (row) => {
  const texts = row.all.filter((sentence) => sentence.text !== row.doc.sentence(sentence.side, sentence.id)?.text)
    .map(({ side, id, text }) => [side, id, text]);
  const own = [...row.sides.map((side) => side.map(({ id }) => id)), row.review];
  return texts.length ? [...own, texts] : own;
};
const unpacked = (doc, [english, chinese, review, texts = []]) => {
  const sides = [english, chinese].map((ids, side) => ids.map((id) => {
    const sentence = doc.sentence(side, id);
    const text = texts.find(([where, which]) => where === side && which === id);
    return text ? sentence.with(text[2]) : sentence;
  }));
  if (sides.flat().includes(null)) throw new Error('a sentence is missing');
  return new Row(doc, sides, review);
};

let failed = false; // whether the browser could not keep the work
let pending = 0;
const store = () => {
  clearTimeout(pending);
  pending = 0;
  const kept = steps.map((step) => (step.packed ??= [step.doc, step.at, step.former.length, step.rows.map(packed)]));
  try {
    if (steps.length) localStorage.setItem(KEY, JSON.stringify([done, kept]));
    else localStorage.removeItem(KEY);
    failed = false;
  } catch {
    if (!failed) say('This browser cannot keep the corrections: save them before you leave.');
    failed = true;
  }
};
const keep = () => {
  pending ||= setTimeout(store, 200);
};
const restore = () => {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? 'null');
  } catch {
    return;
  }
  if (!kept) return;
  const [until, all] = kept;
  try {
    for (const [index, at, count, rows] of all) {
      const doc = docs[index];
      const step = { doc: index, at, former: doc.rows.slice(at, at + count), rows: rows.map((row) => unpacked(doc, row)) };
      steps.push(step);
      apply(step, false);
    }
  } catch {
    say('Some of the corrections that this browser kept could not be read.');
  }
  done = steps.length;
  while (done > until) {
    done -= 1;
    apply(steps[done], true);
  }
};
// How many steps the last saved file has, to warn before work is lost that the browser could not keep.
let saved = 0;
addEventListener('pagehide', () => pending && store());
document.addEventListener('visibilitychange', () => document.hidden && pending && store());
addEventListener('beforeunload', (event) => {
  if (pending) store();
  if (failed && done !== saved) event.preventDefault();
});
addEventListener('storage', (event) => {
  if (event.key === KEY) say('The corrections were changed in another tab: reload this one to see them.');
});
