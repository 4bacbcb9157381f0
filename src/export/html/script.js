(() => {
  'use strict';
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

  document.documentElement.classList.add('js');
  const main = one('main');
  const tools = one('.tools');
  const panel = one('.evidence');
  const sections = all('section', main);
  const rows = all('section > ol > li', main);
  const place = new Map(rows.map((row, at) => [row, at]));
  const kinds = rows.map((row) => row.getAttribute('data-k'));
  const flagged = rows.map((row) => row.hasAttribute('data-f'));
  // Sentences without a counterpart have no confidence.
  const sure = rows.map((row) => (row.hasAttribute('data-c') ? +row.getAttribute('data-c') : -1));
  const pairs = sure.filter((percent) => percent >= 0).length;

  // Equal documents have equal ids, so a number is appended to the ids in each document after the first.
  const ids = new Map();
  for (const section of sections) {
    const times = (ids.get(section.id) ?? 0) + 1;
    ids.set(section.id, times);
    if (times > 1) {
      const renamed = (id) => id.replace(/^d\w+/, `$&x${times}`);
      section.setAttribute('aria-labelledby', renamed(section.getAttribute('aria-labelledby')));
      for (const element of [section, ...all('[id]', section)]) element.id = renamed(element.id);
      for (const link of all('.plot a', section)) link.setAttribute('href', '#' + renamed(link.hash.slice(1)));
    }
  }

  // ---- Filters

  const low = one('#low');
  const high = one('#high');
  const query = one('#q');
  const count = one('.count');
  const choices = one('.kinds');
  const reset = one('#reset');
  const nothing = one('.nothing');
  let texts; // the text of each row, set by the first search
  let pattern = null;

  const choice = (value, label, times, checked) => {
    const box = make('input');
    Object.assign(box, { type: 'checkbox', value, defaultChecked: checked });
    choices.append(make('label', '', box, label, make('small', '', number.format(times))));
  };
  const times = new Map();
  for (const kind of kinds) times.set(kind, (times.get(kind) ?? 0) + 1);
  for (const [kind, often] of [...times].sort((a, b) => b[1] - a[1])) {
    const label = kind.endsWith('-0') ? `English only` : kind.startsWith('0-') ? `Chinese only` : '';
    choice(kind, label && kind.match(/^(1-0|0-1)$/) ? label : kind.replace('-', '–'), often, true);
  }
  const flags = flagged.filter(Boolean).length;
  if (flags) choice('flagged', '⚑ only', flags, false);

  // A space matches any white space: a line break inside a sentence is rendered as a space.
  const compiled = (text) => {
    const words = text.trim().split(/\s+/).filter(Boolean);
    if (!words.length) return null;
    return new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|\/-]/g, '\\$&')).join('\\s+'), 'giu');
  };
  const sides = (row) => all('.t[lang]', row);

  const filter = () => {
    const [from, to] = [+low.value, +high.value];
    const ticked = new Set(all('input:checked', choices).map((box) => box.value));
    const onlyFlagged = ticked.has('flagged');
    pattern = compiled(query.value);
    if (pattern) texts ??= rows.map((row) => sides(row).map((side) => side.textContent).join('\n\n'));
    let [shownPairs, shown] = [0, 0];
    rows.forEach((row, at) => {
      const fits = ticked.has(kinds[at]) && (!onlyFlagged || flagged[at])
        && (sure[at] < 0 || (sure[at] >= from && sure[at] <= to))
        && (!pattern || texts[at].search(pattern) >= 0);
      if (row.hidden === fits) row.hidden = !fits;
      shown += fits;
      shownPairs += fits && sure[at] >= 0;
    });
    const others = shown - shownPairs;
    const part = shown < rows.length;
    count.textContent = part
      ? `${number.format(shownPairs)} of ${counted(pairs, 'pair')}, ${number.format(others)} of ${number.format(rows.length - pairs)} alone`
      : `${counted(pairs, 'pair')}, ${number.format(others)} alone`;
    reset.hidden = !part;
    nothing.hidden = shown > 0 || !rows.length;
    if (sections.length > 1) {
      for (const section of sections) section.hidden = part && !one('ol > li:not([hidden])', section);
    }
    paint();
  };

  const slide = (event) => {
    const moved = event?.target;
    if (+low.value > +high.value) (moved === low ? high : low).value = moved === low ? low.value : high.value;
    const track = one('.track');
    track.style.setProperty('--from', `${low.value}%`);
    track.style.setProperty('--to', `${high.value}%`);
    // If both sliders are at the right end, the lower one must be on top to be movable.
    low.style.zIndex = +low.value > 50 ? 1 : 0;
    one('#span').textContent = `${low.value}–${high.value} %`;
  };

  // ---- Search matches, highlighted in the visible rows

  const inSight = new Set();
  const found = window.Highlight && CSS.highlights ? new Highlight() : null;
  if (found) CSS.highlights.set('found', found);
  const mark = (row) => {
    for (const side of sides(row)) {
      const nodes = [];
      const walker = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
      let length = 0;
      while (walker.nextNode()) {
        nodes.push([length, walker.currentNode]);
        length += walker.currentNode.length;
      }
      const ends = (offset, end) => nodes.findLast(([start]) => start < offset || (!end && start === offset)) ?? nodes[0];
      for (const match of side.textContent.matchAll(pattern)) {
        const range = new Range();
        const [from, first] = ends(match.index, false);
        const [to, last] = ends(match.index + match[0].length, true);
        range.setStart(first, match.index - from);
        range.setEnd(last, match.index + match[0].length - to);
        found.add(range);
      }
    }
  };
  const paint = () => {
    if (!found) return;
    found.clear();
    if (pattern) for (const row of inSight) if (!row.hidden) mark(row);
  };
  let painting = 0;
  main.addEventListener('contentvisibilityautostatechange', (event) => {
    inSight[event.skipped ? 'delete' : 'add'](event.target);
    if (pattern && !painting) {
      painting = requestAnimationFrame(() => {
        painting = 0;
        paint();
      });
    }
  }, true);

  // ---- Evidence

  const reasons = {
    l: 'in the lexicon',
    n: 'a name, spelled in pinyin',
    d: 'the same number',
    s: 'the same word on both sides',
    r: 'learned from this document',
  };
  const ratio = (nats) => {
    const times = Math.exp(nats);
    return times > 1e6 ? 'over a million times' : `${times < 10 ? times.toFixed(1) : number.format(+times.toPrecision(2))} times`;
  };
  const parts = (range) => {
    const [from, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  };
  const evidence = (row) => {
    const text = row.getAttribute('data-e');
    if (!text) return null;
    const [score, ...links] = text.split(' ');
    const [english, chinese] = all('.t', row).map((side) => all('span', side));
    return {
      score: +score,
      links: links.map((link) => {
        const [nats, left, right] = link.slice(1).split(':');
        const words = [parts(left).map((at) => english[at]), parts(right).map((at) => chinese[at])];
        return { why: reasons[link[0]], nats: +nats, words, texts: words.map((spans) => spans.map((span) => span.textContent).join('')) };
      }),
    };
  };

  let hovered = null; // the row under the pointer
  let current = null; // the row last selected by keyboard, click or link
  let shown = null; // the row in the panel
  let facts = null;
  let hits = [];

  const languages = (row) => all('.t[lang]', row).map((side) => side.lang);
  const describe = () => {
    const row = hovered ?? current;
    if (row === shown) return;
    light(null);
    shown = row;
    facts = row && evidence(row);
    panel.classList.toggle('idle', !row);
    const close = make('button', 'close', 'Close');
    close.type = 'button';
    close.onclick = () => choose(null);
    if (!row) {
      panel.replaceChildren(make('h3', '', 'Evidence'), make('p', '', 'Point at a row, or select one, to see which words support it.'));
      return;
    }
    const title = make('h3', '', `Bead ${one('.n', row).textContent}`);
    const kind = row.getAttribute('data-k').replace('-', '–');
    if (!facts) {
      panel.replaceChildren(close, title, make('p', '', `${kind}: no counterpart found.`));
      return;
    }
    const about = make('p', '', `${kind} · confidence ${one('.c', row).textContent} · score ${facts.score.toFixed(1)} nats`);
    const list = make('ol');
    const strongest = Math.max(...facts.links.map((link) => link.nats), 1);
    const [, code] = languages(row);
    for (const link of facts.links) {
      const [english, chinese] = link.texts.map((text) => make('span', '', text));
      english.lang = 'en';
      chinese.lang = code;
      const bar = make('span', 'weigh');
      bar.style.width = `${100 * link.nats / strongest}%`;
      const item = make('li', '', make('span', '', english, ' – ', chinese), make('span', 'nats', `${link.nats.toFixed(1)} nats`), bar,
        make('span', 'why', `${link.why}; ${ratio(link.nats)} as likely`));
      item.link = link;
      link.item = item;
      list.append(item);
    }
    const flags = all('.f span', row).map((flag) => make('p', '', `${flag.textContent}: ${flag.title}`));
    const none = facts.links.length ? [] : [make('p', '', 'No words support it, only length, punctuation and position.')];
    panel.replaceChildren(close, title, about, ...flags, ...none, list);
  };

  // Highlights word pairs on both sides and in the panel.
  const light = (links) => {
    for (const element of hits) {
      element.classList.remove('hit');
      element.removeAttribute('aria-description');
    }
    hits = [];
    for (const link of links ?? []) {
      const [english, chinese] = link.texts;
      link.words.forEach((spans, side) => {
        const other = side ? english : chinese;
        for (const span of spans) {
          const already = span.getAttribute('aria-description');
          const said = `supported by ${other}, ${link.why}, ${link.nats.toFixed(1)} nats`;
          span.setAttribute('aria-description', already ? `${already}; ${said}` : said);
        }
      });
      hits.push(...link.words.flat(), link.item);
    }
    for (const element of hits) element.classList.add('hit');
    const item = links?.[0]?.item;
    if (item && panel.scrollHeight > panel.clientHeight) item.scrollIntoView({ block: 'nearest' });
  };
  const lightWord = (word) => light(word && facts ? facts.links.filter((link) => link.words.some((spans) => spans.includes(word))) : null);
  const rowOf = (element) => element.closest?.('section > ol > li');
  const wordOf = (element) => element.closest?.('.t span');

  main.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    hovered = rowOf(event.target);
    describe();
    lightWord(wordOf(event.target));
  });
  main.addEventListener('pointerleave', () => {
    hovered = null;
    // If the pointer moves to the panel, the panel keeps its content.
    if (!panel.matches(':hover')) describe();
    lightWord(null);
  });
  panel.addEventListener('pointerover', (event) => {
    const item = event.target.closest('li');
    light(item ? [item.link] : null);
  });
  panel.addEventListener('pointerleave', () => {
    light(null);
    describe();
  });

  // ---- Rows by keyboard, click and link

  const marked = new Map(); // the plot link of each row
  for (const section of sections) {
    const links = all('.plot a', section);
    const own = all('ol > li', section);
    // One tab stop for the whole plot; the arrow keys move within it.
    links.forEach((link, at) => link.setAttribute('tabindex', at ? -1 : 0));
    let at = -1;
    for (const row of own) {
      if (at + 1 < links.length && links[at + 1].getAttribute('href') === '#' + row.id) at += 1;
      marked.set(row, links[at]);
    }
    one('.plot svg', section)?.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const next = step && links[links.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  const choose = (row, focus = true) => {
    if (current) {
      current.classList.remove('cur');
      marked.get(current)?.removeAttribute('aria-current');
    }
    current = row;
    if (row) {
      row.classList.add('cur');
      row.tabIndex = -1;
      // A sentence without a counterpart has no dot.
      if (sure[place.get(row)] >= 0) marked.get(row)?.setAttribute('aria-current', 'true');
      if (focus) {
        hovered = null;
        row.focus({ preventScroll: true });
        row.scrollIntoView({ block: 'nearest' });
      }
    }
    describe();
  };
  const step = (by) => {
    let at = current ? place.get(current) : by > 0 ? -1 : rows.length;
    // Skips hidden rows.
    do at += by; while (rows[at] && (rows[at].hidden || rows[at].closest('section').hidden));
    if (rows[at]) choose(rows[at]);
  };
  const stepWord = (by) => {
    const words = all('.t span', current);
    const at = words.indexOf(document.activeElement);
    const next = words[at < 0 ? (by > 0 ? 0 : words.length - 1) : at + by];
    if (!next) return;
    next.tabIndex = -1;
    next.focus();
  };

  main.addEventListener('click', (event) => {
    const row = rowOf(event.target);
    if (!row || event.target.closest('a') || !getSelection().isCollapsed) return;
    choose(row, false);
    row.focus({ preventScroll: true });
    if (event.pointerType === 'touch' || hovered === null) lightWord(wordOf(event.target));
  });
  main.addEventListener('focusin', (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    if (row !== current) choose(row, false);
    const word = wordOf(event.target);
    if (word) {
      hovered = null;
      describe();
    }
    lightWord(word);
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches?.('input, textarea, select');
    const inRow = current?.contains(event.target);
    if (event.key === 'Escape') {
      if (event.target === query) {
        if (query.value) {
          query.value = '';
          filter();
        } else query.blur();
      } else if (inRow && event.target !== current) current.focus();
      else {
        if (inRow) current.blur();
        choose(null);
      }
    } else if (event.key === '/' && !typing) query.focus(), query.select();
    else if (typing && !(event.target === query && (event.key === 'ArrowDown' || event.key === 'Enter'))) return;
    else if (event.key === 'j' || (event.key === 'ArrowDown' && (inRow || typing)) || (event.key === 'Enter' && typing)) {
      if (typing) choose(null);
      step(1);
    } else if (event.key === 'k' || (event.key === 'ArrowUp' && inRow)) step(-1);
    else if (event.key === 'ArrowRight' && inRow) stepWord(1);
    else if (event.key === 'ArrowLeft' && inRow) stepWord(-1);
    else return;
    event.preventDefault();
  });
  const follow = () => {
    const row = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!row || !place.has(row)) return;
    if (row.hidden) tools.reset();
    choose(row);
    row.scrollIntoView({ block: 'center' });
  };
  addEventListener('hashchange', follow);

  tools.addEventListener('submit', (event) => event.preventDefault());
  tools.addEventListener('reset', () => {
    // The controls are reset only after this event.
    setTimeout(() => {
      slide();
      filter();
    });
  });
  tools.addEventListener('input', (event) => {
    if (event.target === low || event.target === high) slide(event);
    filter();
  });
  one('button', nothing).onclick = () => tools.reset();

  if (sections.length > 1) {
    const list = make('ol');
    for (const section of sections) {
      const link = make('a', '', one('h2', section).textContent);
      link.href = '#' + section.id;
      const own = all('ol > li[data-c]', section).length;
      list.append(make('li', '', link, ` ${counted(own, 'pair')}`));
    }
    const contents = one('.contents');
    contents.append(list);
    contents.hidden = false;
  }
  tools.hidden = false;
  panel.hidden = false;
  // With many bead types the toolbar has several lines; on a phone it is not sticky.
  new ResizeObserver(() => {
    if (tools.offsetHeight) document.documentElement.style.setProperty('--bar', `${tools.offsetHeight}px`);
  }).observe(tools);
  // The browser may have kept values across a reload.
  slide();
  shown = undefined;
  describe();
  filter();
  follow();
})();
