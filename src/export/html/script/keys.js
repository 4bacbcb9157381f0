// ---- Keys

const KEYS = {
  c: () => correct('check'),
  x: () => correct('reject'),
  e: () => correct('text'),
  Enter: () => correct('text'),
  s: () => correct('split'),
  M: () => correct('merge-up'),
  m: () => correct('merge-down'),
  u: () => correct('move-up'),
  d: () => correct('move-down'),
  a: () => correct('apart'),
  p: () => correct('pair'),
  z: () => travel(undo, true),
  y: () => travel(redo, false),
  w: () => current && stepWord(1),
  W: () => current && stepWord(-1),
  j: () => step(1),
  k: () => step(-1),
  n: () => toCheck(1),
  N: () => toCheck(-1),
  ArrowDown: () => stepSentence(1),
  ArrowUp: () => stepSentence(-1),
  ArrowLeft: () => current && choose(current, { to: 0 }),
  ArrowRight: () => current && choose(current, { to: 1 }),
  ' ': () => {
    if (!current) return;
    if (current.review !== 'checked') correct('check');
    toCheck(1);
  },
};
// These act on the row, so they need the focus in it or nowhere: a button or the page itself has its own use for them.
const OF_ROW = new Set(['Enter', ' ', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight']);

const leave = (event) => {
  if (event.target === query) {
    if (query.value) {
      query.value = '';
      filter();
    } else query.blur();
  } else if (!choices.hidden) {
    open(false);
    ask.focus();
  } else if (current) {
    if (wordOf(document.activeElement)) selectedElement().focus();
    else {
      document.activeElement.blur();
      choose(null);
    }
  }
};

document.addEventListener('keydown', (event) => {
  const command = event.ctrlKey || event.metaKey;
  if (dialog.open || event.isComposing) return;
  const key = event.key.length === 1 && command ? event.key.toLowerCase() : event.key;
  const typing = event.target.matches?.('input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select');
  if (command && key === 's' && !event.altKey) askToSave();
  else if (command && !typing && (key === 'z' || key === 'y') && !event.altKey) {
    if (key === 'y' || event.shiftKey) travel(redo, false);
    else travel(undo, true);
  } else if (command || event.altKey) return;
  else if (key === 'Escape') leave(event);
  else if (event.target === query && (key === 'Enter' || key === 'ArrowDown')) {
    // The first time, the hit that is in sight; then the next one.
    if (!current || current.out) current = null;
    if (hit && !current) choose(hit, { block: 'nearest' });
    else step(event.shiftKey ? -1 : 1);
  } else if (typing) return;
  else if (key === '/') {
    query.focus();
    query.select();
  } else if (KEYS[key]) {
    const inRow = current?.element.contains(event.target);
    if (OF_ROW.has(key) && !inRow && !(event.target === document.body && current)) return;
    if (event.repeat && !key.startsWith('Arrow') && !'jkzyw'.includes(key)) return;
    KEYS[key]();
  } else return;
  event.preventDefault();
});
