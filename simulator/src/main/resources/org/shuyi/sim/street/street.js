// Draws what GET /api/world says, and turns touches into acts. No truth is kept here.
'use strict';
const $ = id => document.getElementById(id);
const el = (tag, cls, text) => { const e = document.createElement(tag); if (cls) e.className = cls; if (text !== undefined) e.textContent = text; return e; };
const hash = s => [...s].reduce((h, c) => (h * 31 + c.codePointAt(0)) >>> 0, 7);
const HOLD_MILLIS = 1600;
let world = null, holding = null, toastTimer = 0, hadVisit = false;

async function act(body) {
  try {
    const response = await fetch('/api/act', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const said = await response.json();
    if (!response.ok) toast(said.words, false);
    return response.ok;
  } catch (e) { toast('The town does not answer.', false); return false; }
}
function toast(words, good) {
  const t = $('toast'); t.textContent = words.charAt(0).toUpperCase() + words.slice(1) + (words.endsWith('.') ? '' : '.');
  t.className = 'toast up' + (good ? ' good' : ''); clearTimeout(toastTimer); toastTimer = setTimeout(() => t.className = 'toast', 2600);
}
async function hold(card) {
  if (holding) return;
  if (await act({ act: 'hold-card', card: card.id })) { holding = card.id; setTimeout(async () => { await act({ act: 'remove-card' }); holding = null; }, HOLD_MILLIS); }
}

// Keeps elements that stay, so that what moves can move and focus is not lost.
function sync(parent, items, key, make, update) {
  const old = new Map([...parent.children].map(c => [c.dataset.key, c])); let at = parent.firstChild;
  for (const item of items) {
    const k = String(key(item)); let e = old.get(k);
    if (e) old.delete(k); else { e = make(item); e.dataset.key = k; }
    if (e !== at) parent.insertBefore(e, at); else at = at.nextSibling;
    update(e, item);
  }
  old.forEach(e => e.remove());
}
const empty = words => [{ none: words }];

function drawBay(e, door) {
  const books = world.shelves.filter(s => s.door === door.number).flatMap(s => s.books);
  const readers = world.shelves.filter(s => s.door === door.number).map(s => s.reader);
  const unplugged = world.devices.some(d => readers.includes(d.name) && (!d.plugged || d.missing));
  e.className = 'bay' + (door.open ? ' open' : '') + (door.released && !door.open ? ' released' : '') + (door.lit ? ' lit' : '') + (unplugged || door.jammed || door.stuckSwitch ? ' wrong' : '');
  e.querySelector('.say').textContent = door.released ? 'Open me' : 'Locked';
  e.querySelector('.leaf').setAttribute('aria-label', `Door ${door.number}, ${door.open ? 'open' : door.released ? 'released: open it' : 'locked'}`);
  e.querySelector('.leaf').tabIndex = door.open ? -1 : 0;
  const boards = e.querySelectorAll('.board'), per = Math.max(4, Math.ceil(books.length / boards.length));
  boards.forEach((board, i) => sync(board, books.slice(i * per, (i + 1) * per), b => b.barcode, b => {
    const h = hash(b.title + b.barcode), s = el('button', `spine c${h % 10} h${(h >> 4) % 4}${b.title.length > 9 ? ' long' : ''}`, b.title);
    s.onclick = () => act({ act: 'take', book: b.barcode }); return s;
  }, (s, b) => { s.disabled = !door.open; s.title = door.open ? `Take ${b.title}` : b.title; }));
}
function makeBay(door) {
  const e = el('div', 'bay'), inside = el('div', 'inside-bay');
  for (let i = 0; i < 3; i++) inside.append(el('div', 'board'));
  const leaf = el('button', 'leaf'); leaf.append(el('span', 'handle'), el('span', 'lock'), el('span', 'say', 'Locked'));
  leaf.onclick = () => act({ act: 'open-door', door: door.number });
  const shut = el('button', 'shut-it', 'Close'); shut.onclick = () => act({ act: 'close-door', door: door.number }); shut.setAttribute('aria-label', `Close door ${door.number}`);
  e.append(inside, leaf, el('span', 'light'), el('span', 'label', door.number), shut, el('span', 'warn', '!')); return e;
}
function bookRow(b) {
  if (b.none) return el('p', 'none', b.none);
  const e = el('div', 'book'), h = hash(b.title + b.barcode); e.append(el('i', `c${h % 10}`));
  const words = el('div'); words.append(el('b', '', b.title), el('span', '', b.tags ? b.barcode : b.barcode + ', no tag')); e.append(words, el('div', 'dos')); return e;
}
function buttons(row, list) { const at = row.querySelector('.dos'); if (at) sync(at, list, b => b.label, b => el('button', 'do' + (b.main ? ' main' : ''), b.label), (e, b) => { e.onclick = b.go; }); }

function caption(open, released, mine) {
  if (!world.mains) return [0, 'The power is cut. The bolts hold, the doors stay as they are. Give the power back and watch the station find out what happened meanwhile.'];
  if (world.card) return [0, `${world.card} is at the reader. Look at the touch screen: it greets the visitor or says why not.`];
  if (open.length) { hadVisit = true; return mine.length ? [4, `You carry ${mine.length === 1 ? mine[0].title : mine.length + ' books'}. Put something back, or close door ${open[0].number}: closing it makes the loan.`] : [3, `Door ${open[0].number} is open. Touch a book to take it. Then close the door.`]; }
  if (released.length) { hadVisit = true; return [2, `Click! Door ${released[0].number} is released for some seconds. Touch it to open.`]; }
  if (hadVisit) return [4, 'The station counts the shelf and writes what it saw. See the receipt on the touch screen, and a moment later the same at the centre.'];
  return [0, 'It is night and nobody is on duty. Hold one of your cards to the reader, then choose a door on the touch screen.'];
}

function draw(next) {
  world = next; if (world.card) hadVisit = false;
  const me = world.people[0] || { books: [] }, open = world.doors.filter(d => d.open), released = world.doors.filter(d => d.released && !d.open);
  const cabinet = $('cabinet'); cabinet.classList.toggle('dark', !world.mains); cabinet.classList.toggle('offline', !world.network);
  sync($('bays'), world.doors, d => d.number, makeBay, drawBay);
  const cardReader = world.devices.find(d => /card/.test(d.name));
  $('reader').className = 'reader' + (world.card && world.mains ? ' busy' : '') + (cardReader && !cardReader.plugged ? ' gone' : '');
  $('visitor').setAttribute('class', 'visitor' + (world.card ? ' holding' : open.length ? ' reaching' : '') + (me.books.length ? ' carrying' : ''));
  const pile = $('visitor').querySelector('.carried'), fills = ['#b23a2a', '#2b5d6e', '#3e7a4f', '#c0883a', '#51417c', '#8a4a2a', '#1f3d66', '#97355d', '#56652b', '#3b3f4c'];
  pile.replaceChildren(...me.books.slice(0, 5).map((b, i) => { const r = document.createElementNS('http://www.w3.org/2000/svg', 'rect'); for (const [k, v] of Object.entries({ x: 150, y: 294 - i * 13, width: 56, height: 12, rx: 2, fill: fills[hash(b.title + b.barcode) % 10] })) r.setAttribute(k, v); return r; }));
  const [step, words] = caption(open, released, me.books); $('caption').textContent = words; [...$('steps').children].forEach((li, i) => li.className = i === step ? 'on' : i < step ? 'past' : '');
  sync($('cards'), world.cards, c => c.id, c => { const e = el('button', 'card ' + c.kind); e.append(el('b', '', c.label), el('span', '', c.note)); e.onclick = () => hold(c); return e; }, (e, c) => { e.classList.toggle('held', world.card === c.label); e.disabled = !!world.card; });
  sync($('hands'), me.books.length ? me.books : empty('Nothing. Open a door and take a book.'), b => b.barcode || b.none, bookRow, (row, b) => buttons(row, b.none ? [] : open.map(d => ({ label: 'Into ' + d.number, main: true, go: () => act({ act: 'put', book: b.barcode, door: d.number }) }))));
  const reach = open.flatMap(d => world.shelves.filter(s => s.door === d.number).flatMap(s => s.books));
  sync($('reach'), reach, b => b.barcode, bookRow, (row, b) => buttons(row, [{ label: 'Take', main: false, go: () => act({ act: 'take', book: b.barcode }) }])); $('reach').parentElement.hidden = !open.length;
  const readers = new Map(world.shelves.filter(s => s.door).map(s => [s.door, s.reader])), single = world.devices.filter(d => ![...readers.values()].includes(d.name));
  const chips = [{ id: 'mains', label: 'Power', on: world.mains, go: on => act({ act: 'mains', on }) }, { id: 'network', label: 'Network', on: world.network, go: on => act({ act: 'network', on }) }, { id: 'panel', label: world.panelOpen ? 'Shut the service panel' : 'Open the service panel', title: 'The hatch behind the cabinet, with a tamper switch', on: !world.panelOpen, go: on => act({ act: on ? 'close-panel' : 'open-panel' }) }, { id: 'fire', label: world.fire ? 'Silence the fire alarm' : 'Sound the fire alarm', title: 'The contact of the house; a person at the technician\'s page ends the emergency', on: !world.fire, go: on => act({ act: 'fire', on }) }, ...single.map(d => ({ id: d.name, label: d.label, on: d.plugged, go: on => act({ act: on ? 'plug-in' : 'unplug', device: d.name }) }))];
  sync($('fate'), chips, c => c.id, () => el('button', 'toggle'), (e, c) => { e.textContent = c.label; e.classList.toggle('off', !c.on); e.setAttribute('aria-pressed', !c.on); e.title = c.title || (c.on ? `${c.label}: touch to take it away` : `${c.label}: touch to give it back`); e.onclick = () => c.go(!c.on); });
  drawMatrix(readers);
  sync($('past'), [...world.history].reverse().slice(0, 9), h => h.at + h.words, h => { const e = el('li'); e.append(el('time', '', (h.at / 1000).toFixed(1) + ' s'), el('span', '', h.words)); return e; }, () => {});
  if (!world.history.length) $('past').replaceChildren(el('li', 'none', 'Nothing yet.'));
}
function drawMatrix(readers) {
  const dev = name => world.devices.find(d => d.name === name);
  const rows = [
    { id: 'plug', label: 'Tag reader', cell: d => { const r = dev(readers.get(d.number)); return r && { ok: r.plugged, words: r.plugged ? 'plugged' : 'pulled', go: () => act({ act: r.plugged ? 'unplug' : 'plug-in', device: r.name }) }; } },
    { id: 'miss', label: 'Its sight', cell: d => { const r = dev(readers.get(d.number)); return r && { ok: !r.missing, words: r.missing ? 'misses' : 'sharp', go: () => act({ act: 'miss-tags', device: r.name, perMille: r.missing ? 0 : 300 }) }; } },
    { id: 'stuck', label: 'Door switch', cell: d => ({ ok: !d.stuckSwitch, words: d.stuckSwitch ? 'stuck' : 'works', go: () => act({ act: 'stick-switch', door: d.number, on: !d.stuckSwitch }) }) },
    { id: 'jam', label: 'Bolt', cell: d => ({ ok: !d.jammed, words: d.jammed ? 'jammed' : 'moves', go: () => act({ act: 'jam', door: d.number, on: !d.jammed }) }) }];
  sync($('matrix'), [{ id: 'head' }, ...rows], r => r.id, r => { const tr = el('tr'); const th = el('th', '', r.label || 'Door'); th.scope = 'row'; tr.append(th); return tr; }, (tr, r) => {
    while (tr.children.length < world.doors.length + 1) { const c = el(r.cell ? 'td' : 'th'); if (r.cell) c.append(el('button')); tr.append(c); }
    world.doors.forEach((d, i) => { const c = tr.children[i + 1]; if (!r.cell) { c.textContent = d.number; return; } const v = r.cell(d), b = c.firstChild; c.hidden = !v; if (!v) return; b.textContent = v.words; b.className = v.ok ? '' : 'off'; b.setAttribute('aria-label', `${r.label}, door ${d.number}: ${v.words}`); b.onclick = v.go; });
  });
}

fetch('/api/links').then(r => r.json()).then(links => document.querySelectorAll('[data-page]').forEach(a => { const to = links[a.dataset.page]; if (!to) a.hidden = true; else if (a.dataset.page !== 'street') { a.href = to; a.target = 'shuyi-' + a.dataset.page; a.rel = 'noopener'; } }));
const stream = new EventSource('/api/changes');
stream.addEventListener('picture', e => { $('scene').classList.remove('gone-line'); draw(JSON.parse(e.data)); });
stream.onerror = () => toast('The town does not answer.', false);
