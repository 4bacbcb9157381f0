// ---- The counts and the plot of a document, as the library writes them

const SIDE = 200;
const TICK = 4;
const MAX_LINKS = 400;

// The places of the sentences of each side in their text, in the order of the text.
const ranks = new Map();
const ranksOf = (doc) => {
  if (!ranks.has(doc)) {
    ranks.set(doc, [0, 1].map((side) => {
      const sentences = doc.first.flatMap((row) => row.sides[side]);
      const order = sentences.toSorted((one, other) => one.start - other.start || one.id - other.id);
      return new Map(order.map((sentence, rank) => [sentence.id, rank]));
    }));
  }
  return ranks.get(doc);
};

const placesInPlot = new Map(); // the last result, until a row changes
const plotPlaces = (doc) => {
  if (!placesInPlot.has(doc)) placesInPlot.set(doc, newPlotPlaces(doc));
  return placesInPlot.get(doc);
};
const newPlotPlaces = (doc) => {
  const places = ranksOf(doc);
  const most = places.map((side) => Math.max(side.size, 1));
  return doc.rows.map((row) => row.sides.map((side, at) => {
    if (!side.length) return null;
    const all = side.map(({ id }) => places[at].get(id));
    return { start: Math.min(...all), middle: (Math.min(...all) + Math.max(...all) + 1) / 2 / most[at] * SIDE };
  }));
};

const plotOf = (doc) => {
  let [alone, line, dots, last] = ['', '', '', -1];
  const links = [];
  plotPlaces(doc).forEach(([english, chinese], at) => {
    const [x, y] = [english, chinese].map((place) => (place ? fixed(place.middle, 1) : ''));
    if (!chinese) alone += `M${x} 0v${TICK}`;
    else if (!english) alone += `M0 ${y}h${TICK}`;
    else {
      links.push([at + 1, x, y]);
      line += `${last >= 0 && last <= chinese.start ? 'L' : 'M'}${x} ${y}`;
      dots += `M${x} ${y}h0`;
      last = chinese.start;
    }
  });
  if (!links.length) return '';
  const each = Math.max(Math.ceil(links.length / MAX_LINKS), 1);
  const dot = ([n, x, y]) => `<a href="#${doc.id}-${n}" aria-label="Row ${n}"><circle cx="${x}" cy="${y}" r="5"></circle></a>`;
  return '<figure class="plot"><svg viewBox="-2 -14 206 230" role="group" aria-label="Dot plot of the alignment">'
    + `<text x="0" y="-5">English →</text><text x="0" y="${SIDE + 12}">↓ Chinese</text>`
    + `<rect class="field" width="${SIDE}" height="${SIDE}"></rect><path class="alone" d="${alone}"></path>`
    + `<path class="line" d="${line}"></path><path class="dots" d="${dots}"></path>`
    + links.filter((_, at) => at % each === 0).map(dot).join('')
    + '</svg><figcaption>Each dot is a pair, at its position in both texts. Ticks at the edges are sentences without a counterpart. '
    + 'Select a dot to go to its row.</figcaption></figure>';
};

const nameOf = (doc) => {
  const [english, chinese] = doc.files.map((file) => file ?? doc.name);
  return doc.name || (english !== chinese ? `${english} · ${chinese}` : 'Untitled text');
};

const plain = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;
const headingOf = (doc) => {
  const pairs = doc.rows.filter((row) => row.both);
  const sure = pairs.filter((row) => !row.facts || Math.fround(row.facts.confidence) >= Math.fround(0.9)).length;
  const flagged = doc.rows.filter((row) => row.facts?.flags.length).length;
  const [english, chinese] = [0, 1].map((side) => doc.rows.filter((row) => !row.both)
    .reduce((sum, row) => sum + row.counts[side], 0));
  const facts = pairs.length
    ? ` of English and Chinese sentences that translate each other, ${sure} of them with a confidence of 90 % or more`
      + (flagged ? `, ${flagged} flagged` : '') : '';
  const alone = [english && plain(english, 'English sentence'), chinese && plain(chinese, 'Chinese sentence')].filter(Boolean);
  return `<div><h2 id="${doc.id}-0">${escaped(nameOf(doc))}</h2><p class="lede"><b>${plain(pairs.length, 'pair')}</b>${facts}.</p>`
    + `${alone.length ? `<p class="lede">${alone.join(' and ')} without a counterpart.</p>` : ''}</div>${plotOf(doc)}`;
};
