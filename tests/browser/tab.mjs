// What the browser tests share: checks, tabs, keys, files that the page saves, and axe.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

export const [folder, shots] = process.argv.slice(2);
export const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  // Headless Chromium has no mouse of its own. Emulating a touch screen takes the mouse away.
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none',
    '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4'],
});
const downloads = join(folder, 'saved');
rmSync(downloads, { recursive: true, force: true });
mkdirSync(downloads);
const session = await browser.target().createCDPSession();
await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });

let passed = 0;
export const check = (what, actual, expected) => {
  assert.deepEqual(actual, expected, what);
  console.log(`ok: ${what}`);
  passed += 1;
};
// Two files that must be equal: says where they begin to differ.
export const same = (what, actual, expected) => {
  let at = 0;
  while (at < actual.length && actual[at] === expected[at]) at += 1;
  const part = (text) => (actual === expected ? '' : text.slice(Math.max(at - 60, 0), at + 60));
  check(what, part(actual), part(expected));
};
export const finish = async () => {
  await browser.close();
  console.log(`${passed} passed, 0 failed`);
};

export const rows = 'section > ol > li';
export const file = (name) => readFileSync(join(folder, name), 'utf8');
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
export const records = (text) => text.trimEnd().split('\n').map((line) => JSON.parse(line));

// A tab that records errors and requests. Each opens with no work kept in the browser, unless `kept`.
export const open = async (name, width, { script = true, dark = false, kept = false } = {}) => {
  const tab = await browser.newPage();
  tab.faults = [];
  tab.requests = [];
  tab.on('console', (message) => ['error', 'warn'].includes(message.type()) && tab.faults.push(message.text()));
  tab.on('pageerror', (error) => tab.faults.push(String(error.stack ?? error)));
  tab.on('request', (request) => tab.requests.push(request.url()));
  await tab.setJavaScriptEnabled(script);
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
  await tab.setViewport({ width, height: width > 600 ? 900 : 844, isMobile: width < 600, hasTouch: width < 600 });
  const url = pathToFileURL(join(folder, name)).href;
  tab.own = url;
  await tab.bringToFront();
  if (!kept && script) {
    await tab.goto(url);
    await tab.evaluate(() => localStorage.clear());
  }
  await tab.goto(url);
  tab.requests = [url];
  return tab;
};
export const close = async (tab) => {
  check('there are no errors', tab.faults, []);
  check('nothing but the page was requested', tab.requests.filter((url) => !/^(data|blob):/.test(url) && url !== tab.own), []);
  await tab.close();
};
export const text = (tab, selector) => tab.$eval(selector, (element) => element.textContent);
export const shot = (tab, name) => tab.screenshot({ path: `${shots}/${name}.png` });
// Filters set by a script take effect in the next task.
export const settle = (tab) => tab.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done))));
// Presses keys, given as one string with spaces between them; `Space` is the space bar.
export const press = async (tab, keys) => {
  for (const key of keys.split(' ')) {
    const [, held, own] = key.match(/^(?:(Control|Shift)\+)?(.+)$/);
    if (held) await tab.keyboard.down(held);
    await tab.keyboard.press(own);
    if (held) await tab.keyboard.up(held);
  }
};
export const shownRows = (tab) => tab.$$eval(rows, (all) => all.filter((row) => !row.hidden).length);
export const selected = (tab) => tab.evaluate(() => {
  const row = document.querySelector('li.cur');
  return row && { n: +row.querySelector('b').textContent, text: row.querySelector('.here')?.textContent };
});

// Saves by keyboard, and returns the file.
const FORMATS = ['tmx', 'tsv', 'csv', 'jsonl', 'html'];
export const save = async (tab, format, name, { alone = true } = {}) => {
  const path = join(downloads, name);
  rmSync(path, { force: true });
  await press(tab, 'Control+s');
  for (let steps = 0; steps < FORMATS.length; steps += 1) {
    const now = await tab.$eval('.saving input:checked', (input) => input.value);
    if (now === format) break;
    await press(tab, 'ArrowDown');
  }
  if (format !== 'html' && (await tab.$eval('.saving [name="alone"]', (box) => box.checked)) !== alone) await press(tab, 'Tab Space');
  await press(tab, 'Enter');
  for (let tries = 0; !existsSync(path); tries += 1) {
    assert(tries < 100, `${name} was not saved`);
    await pause(50);
  }
  await pause(50);
  return readFileSync(path, 'utf8');
};

const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
export const accessible = async (tab, what) => {
  await tab.evaluate(axe);
  const violations = await tab.evaluate(async () => (await axe.run(document)).violations
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.failureSummary}`).join(' | ')}`));
  check(`axe-core finds nothing: ${what}`, violations, []);
};
