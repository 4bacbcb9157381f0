// Uses the page as a reader and as an editor would: node check.mjs FOLDER SCREENSHOT_FOLDER [OTHER_LONG_PAGE]
//
// FOLDER has the pages of `pages.rs`. The other long page is one of another version of the library, to compare the speed.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  accessible, check, close, file, finish, folder, open, pause, press, records, rows, same, save, selected, settle, shot, shownRows, text,
} from './tab.mjs';

const setValue = async (tab, selector, value) => {
  await tab.$eval(selector, (input, set) => {
    input.value = set;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, value);
  await settle(tab);
};
const pairs = (tab) => tab.$$eval(rows, (all) => all.filter((row) => !row.hidden && !row.classList.contains('one')).length);
// What a row is made of, without what the script adds to it.
const contents = (tab) => tab.$$eval(rows, (all) => all.map((row) => [
  ...['id', 'data-c', 'data-x', 'data-en', 'data-zh', 'data-f', 'data-v', 'data-e'].map((name) => row.getAttribute(name)),
  row.querySelector('.g').textContent, ...[...row.querySelectorAll('p')].map((sentence) => sentence.textContent),
]));
const bitext = (...args) => execFileSync(process.env.BITEXT, args, { encoding: 'utf8' });

// ---- Reading

{
  const tab = await open('seed.html', 1280);
  check('twelve pairs are shown', await pairs(tab), 12);
  check('the title names the document', await tab.title(), 'seed-003.txt: 12 pairs of English and Chinese');
  check('the count is displayed', (await text(tab, '.count')).startsWith('12 pairs'), true);
  check('the sides are marked with their language', await tab.$eval(`${rows} .t[lang="zh-Hans"]`, (side) => side.textContent), '科学技术是发展的催化剂');
  check('each pair has a dot', (await tab.$$('.plot a')).length, 12);
  await shot(tab, 'wide');
  await accessible(tab, 'at the start');

  await setValue(tab, '#low', 100);
  check('the filter hides pairs with a lower confidence', await pairs(tab), 0);
  check('the filtered count is displayed', (await text(tab, '.count')).startsWith('0 of 12 pairs'), true);
  await tab.click('#reset');
  await settle(tab);
  check('reset shows all pairs', await pairs(tab), 12);
  await tab.click('.ask');
  await accessible(tab, 'with the filters open');
  await shot(tab, 'filters');
  await tab.$eval('.kinds input[value="1–0"]', (box) => box.click());
  await settle(tab);
  check('a bead type can be hidden', await tab.$$eval(`${rows}:not([data-zh])`, (all) => all.every((row) => row.hidden || !row.dataset.en.match(/^\S+$/))), true);
  await press(tab, 'Escape');
  await tab.click('#reset');
  await settle(tab);

  await press(tab, '/');
  await tab.keyboard.type('renewable');
  await settle(tab);
  check('a search finds a pair', await pairs(tab), 1);
  await press(tab, 'Escape');
  await tab.keyboard.type('可再生');
  await settle(tab);
  check('a search in Chinese finds it', await pairs(tab), 1);
  await press(tab, 'Escape');
  await tab.keyboard.type('能源 renewable');
  await settle(tab);
  check('several words may be on both sides, in any order', await pairs(tab), 1);
  await press(tab, 'Escape');
  await tab.keyboard.type('科學技術');
  await settle(tab);
  check('traditional characters find simplified ones', await pairs(tab) >= 1, true);
  await press(tab, 'Enter');
  check('Enter selects the hit', (await selected(tab)).n, 1);
  await tab.click('#reset');
  await settle(tab);

  const word = await tab.$(`${rows}:not(.one) .t[lang="en"] p`);
  await word.hover();
  await (await tab.$(`${rows}:not(.one) .t[lang="en"] span`)).hover();
  check('a hover shows evidence', await tab.$$eval('.evidence li', (all) => all.length > 0), true);
  const lit = await tab.$$eval(`${rows} .t span.hit`, (all) => all.map((part) => part.closest('.t').lang));
  check('the evidence is highlighted on both sides', [lit.includes('en'), lit.includes('zh-Hans')], [true, true]);
  check('the evidence has a reason', (await text(tab, '.evidence .why')).includes('in the lexicon'), true);
  await shot(tab, 'hover');
  await tab.mouse.move(5, 5);
  await press(tab, 'Escape Escape j j');
  check('j moves to the next row', (await selected(tab)).n, 2);
  await press(tab, 'k w');
  check('w moves to a word', await tab.evaluate(() => document.activeElement.matches('.t span.hit')), true);
  await accessible(tab, 'with a row selected');

  const box = await (await tab.$('.plot svg')).boundingBox();
  await tab.mouse.click(box.x + box.width - 12, box.y + box.height - 24);
  await settle(tab);
  check('a click beside a dot goes to the row of the nearest one', (await selected(tab)).n, await tab.$eval('.plot a:last-of-type', (link) => +link.getAttribute('href').split('-').pop()));
  await tab.$eval('.plot a', (link) => link.focus());
  await press(tab, 'Enter');
  check('a dot links to its row', (await selected(tab)).n, await tab.$eval('.plot a', (link) => +link.getAttribute('href').split('-').pop()));
  check('ids are unique', await tab.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    return ids.length - new Set(ids).size;
  }), 0);
  await close(tab);
}

// ---- Without corrections, the files that the page saves are those of the library

for (const name of ['seed', 'running', 'rows']) {
  const tab = await open(`${name}.html`, 1280);
  const saved = { seed: 'seed-003', running: await tab.evaluate(() => 'a -b- & -c-'), rows: 'a' }[name];
  for (const format of ['tmx', 'tsv', 'csv', 'jsonl', 'html']) {
    // The rows of a page are in reading order; the library writes the Chinese without a counterpart last.
    const sorted = (all) => (name === 'seed' && format !== 'html' ? all.split(format === 'tmx' ? /(?=^    <tu[ >])|(?=^  <\/body)/m : /(?<=\n)/).sort().join('') : all);
    same(`${name}.${format}`, sorted(await save(tab, format, `${saved}.${format}`)), sorted(file(`${name}.${format}`)));
  }
  await close(tab);
}

// ---- A chapter with ten mistakes, all mended by keyboard

{
  const gold = records(file('chapter.gold.jsonl'));
  const tab = await open('chapter.html', 1280);
  const before = await contents(tab);
  const left = () => text(tab, '#next b').then(Number);
  check('the rows with mistakes are to check', await left(), 16);
  await press(tab, 'n');
  check('the first one is selected', (await selected(tab)).n, 4);
  const near = await tab.$$eval(rows, (all) => all.slice(2, 5).map((row) => {
    const box = row.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  }));
  check('its neighbours are in sight', near, [true, true, true]);
  await shot(tab, 'editor');
  const typed = (row, side) => [...row[side].slice(0, -1)].slice(-2).join('');
  const retype = async (right) => {
    await press(tab, 'Enter');
    await accessible(tab, 'with an open text');
    await press(tab, 'ArrowLeft Backspace Backspace');
    await tab.keyboard.type(right);
    await press(tab, 'Enter');
  };
  const mend = [
    ['two rows that were one', 'ArrowDown s'],
    ['a row that was cut', 'n m'],
    ['an English sentence of the next row', 'n ArrowDown d'],
    ['a Chinese sentence of the next row', 'n ArrowRight ArrowDown d'],
    ['two sentences without a counterpart', 'n a'],
    ['a pair that was apart', 'n p'],
    ['an English text', 'n', () => retype(typed(gold[104], 'en'))],
    ['a Chinese text', 'n ArrowRight', () => retype(typed(gold[125], 'zh'))],
    ['an English sentence of the row before', 'n j u'],
    ['a Chinese sentence that was apart', 'n j M'],
  ];
  for (const [what, keys, more] of mend) {
    await press(tab, keys);
    await more?.();
    console.log(`mended: ${what}; ${await left()} to check`);
  }
  check('nothing is left to check', await left(), 0);
  const essence = (all) => all.map(({ en, zh, bead, en_spans, zh_spans }) => ({ en, zh, bead, en_spans, zh_spans }));
  const jsonl = await save(tab, 'jsonl', 'chapter.jsonl');
  check('the saved JSON Lines are the chapter', essence(records(jsonl)), essence(gold));
  const units = (tmx) => tmx.replace(/^.*x-bitext-(confidence|score).*\n/gm, '');
  const tmx = await save(tab, 'tmx', 'chapter.tmx');
  check('the saved TMX is the chapter', units(tmx), units(file('chapter.gold.tmx')));

  await press(tab, 'c');
  const mended = await contents(tab);
  await pause(300);
  await tab.reload();
  check('a reload keeps the work', await contents(tab), mended);
  await shot(tab, 'mended');
  await save(tab, 'html', 'chapter.html');
  for (let steps = 0; steps < 11; steps += 1) await press(tab, 'z');
  check('undo goes back to the start', await contents(tab), before);
  check('undo is at its end', await tab.$eval('#undo', (button) => button.disabled), true);
  for (let steps = 0; steps < 11; steps += 1) await press(tab, 'y');
  check('redo does it all again', await contents(tab), mended);
  await close(tab);

  const again = await open('saved/chapter.html', 1280, { kept: true });
  check('the saved page has the corrections', (await contents(again)).map((row) => row.slice(3)), mended.map((row) => row.slice(3)));
  check('and nothing to undo', await again.$eval('#undo', (button) => button.disabled), true);
  check('and saves itself unchanged', await save(again, 'html', 'chapter.html'), file('saved/chapter.html'));
  await close(again);

  if (process.env.CONVERT) {
    const plain = (all) => all.map(({ en, zh, bead }) => ({ en, zh, bead }));
    for (const name of ['chapter.jsonl', 'chapter.tmx', 'chapter.html']) {
      const converted = bitext('convert', join(folder, 'saved', name), '--keep-unaligned', '--format', 'jsonl', '--quiet');
      check(`bitext convert reads ${name}, and it is the chapter`, plain(records(converted)), plain(gold));
    }
    const converted = records(bitext('convert', join(folder, 'saved/chapter.html'), '--keep-unaligned', '--format', 'jsonl', '--quiet'));
    check('the mark is kept', converted.filter((row) => row.review === 'checked').length, 1);
  }
}

// ---- Marks, filters and rows that are hidden

{
  const tab = await open('chapter.html', 1280);
  await press(tab, '/');
  await tab.keyboard.type('"old umbrella" 花园');
  await settle(tab);
  const found = await shownRows(tab);
  check('a phrase and a word', [found > 0, found < 20], [true, true]);
  await press(tab, 'Enter x');
  check('a row is rejected', await tab.$eval('li.cur', (row) => row.dataset.v), 'rejected');
  await settle(tab);
  check('rows beside the selected one are shown', await tab.$$eval('li.near', (all) => all.length), 2);
  await tab.click('#reset');
  await settle(tab);
  const all = records(await save(tab, 'jsonl', 'chapter.jsonl', { alone: false }));
  check('rejected rows and rows without a counterpart are left out', all.filter(({ zh, en, review }) => !zh || !en || review), []);
  await press(tab, 'x Space');
  check('Space checks and goes on', await tab.$$eval(`${rows}[data-v="checked"]`, (marked) => marked.length), 1);
  await press(tab, 'Control+z Control+Shift+z'.replace('Control+Shift+z', 'Control+y'));
  await press(tab, 'Control+s');
  await accessible(tab, 'with the dialog open');
  await shot(tab, 'dialog');
  await press(tab, 'Escape');
  // An input method uses Enter for itself.
  await press(tab, 'Enter');
  await tab.$eval('textarea', (area) => area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })));
  check('Enter of an input method does not end the correction', (await tab.$$('textarea')).length, 1);
  await press(tab, 'Escape');
  check('Escape ends it', (await tab.$$('textarea')).length, 0);
  await close(tab);
}

// ---- By touch

for (const dark of [false, true]) {
  const tab = await open('chapter.html', 390, { dark });
  check('a phone has no mouse', await tab.evaluate(() => matchMedia('(hover: hover)').matches), false);
  const sides = await tab.$$eval(`${rows}:first-child .t`, (all) => all.map((side) => side.getBoundingClientRect().left));
  check('on a phone, one side is below the other', sides[0], sides[1]);
  check('nothing is wider than the screen', await tab.evaluate(() => document.documentElement.scrollWidth), 390);
  await shot(tab, dark ? 'phone-dark' : 'phone');
  await accessible(tab, 'on a phone');
  await tab.tap('#next');
  await settle(tab);
  check('a tap goes to the next row to check', (await selected(tab)).n, 4);
  await tab.tap('li.cur .t[lang="en"] p + p');
  check('a tap selects a sentence', (await selected(tab)).text, await tab.$eval('li.cur .t[lang="en"] p + p', (sentence) => sentence.textContent));
  check('a tap shows evidence', await tab.$$eval('.evidence li', (all) => all.length > 0), true);
  await shot(tab, dark ? 'phone-row-dark' : 'phone-row');
  await tab.tap('[data-act="split"]');
  check('a tap splits the row', (await tab.$$(rows)).length, 202);
  check('targets are big enough for a finger', await tab.$$eval('.acts button, .work button, .ask', (all) => all.filter((button) => button.offsetHeight < 40).length), 0);
  await tab.tap('#undo');
  check('a tap undoes it', (await tab.$$(rows)).length, 201);
  await tab.evaluate(() => scrollTo(0, 0));
  await settle(tab);
  const box = await (await tab.$('.plot svg')).boundingBox();
  await tab.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await settle(tab);
  const { n } = await selected(tab);
  check('a touch in the plot goes to the nearest dot', [n > 80, n < 120], [true, true]);
  await accessible(tab, 'on a phone, with a row selected');
  await close(tab);
}

// ---- Without a script, in the dark, on paper

{
  const tab = await open('seed.html', 1280, { script: false });
  // The rows are in several lists.
  const places = (await tab.$$(`${rows}:first-child .t`)).slice(0, 2);
  const boxes = await Promise.all(places.map((side) => side.boundingBox()));
  check('without a script there are two columns', [boxes.length, boxes[0].y === boxes[1].y, boxes[0].x < boxes[1].x], [2, true, true]);
  check('without a script there are no controls', (await tab.$$('.tools, .panel, dialog')).length, 0);
  await shot(tab, 'plain');
  await tab.close();
}
{
  const tab = await open('chapter.html', 1280, { dark: true });
  // The background is darker than the text.
  const [paper, ink] = await tab.$eval('body', (body) => {
    const light = (color) => color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    const style = getComputedStyle(body);
    return [light(style.backgroundColor), light(style.color)];
  });
  check('dark mode is dark', paper < ink, true);
  await press(tab, 'n c');
  await accessible(tab, 'in the dark');
  await shot(tab, 'dark');
  await press(tab, 'Control+s');
  await accessible(tab, 'the dialog in the dark');
  await shot(tab, 'dialog-dark');
  await press(tab, 'Escape');
  await tab.emulateMediaType('print');
  await tab.pdf({ path: join(folder, 'print.pdf'), format: 'A4' });
  await close(tab);
}

// ---- Ten thousand rows

const middle = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];
const measure = async (name) => {
  const tab = await open(name, 1280, { kept: true });
  const loaded = await tab.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
  await pause(1000);
  const painted = await tab.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
  check('the rows appear after the headings', await tab.$eval(`${rows}:first-child`, (row) => row.checkVisibility()), true);
  // A key press lasts until the frame that shows it. Each one finds other rows than the one before.
  const key = await tab.evaluate(async () => {
    const query = document.querySelector('#q');
    const times = [];
    for (const value of ['c', 'cl', 'cle', 'l', 'le', 'let', 'b', 'bo', 'boo']) {
      query.value = value;
      const begun = performance.now();
      query.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - begun);
    }
    return times.slice(1);
  });
  const count = (await tab.$$(rows)).length;
  check('there are no errors', tab.faults, []);
  await tab.close();
  return { loaded, painted, key: middle(key), count };
};
{
  const other = process.argv[4];
  const runs = { own: [], other: [] };
  for (let round = 0; round < (other ? 5 : 1); round += 1) {
    runs.own.push(await measure('long.html'));
    if (other) runs.other.push(await measure(other));
  }
  const [own, old] = [runs.own, runs.other].map((all) => (all.length
    ? Object.fromEntries(['loaded', 'painted', 'key', 'count'].map((what) => [what, middle(all.map((run) => run[what]))])) : null));
  check('the long page has ten thousand rows', own.count >= 10_000, true);
  // The limits are generous, because machines differ; a slow page would exceed them by far.
  check('the long page opens quickly', own.loaded < 15_000, true);
  check('a key press in the search is quick', own.key < 2_000, true);
  const say = (what, { loaded, painted, key, count }) => console.log(`${what}: ${count} rows; first paint ${painted.toFixed(0)} ms, ready ${loaded.toFixed(0)} ms, a key press in the search ${key.toFixed(0)} ms`);
  say('this page', own);
  if (old) say('the other page', old);
}
await finish();
