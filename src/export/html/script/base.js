// ---- Elements, numbers and text

const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const make = (tag, name, ...children) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
};
const number = new Intl.NumberFormat('en');
const counted = (count, noun) => `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;
const wait = window.requestIdleCallback ?? ((later) => setTimeout(later, 50));

// Text as the library writes it into HTML.
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef]/gu;
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
const escaped = (text) => text.replace(/[&<>"\r]/g, (c) => ENTITIES[c]).replace(FORBIDDEN, '\ufffd');

// Rounds half to even, as the library does.
const fixed = (value, digits) => {
  const scale = 10 ** digits;
  const scaled = value * scale;
  const low = Math.floor(scaled);
  const half = scaled - low === 0.5;
  return half ? ((low % 2 ? low + 1 : low) / scale).toFixed(digits) : value.toFixed(digits);
};
const percentOf = (confidence) => Math.floor(Math.fround(Math.fround(confidence) * 100));

// The controls, which exist only while the script runs. A page that a browser saved still has them.
for (const element of all('[data-live]')) element.remove();
document.documentElement.classList.add('js');
const controls = one('#controls');
const footer = one('footer');
for (const element of [...controls.content.cloneNode(true).children]) {
  element.dataset.live = '';
  if (element.matches('.tools')) one('main').before(element);
  else document.body.append(element);
}
const main = one('main');
const tools = one('.tools');
const panel = one('.panel');
const nothing = one('.nothing');
main.append(nothing);
const toast = one('.toast');
let toasting = 0;
const say = (text) => {
  clearTimeout(toasting);
  toast.textContent = text;
  toasting = setTimeout(() => {
    toast.textContent = '';
  }, 5000);
};
