// ---- The start

if (docs.length > 1) {
  const list = make('ol');
  for (const doc of docs) {
    const link = make('a', '', nameOf(doc));
    link.href = '#' + doc.id;
    list.append(make('li', '', link, ` ${counted(doc.rows.filter((row) => row.both).length, 'pair')}`));
  }
  const contents = make('nav', 'contents', list);
  contents.setAttribute('aria-label', 'Documents');
  contents.dataset.live = '';
  tools.before(contents);
}
for (const doc of docs) tabStops(doc);
addEventListener('hashchange', () => follow(location.hash));
// What the toolbar and the panel cover. On a phone, only the lower part of the toolbar stays in sight, and the panel is at the
// bottom. The heights are kept here: a variable of the style sheet would make the browser compute the style of every row.
const measure = () => {
  covered.top = tools.offsetHeight + (parseFloat(getComputedStyle(tools).top) || 0);
  covered.bottom = getComputedStyle(panel).left === '0px' ? panel.offsetHeight : 0;
  panel.style.setProperty('--bar', `${covered.top}px`);
};
const sizes = new ResizeObserver(measure);
sizes.observe(tools);
sizes.observe(panel);
restore();
listed = everyRow();
describeKinds();
// The browser may have kept values across a reload.
slide();
filter();
leftOver();
allow();
describe();
if (done) {
  for (const step of steps.slice(0, done)) stale.add(docs[step.doc]);
  refreshing ||= wait(refresh);
}
follow(location.hash);
// The texts are folded before the first search needs them.
const prepare = (from) => wait((time) => {
  let next = from;
  while (next < listed.length && (time?.timeRemaining?.() ?? 5) > 1 && next - from < 2000) foldOf(listed[next++]);
  if (next < listed.length) prepare(next);
});
prepare(0);
