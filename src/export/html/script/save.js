// ---- Saving

const dialog = one('.saving');
const form = one('form', dialog);
const amount = one('.amount', dialog);
const chosen = () => {
  const fields = new FormData(form);
  const has = (name) => fields.get(name) !== null;
  const format = fields.get('format');
  const rows = format === 'html' ? listed : listed.filter((row) => (row.both || has('alone'))
    && (row.review !== 'rejected' || has('rejected')) && (row.review === 'checked' || !has('checked')));
  return { format, rows };
};
const describeAmount = () => {
  const { format, rows } = chosen();
  one('.which', dialog).disabled = format === 'html';
  amount.textContent = format === 'html' ? `All ${counted(rows.length, 'row')}, with the corrections` : counted(rows.length, 'row');
};
const askToSave = () => {
  editing?.finish(true);
  describeAmount();
  dialog.showModal();
  one('input:checked', form).focus();
};
const download = (name, type, text) => {
  const link = make('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
const stem = () => {
  const name = docs.length === 1 ? docs[0].name || docs[0].files.find(Boolean) || '' : '';
  return name.split(/[\\/]/).pop().replace(/\.[^.]{1,8}$/, '').replace(/[<>:"|?*]/g, '-') || 'bitext';
};
form.addEventListener('input', describeAmount);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { format, rows } = chosen();
  const text = format === 'html' ? page() : WRITERS[format](rows.map(record));
  const name = `${stem()}.${format}`;
  download(name, MIME[format], text);
  saved = done;
  dialog.close();
  say(`Saved as ${name}.`);
});
one('button[value="cancel"]', dialog).onclick = () => dialog.close();
dialog.addEventListener('close', () => (current ? selectedElement() : one('#save')).focus({ preventScroll: true }));
one('#save').onclick = askToSave;
