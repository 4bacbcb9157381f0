// ---- The text of a sentence

let editing = null; // the sentence whose text is being corrected

const editText = () => {
  const [row, where, which, sentence] = [current, side, at, selected()];
  const element = selectedElement();
  const text = make('textarea');
  text.value = sentence.text.replace(/\s*\n\s*/g, ' ');
  text.lang = row.doc.codes[where];
  text.rows = 1;
  text.spellcheck = where === 0;
  text.setAttribute('aria-label', `${where ? 'Chinese' : 'English'} sentence of row ${row.n}`);
  const before = text.value;
  const grow = () => {
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight + 2}px`;
  };
  const finish = (keep) => {
    if (!editing) return;
    editing = null;
    const after = text.value.replace(/\s*[\n\r\u2028\u2029]\s*/g, ' ').replace(FORBIDDEN, '').trim();
    // The row gets a new element, with the text as it was or as it is now.
    row.element.row = null;
    const old = row.element;
    const filtered = old.hidden;
    row.element = null;
    row.decorated = null;
    old.replaceWith(elementOf(row));
    row.element.hidden = filtered;
    if (keep && !after) say('A sentence cannot be empty: move it, or reject the row.');
    if (keep && after && after !== before) {
      const sides = row.sides.map((own, number) => (number === where
        ? own.map((each, index) => (index === which ? each.with(after) : each)) : own));
      const changedRow = new Row(row.doc, sides, row.review);
      commit(row.doc, place(row), 1, [changedRow]);
      choose(changedRow, { to: where, sentence: which });
    } else choose(row, { to: where, sentence: which });
  };
  text.addEventListener('input', grow);
  text.addEventListener('keydown', (event) => {
    event.stopPropagation();
    // A key of an input method, such as pinyin, is its own.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      finish(event.key === 'Enter');
    } else if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      finish(true);
      askToSave();
    }
  });
  text.addEventListener('blur', () => finish(true));
  editing = { sentence, finish };
  element.replaceChildren(text);
  grow();
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
};
addEventListener('pagehide', () => editing?.finish(true));
