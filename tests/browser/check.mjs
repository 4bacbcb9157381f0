// Uses the page as a reader would: node check.mjs PAGE LONG_PAGE SCREENSHOT_FOLDER
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const [page, long, folder] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
});
let passed = 0;
const check = (what, actual, expected) => {
  assert.deepEqual(actual, expected, what);
  console.log(`ok: ${what}`);
  passed += 1;
};

// A tab that records errors and requests.
const open = async (path, width, { script = true, dark = false } = {}) => {
  const tab = await browser.newPage();
  tab.faults = [];
  tab.requests = [];
  tab.on('console', (message) => ['error', 'warn'].includes(message.type()) && tab.faults.push(message.text()));
  tab.on('pageerror', (error) => tab.faults.push(String(error)));
  tab.on('request', (request) => tab.requests.push(request.url()));
  await tab.setJavaScriptEnabled(script);
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
  await tab.setViewport({ width, height: width > 600 ? 1000 : 844, isMobile: width < 600, hasTouch: width < 600 });
  await tab.goto(pathToFileURL(path).href);
  return tab;
};
const rows = 'section > ol > li';
const pairs = (tab) => tab.$$eval(`${rows}[data-c]`, (all) => all.filter((row) => !row.hidden).length);
const text = (tab, selector) => tab.$eval(selector, (element) => element.textContent);
const shot = (tab, name) => tab.screenshot({ path: `${folder}/${name}.png` });
// Filters set by a script take effect in the next task.
const settle = (tab) => tab.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done))));
const setValue = async (tab, selector, value) => {
  await tab.$eval(selector, (input, set) => {
    input.value = set;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, value);
  await settle(tab);
};

{
  const tab = await open(page, 1280);
  check('twelve pairs are shown', await pairs(tab), 12);
  check('the title names the document', await tab.title(), 'seeds/003_4b8c95ad6a02e0f4.txt: English and Chinese, sentence by sentence');
  check('the count is displayed', (await text(tab, '.count')).startsWith('12 pairs'), true);
  check('the sides are marked with their language', await tab.$eval(`${rows} .t[lang="zh-Hans"]`, (side) => side.textContent), '科学技术是发展的催化剂');
  check('each pair has a dot', (await tab.$$('.plot a')).length, 12);
  await shot(tab, 'wide');

  await setValue(tab, '#low', 100);
  const certain = await tab.$$eval(`${rows}[data-c="100"]`, (all) => all.length);
  check('the filter hides pairs with a lower confidence', [await pairs(tab), certain < 12], [certain, true]);
  check('the filtered count is displayed', (await text(tab, '.count')).startsWith(`${certain} of 12 pairs`), true);
  await tab.click('#reset');
  await settle(tab);
  check('reset shows all pairs', await pairs(tab), 12);

  await tab.$eval('.kinds input[value="1-0"]', (box) => box.click());
  await settle(tab);
  check('a bead type can be hidden', await tab.$$eval(`${rows}[data-k="1-0"]`, (all) => all.every((row) => row.hidden)), true);
  await tab.click('#reset');
  await settle(tab);

  await tab.keyboard.press('/');
  await tab.keyboard.type('Renewable');
  await settle(tab);
  check('a search finds a pair', await pairs(tab), 1);
  await tab.keyboard.press('Escape');
  await tab.keyboard.type('可再生');
  await settle(tab);
  check('a search in Chinese finds it', await pairs(tab), 1);
  await tab.keyboard.press('Escape');
  await tab.keyboard.press('Escape');
  await settle(tab);

  const word = await tab.$(`${rows}[data-c] .t[lang="en"] span`);
  await word.hover();
  check('a hover shows evidence', await tab.$$eval('.evidence li', (all) => all.length > 0), true);
  const lit = await tab.$$eval(`${rows} .t span.hit`, (all) => all.map((part) => part.closest('.t').lang));
  check('the evidence is highlighted on both sides', [lit.includes('en'), lit.includes('zh-Hans')], [true, true]);
  check('the evidence has a reason', (await text(tab, '.evidence .why')).includes('in the lexicon'), true);
  await shot(tab, 'hover');

  await tab.mouse.move(5, 5);
  await tab.keyboard.press('j');
  await tab.keyboard.press('j');
  check('j moves to the next row', await tab.$eval('.cur .n', (number) => number.textContent), '2');
  await tab.keyboard.press('k');
  await tab.keyboard.press('ArrowRight');
  check('an arrow key moves to a word', await tab.evaluate(() => document.activeElement.matches('.t span.hit')), true);

  await tab.$eval('.plot a:last-of-type', (link) => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })));
  await settle(tab);
  const target = await tab.$eval('.plot a:last-of-type', (link) => link.getAttribute('href').slice(1));
  check('a dot links to its row', await tab.$eval('.cur', (row) => row.id), target);
  check('ids are unique', await tab.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    return ids.length - new Set(ids).size;
  }), 0);
  check('there are no errors', tab.faults, []);
  check('nothing but the page was requested', tab.requests.filter((url) => !url.startsWith('data:')), [pathToFileURL(page).href]);
  await tab.close();
}

{
  const tab = await open(page, 390);
  check('a phone shows twelve pairs', await pairs(tab), 12);
  const sides = await tab.$$eval(`${rows}[data-c]:first-child .t`, (all) => all.map((side) => side.getBoundingClientRect().left));
  check('on a phone, one side is below the other', sides[0], sides[1]);
  check('nothing is wider than the screen', await tab.evaluate(() => document.documentElement.scrollWidth), 390);
  await shot(tab, 'phone');
  await tab.tap(`${rows}[data-c] .t[lang="en"]`);
  check('a tap shows evidence', await tab.$$eval('.evidence li', (all) => all.length > 0), true);
  await shot(tab, 'phone-tap');
  check('there are no errors', tab.faults, []);
  await tab.close();
}

{
  const tab = await open(page, 1280, { script: false });
  const places = await tab.$$(`${rows}:first-child .t`);
  const boxes = await Promise.all(places.map((side) => side.boundingBox()));
  check('without a script there are two columns', [boxes.length, boxes[0].y === boxes[1].y, boxes[0].x < boxes[1].x], [2, true, true]);
  check('without a script there are no controls', await (await tab.$('.tools')).isVisible(), false);
  await shot(tab, 'plain');
  await tab.close();
}

{
  const tab = await open(page, 1280, { dark: true });
  // The background is darker than the text.
  const [paper, ink] = await tab.$eval('body', (body) => {
    const light = (color) => color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    const style = getComputedStyle(body);
    return [light(style.backgroundColor), light(style.color)];
  });
  check('dark mode is dark', paper < ink, true);
  await shot(tab, 'dark');
  await tab.emulateMediaType('print');
  await tab.pdf({ path: `${folder}/print.pdf`, format: 'A4' });
  check('there are no errors', tab.faults, []);
  await tab.close();
}

{
  const start = performance.now();
  const tab = await open(long, 1280);
  const loaded = performance.now() - start;
  const beads = (await tab.$$(rows)).length;
  check('the long page has ten thousand beads', beads >= 10_000, true);
  const spent = await tab.evaluate(() => {
    const query = document.querySelector('#q');
    const times = ['R', 'Re', 'Ren'].map((value) => {
      query.value = value;
      const begun = performance.now();
      query.dispatchEvent(new Event('input', { bubbles: true }));
      document.body.getBoundingClientRect();
      return performance.now() - begun;
    });
    return Math.max(...times.slice(1));
  });
  // The limits are generous, because machines differ; a slow page would exceed them by far.
  check('the long page opens quickly', loaded < 15_000, true);
  check('a key press in the search is quick', spent < 2_000, true);
  console.log(`${beads} beads: open after ${loaded.toFixed(0)} ms, a key press in the search ${spent.toFixed(0)} ms`);
  check('there are no errors', tab.faults, []);
  await tab.close();
}

await browser.close();
console.log(`${passed} passed, 0 failed`);
