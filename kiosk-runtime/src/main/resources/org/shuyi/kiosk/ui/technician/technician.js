// The technician's page: what the station says once a second, and acts that the station judges.
import { WORDS } from '/words.js';

const EVERY_MILLIS = 1000;
const get = (id) => document.getElementById(id);
const list = (id) => document.querySelector(`#${id} .list`);
let words = WORDS[navigator.language.startsWith('zh') ? 'zh' : 'en'];
let station = null;
let chosen = '';
let timer = 0;

/** An element with a class and children, which are elements or texts, never markup. */
function el(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function button(label, className, act) {
  const element = el('button', className, label);
  element.type = 'button';
  element.onclick = act;
  return element;
}

async function send(path, body) {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
}

// ---- login

get('login').onsubmit = async (event) => {
  event.preventDefault();
  const form = get('login');
  form.classList.add('busy');
  try {
    const answer = await send('/api/login', { name: get('name').value, password: get('password').value });
    get('password').value = '';
    if (answer.ok) {
      get('wrong').textContent = '';
      return look();
    }
    const refusal = await answer.json();
    get('wrong').textContent =
      answer.status === 429 ? words.paused(refusal.detail) : answer.status === 503 ? words.busy : words.wrong;
  } catch {
    get('wrong').textContent = words.away;
  } finally {
    form.classList.remove('busy');
  }
};

get('logout').onclick = async () => {
  await send('/api/logout');
  leave('');
};

function leave(why) {
  clearTimeout(timer);
  document.body.dataset.view = 'login';
  get('wrong').textContent = why;
  get('name').focus();
}

// ---- looking

async function look() {
  clearTimeout(timer);
  try {
    const answer = await fetch('/api/station');
    if (answer.status === 401) return leave(station ? words.ended : '');
    station = await answer.json();
    document.body.dataset.view = 'station';
    document.body.classList.remove('away');
    draw();
  } catch {
    document.body.classList.add('away');
    if (station) banner(words.away, 'bad');
  }
  timer = setTimeout(look, document.hidden ? 5 * EVERY_MILLIS : EVERY_MILLIS);
}

/** Draws a part anew only when what it shows has changed, so that nothing jumps under a finger. */
function part(element, value, drawing) {
  const now = JSON.stringify([value, words.tag]);
  if (element.dataset.drawn === now) return;
  element.dataset.drawn = now;
  const top = element.scrollTop;
  element.replaceChildren(...drawing());
  element.scrollTop = top;
}

function draw() {
  const s = station;
  const may = (act) => s.person.may.includes(act);
  document.title = `${s.station} · Shuyi`;
  get('station').textContent = s.station;
  get('person').textContent = `${s.person.name} · ${words.role[s.person.role]}`;
  part(get('facts'), [s.serving, s.reason, s.busy, s.link, s.waiting, s.demo], facts);
  get('service').textContent = s.service ? words.endService : words.beginService;
  get('service').className = s.service ? 'primary' : '';
  get('service').hidden = !may('serve');
  get('emergency').hidden = !s.emergency || !may('end-emergency');
  get('exit').hidden = s.fittings.exit !== 'not free' || !may('end-emergency');
  get('room').hidden = !s.fittings.room || !may('count');
  get('count').textContent = words.count;
  get('count').hidden = !may('count');
  const minutes = s.service ? Math.ceil(s.service.endsInMillis / 60000) : 0;
  if (s.emergency) banner(s.reason, 'bad');
  else if (s.service) banner(words.service(s.service.person, s.service.reason, minutes), 'note');
  else if (s.reason) banner(s.reason, 'warn');
  else get('banner').hidden = true;
  part(list('doors'), [s.doors, s.boards, Boolean(s.service), s.person, s.stops, s.fittings.stop], () => [...(s.stops.length ? [stops()] : []), ...s.boards.map(board), ...s.doors.map(door)]);
  if (!s.devices.some((device) => device.name === chosen)) {
    const worst = (health) => s.devices.find((device) => device.health === health);
    chosen = (worst('lost') ?? worst('degraded') ?? s.devices[0])?.name ?? '';
  }
  part(list('devices'), [s.devices.map(({ frames, ...rest }) => rest), chosen], () => s.devices.map(device));
  const frames = s.devices.find((device) => device.name === chosen)?.frames ?? [];
  document.querySelector('#frames code').textContent = chosen;
  document.querySelector('#frames a').href = `/api/trace?device=${encodeURIComponent(chosen)}`;
  part(list('frames'), frames, () => (frames.length ? [...frames].reverse().map(frame) : [el('p', 'none', words.noFrames)]));
  part(list('journal'), s.journal, () => s.journal.map(record));
  part(list('queues'), [s.queues, s.waiting, s.figures, s.fittings, s.astray], queues);
}

function banner(text, kind) {
  const element = get('banner');
  element.hidden = false;
  element.dataset.kind = kind;
  element.textContent = text;
}

function facts() {
  const s = station;
  const fact = (kind, text, title) => {
    const element = el('span', `fact ${kind}`, text);
    element.title = title;
    return element;
  };
  const serving = { 'in-service': 'good', degraded: 'warn' }[s.serving] ?? 'bad';
  return [
    fact(serving, words.serving[s.serving] ?? s.serving, s.reason),
    fact(s.link.online ? 'good' : 'bad', s.link.online ? words.online : words.offline, `${s.link.broker} ${words.since} ${when(s.link.since)} ${s.link.reason}`),
    fact(s.waiting.waiting > s.waiting.limit / 2 ? 'warn' : 'plain', words.waiting(s.waiting.waiting), `${s.waiting.applied} / ${s.waiting.recorded}`),
    fact(s.busy ? 'warn' : 'plain', s.busy ? words.inUse : words.free, ''),
    ...(s.demo ? [fact('seal', words.demo, '')] : []),
  ];
}

// Where a mobile station stands, and who says so; what is chosen holds while there is no reception.
function stops() {
  const s = station;
  const card = el('article', 'door proof');
  const choose = (stop) => button(stop, 'small', () => act({ act: 'choose-stop', stop }));
  const buttons = s.person.may.includes('count') ? s.stops.map(choose) : [];
  card.append(
    el('div', 'top', el('b', 'label', words.stop), el('span', 'state', s.fittings.stop ?? ''), el('span', 'grow'), ...buttons),
    el('div', 'sub', `${words.stopHint} ${s.fittings.position ?? ''}`),
  );
  return card;
}

// A lock board whose polarity the configuration leaves to a proof at the door.
function board(view) {
  const s = station;
  const card = el('article', 'door proof');
  const waits = { 'shut-all': words.proof.shutAll, 'open-one': words.proof.openOne(view.door) }[view.stage];
  const reads = ['read-shut', 'read-open'].includes(view.stage);
  const state = view.proven ? words.proof.proven(words.proof[view.proven], view.by) : words.proof.unproven;
  const told = waits ?? (reads ? words.proof.reading : view.outcome ? `${words.proof.outcome} ${view.outcome}` : words.proof.hint);
  const begin = button(words.proof.begin, 'small', () => act({ act: 'prove-board', board: view.board }));
  const on = button(words.proof.on, 'small primary', () => act({ act: 'prove-on' }));
  for (const one of [begin, on]) {
    one.disabled = !s.service;
    one.title = s.service ? '' : words.openHint;
  }
  const buttons = s.person.may.includes('open') ? (waits ? [on] : reads ? [] : [begin]) : [];
  card.append(
    el('div', 'top', el('b', 'label', view.board), el('span', `state ${view.proven ? 'shut' : 'unseen'}`, state), el('span', 'grow'), ...buttons),
    el('div', 'sub', told),
  );
  return card;
}

function door(view) {
  const s = station;
  const may = (act) => s.person.may.includes(act);
  const card = el('article', `door ${view.state}`);
  const open = button(words.open, 'small', () => act({ act: 'open-door', door: view.door }));
  open.disabled = !s.service;
  open.title = s.service ? '' : words.openHint;
  card.append(
    el('div', 'top', el('b', 'label', view.door), el('span', `state ${view.state}`, words.state[view.state] ?? view.state), ...(view.barred ? [el('span', 'state barred', words.barred)] : []), el('span', 'grow'), ...(may('open') ? [open] : [])),
    el('div', 'sub', `${words.items(view.items.length)} · ${view.lock} · ${view.reader}${view.detail ? ` · ${view.detail}` : ''}`),
    ...(view.doubt ? [compartment(view, may('settle'))] : []),
    el('ul', 'items', ...view.suspects.map((suspect) => suspectLine(suspect, may('settle'))), ...view.repairs.map(repairLine), ...view.items.map(itemLine)),
  );
  return card;
}

function compartment(view, settles) {
  const line = el('div', 'sub suspect', el('em', '', words.doubt[view.doubt] ?? view.doubt));
  if (settles) line.append(button(words.looked, 'small', () => act({ act: 'settle-compartment', door: view.door })));
  return line;
}

function itemLine(item) {
  const line = el('li', '', el('span', 'title', item.title || item.barcode), el('code', '', item.barcode));
  line.title = `${item.tag} ${item.owner}`;
  return line;
}

function suspectLine(suspect, settles) {
  const settle = (present) => () => act({ act: 'settle', tag: suspect.tag, present });
  const line = el('li', 'suspect', el('span', 'title', suspect.title || suspect.barcode || words.unknownItem), el('em', '', words.why[suspect.why] ?? suspect.why));
  if (settles) line.append(el('span', 'row', button(words.here, 'small', settle(true)), button(words.gone, 'small', settle(false))));
  line.title = `${suspect.tag} · ${suspect.opener}`;
  return line;
}

function repairLine(repair) {
  const line = el('li', 'suspect', el('span', 'title', repair.title || repair.tag), el('em', '', words.repair));
  line.title = `${repair.tag} · ${repair.why}`;
  return line;
}

function device(view) {
  const counters = Object.entries(view.counters).map(([name, n]) => el('span', 'counter', `${name} `, el('b', '', n.toLocaleString('en'))));
  const card = button('', `device ${view.health}${view.name === chosen ? ' chosen' : ''}`, () => {
    chosen = view.name;
    draw();
  });
  card.append(
    el('span', 'top', el('i', 'dot'), el('b', '', view.name), el('span', 'kind', view.kind), el('span', 'grow'), el('span', 'health', words.health[view.health] ?? view.health)),
    ...(view.reason ? [el('span', 'why', view.reason)] : []),
    el('span', 'sub', `${view.line} · ${words.since} ${when(view.since)}`),
    el('span', 'counters', ...counters),
  );
  return card;
}

function frame(view) {
  return el('div', `frame ${view.sent ? 'sent' : 'received'}`, el('time', '', clock(view.at)), el('span', 'arrow', view.sent ? '→' : '←'), el('code', '', view.hex), el('span', 'means', view.words));
}

function record(view) {
  const time = el('time', view.clockTrusted ? '' : 'untrusted', when(view.time));
  if (!view.clockTrusted) time.title = words.untrusted;
  return el('div', 'record', el('span', 'seq', String(view.seq)), time, el('b', '', view.kind), el('span', 'text', view.text));
}

function queues() {
  const s = station;
  const bar = (name, length, limit) => {
    const meter = el('meter');
    Object.assign(meter, { min: 0, max: limit, value: length, low: limit / 2, high: limit * 0.8, optimum: 0 });
    return el('div', 'queue', el('span', '', name), meter, el('code', '', `${length} / ${limit}`));
  };
  const figures = Object.entries(s.figures).map(([name, n]) => el('div', 'figure', el('b', '', n.toLocaleString('en')), el('span', '', words.figures[name] ?? name)));
  const fittings = Object.entries(s.fittings).map(([name, state]) => el('div', 'queue fitting', el('span', '', words.fittings[name] ?? name), el('code', '', state)));
  const astray = s.astray.map((one) => suspectLine(one, s.person.may.includes('settle')));
  return [el('div', 'figures', ...figures), ...fittings, el('ul', 'items', ...astray), bar('outbox', s.waiting.waiting, s.waiting.limit), ...s.queues.map((q) => bar(q.name, q.length, q.limit))];
}

const two = (n) => String(n).padStart(2, '0');
function clock(iso) {
  const t = new Date(iso);
  return `${two(t.getHours())}:${two(t.getMinutes())}:${two(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3, '0')}`;
}
function when(iso) {
  const t = new Date(iso);
  return `${two(t.getMonth() + 1)}-${two(t.getDate())} ${two(t.getHours())}:${two(t.getMinutes())}:${two(t.getSeconds())}`;
}

// ---- acting

async function act(body) {
  try {
    const answer = await send('/api/act', body);
    if (answer.status === 401) return leave(words.ended);
    const told = await answer.json();
    toast(answer.ok ? words.told : `${words.refused} ${told.detail}`);
    look();
  } catch {
    toast(words.away);
  }
}

let fading = 0;
function toast(text) {
  get('toast').textContent = text;
  get('toast').hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => (get('toast').hidden = true), 3500);
}

get('count').onclick = () => act({ act: 'count' });
get('service').onclick = () => (station.service ? act({ act: 'end-service' }) : get('begin').showModal());
get('begin').addEventListener('close', () => {
  if (get('begin').returnValue !== 'yes') return;
  act({ act: 'begin-service', reason: get('reason').value, minutes: Number(get('minutes').value) });
});

get('emergency').onclick = () => get('over').showModal();
get('over').addEventListener('close', () => {
  if (get('over').returnValue === 'yes') act({ act: 'end-emergency', reason: get('what').value });
});

get('exit').onclick = () => get('looked').showModal();
get('looked').addEventListener('close', () => {
  if (get('looked').returnValue === 'yes') act({ act: 'clear-exit', reason: get('cause').value });
});

get('room').onclick = () => get('nobody').showModal();
get('nobody').addEventListener('close', () => {
  if (get('nobody').returnValue === 'yes') act({ act: 'empty-room' });
});

// ---- words

function speak(language) {
  words = WORDS[language];
  document.documentElement.lang = words.tag;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word];
  for (const element of document.querySelectorAll('[data-language]')) element.textContent = words.other;
  if (station) draw();
}
for (const element of document.querySelectorAll('[data-language]')) {
  element.onclick = () => speak(words === WORDS.en ? 'zh' : 'en');
}

speak(words === WORDS.en ? 'en' : 'zh');
look();
