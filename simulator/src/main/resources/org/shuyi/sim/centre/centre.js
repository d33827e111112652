// Draws what the centre has heard, and sends orders. What the station does is shown when it says so.
'use strict';
const $ = id => document.getElementById(id);
const el = (tag, cls, text) => { const e = document.createElement(tag); if (cls) e.className = cls; if (text !== undefined) e.textContent = text; return e; };
const time = at => new Date(at).toLocaleTimeString('en-GB');
const day = at => new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
let chosen = null, picture = null, seen = -1, toastTimer = 0;
const SYMBOLS = { loaned: '借', returned: '还', stocked: '入', removed: '出', found: '见', moved: '移', 'became-suspect': '疑', 'suspicion-ended': '清', 'door-opened': '开', 'door-closed': '关', 'unlock-meant': '锁', 'visit-began': '来', 'visit-ended': '去', 'visit-refused': '拒', ask: '问', alarm: '警', birth: '生', 'door-forced': '撬', 'door-left-open': '敞', 'wrong-door-opened': '错', 'tamper-began': '匣', 'tamper-ended': '合', 'fire-began': '火', 'fire-ended': '熄', 'emergency-ended': '安' };
const WORDS = { loaned: 'Loan', returned: 'Return', stocked: 'Stocked', removed: 'Taken out by staff', found: 'Found', moved: 'Moved', 'became-suspect': 'Suspect', 'suspicion-ended': 'Suspicion ended', ask: 'Question about a patron', alarm: 'Alarm', birth: 'The station is here', 'visit-began': 'Visit began', 'visit-ended': 'Visit ended', 'visit-refused': 'Visit refused', 'tamper-began': 'Service panel opened', 'tamper-ended': 'Service panel shut', 'fire-began': 'Fire input active', 'fire-ended': 'Fire input closed', 'emergency-ended': 'Emergency ended' };
const BOOKS = ['loaned', 'returned', 'stocked', 'removed', 'found', 'moved', 'became-suspect', 'suspicion-ended', 'alarm'];
const LARGE = [...BOOKS, 'visit-refused', 'door-forced', 'wrong-door-opened', 'tamper-began', 'fire-began', 'emergency-ended'];

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
function toast(words) { const t = $('toast'); t.textContent = words; t.className = 'toast up'; clearTimeout(toastTimer); toastTimer = setTimeout(() => t.className = 'toast', 2600); }
async function order(action, extra) {
  const body = { station: chosen, action, reason: $('reason-text').value, override: $('override').checked, ...extra };
  try {
    const response = await fetch('/api/order', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    toast(response.ok ? `Signed and sent: ${action}` : (await response.json()).words);
  } catch (e) { toast('The centre does not answer.'); }
}
document.querySelectorAll('[data-action]').forEach(b => b.onclick = () => order(b.dataset.action, b.dataset.action === 'out-of-service' ? { text: $('service-text').value } : {}));
$('only-books').onchange = () => drawFeed();

function drawDoor(e, [label, look, items]) {
  const barred = look.startsWith('barred'), how = look.replace(/^barred */, '') || 'shut';
  e.className = 'door ' + how + (barred ? ' barred' : '') + (['ajar', 'uncounted', 'unseen'].includes(how) ? ' odd' : '');
  e.querySelector('.say').textContent = barred ? 'barred, ' + how : how; e.querySelector('.count').textContent = items === undefined ? '' : items === 1 ? '1 book' : items + ' books';
  const list = [{ label: 'Unlock', action: 'unlock' }, barred ? { label: 'Release', action: 'release' } : { label: 'Lock', action: 'lock' }];
  sync(e.querySelector('.acts'), list, a => a.action, a => { const b = el('button', 'act', a.label); b.setAttribute('aria-label', `${a.label} door ${label}`); b.title = { unlock: 'One pulse on the bolt', lock: 'Keep this door from patrons', release: 'Give it back to patrons' }[a.action]; b.onclick = () => order(a.action, { door: label }); return b; }, () => {});
}
function makeDoor([label]) { const e = el('div', 'door'), leaf = el('div', 'leaf'); leaf.append(el('span', 'glass'), el('span', 'no', label)); e.append(leaf, el('div', 'say'), el('div', 'count'), el('div', 'acts')); return e; }

function drawStation(s) {
  $('name').replaceChildren(document.createTextNode(s ? s.name : 'No station yet'), s ? el('small', '', ' ' + s.organisation) : '');
  const status = s && s.status || {}, state = s && s.state ? s.state.state : 'silent';
  const pills = s ? [{ t: state, c: { online: 'good', lost: 'bad', stopped: 'warn' }[state] || '' }, ...(status.serving ? [{ t: status.serving.replaceAll('-', ' '), c: { 'in-service': 'good', degraded: 'warn', 'out-of-service': 'bad' }[status.serving] }] : []), ...(status.busy ? [{ t: 'visit under way', c: 'warn' }] : [])] : [];
  sync($('pills'), pills, p => p.t, p => el('span', 'pill', p.t), (e, p) => e.className = 'pill ' + p.c);
  $('reason').hidden = !status.reason; $('reason').textContent = status.reason || '';
  sync($('alarms'), s ? s.alarms : [], a => a, a => el('li', '', a), () => {});
  sync($('doors'), Object.entries(status.doors || {}).map(([l, look]) => [l, look, (status.items || {})[l]]), d => d[0], makeDoor, drawDoor);
  sync($('devices'), Object.entries(status.devices || {}), d => d[0], d => el('li'), (e, [name, how]) => { e.textContent = how === 'ready' ? name : `${name}: ${how}`; e.className = how.startsWith('lost') ? 'bad' : how.startsWith('degraded') ? 'warn' : ''; });
  document.querySelectorAll('.command button').forEach(b => b.disabled = !s || !picture.online);
  drawChain(s); drawOrders(s ? s.orders : []);
}
function drawChain(s) {
  const box = $('chain'), now = s && s.epochs.at(-1); if (!now) { box.replaceChildren(el('p', 'none', 'No record has come yet.')); return; }
  const recorded = s.birth && s.birth.epoch === now.epoch ? Math.max(s.birth.recorded, now.through) : now.through;
  const rows = [['epoch', now.epoch + (s.epochs.length > 1 ? `  (${s.epochs.length} journals so far)` : '')], ['applied', `${now.through} records, each once`], ['hash', now.hash.slice(0, 16) + '…'], ['refused', now.refused.length ? now.refused.map(r => `${r.seq}: ${r.reason}`).join(', ') : 'none waits for the station'], ['rules', `version ${picture.policyVersion}, the station has ${(s.status || {}).policyVersion ?? '?'}`]];
  const list = el('dl', 'now'); rows.forEach(([k, v], i) => { const dd = el('dd'); dd.append(i === 0 || i === 2 ? el('code', '', v) : document.createTextNode(v)); list.append(el('dt', '', k), dd); });
  const bar = el('div', 'progress'), fill = el('i'); fill.style.width = recorded ? Math.round(100 * now.through / recorded) + '%' : '0'; bar.append(fill);
  const links = el('div', 'links'); const refused = new Set(now.refused.map(r => r.seq)); for (let i = Math.max(1, now.through - 40); i <= now.through; i++) links.append(el('i', refused.has(i) ? 'refused' : ''));
  box.replaceChildren(list, links, bar);
}
function drawOrders(orders) {
  sync($('orders'), orders.length ? [...orders].reverse() : [{ id: 'none' }], o => o.id, o => o.id === 'none' ? el('li', 'none', 'None yet.') : el('li'), (e, o) => {
    if (o.id === 'none') return;
    const what = el('div', 'what'); what.append(el('b', '', o.action.replaceAll('-', ' ') + (o.door ? ' ' + o.door : '')), el('span', '', `${o.person}, ${time(o.sentAt)}`));
    const last = o.stages.at(-1), ends = { done: 'done', failed: 'bad', refused: 'bad', expired: 'bad' }, over = last && ends[last.stage], has = n => o.stages.some(s => s.stage === n), late = !over && picture.now > o.notAfter;
    const life = el('div', 'life'); [['sent', 'on'], ['accepted', has('accepted') ? 'on' : over ? '' : 'wait'], ['running', has('running') ? 'on' : has('accepted') && !over ? 'wait' : ''], [over ? last.stage : late ? 'no answer' : 'done', over || (late ? 'bad' : '')]].forEach(([t, c]) => life.append(el('i', c, t)));
    e.replaceChildren(what, life); const words = last && last.detail || o.reason; if (words) e.append(el('p', 'detail', words));
  });
}
function drawFeed() {
  const lines = [...picture.feed].reverse().filter(l => !$('only-books').checked || BOOKS.includes(l.kind));
  sync($('feed'), lines.length ? lines : [{ number: 0 }], l => l.number, l => {
    if (!l.number) return el('li', 'none', 'Nothing has arrived. Go to the street and borrow a book.');
    const large = LARGE.includes(l.kind) || l.mark === 'refused' || l.mark === 'case', e = el('li', `${l.kind} ${l.mark}${large ? '' : ' small'}`), words = el('div'), first = el('p');
    first.append(el('b', '', WORDS[l.kind] || l.kind.charAt(0).toUpperCase() + l.kind.slice(1).replaceAll('-', ' ')));
    if (l.title) { first.append(' ', el('span', 'title', '《' + l.title + '》')); } if (l.patron) first.append(' ', el('span', 'token', l.patron + '…'));
    words.append(first); if (large) { if (l.detail) words.append(el('p', 'sub', l.detail)); } else if (l.detail) { first.append(' ', el('span', 'sub', l.detail)); }
    const when = el('div', 'when'); when.append(el('div', '', time(l.at))); if (large) when.append(el('div', '', l.seq ? 'no. ' + l.seq : ''));
    e.append(el('div', 'sym', SYMBOLS[l.kind] || '·'), words, when); if (seen >= 0 && l.number > seen) e.classList.add('new'); return e;
  }, () => {});
  seen = Math.max(seen, 0, ...picture.feed.map(l => l.number));
}
function draw(next) {
  picture = next;
  if (!picture.stations.some(s => s.address === chosen)) chosen = picture.stations.length ? picture.stations[0].address : null;
  const s = picture.stations.find(x => x.address === chosen), b = picture.books;
  $('line').textContent = picture.online ? 'line to the broker' : 'no line to the broker'; $('line').className = 'pill ' + (picture.online ? 'good' : 'bad');
  for (const [id, n] of Object.entries({ 'f-loans': b.loansApplied, 'f-returns': b.returnsApplied, 'f-out': b.onLoanCount, 'f-in': s ? s.inBooks : 0, 'f-cases': b.caseCount, 'f-lost': b.unaccounted })) { $(id).textContent = n; $(id).parentElement.classList.toggle('some', n > 0 && $(id).parentElement.classList.contains('watch')); }
  $('chooser').hidden = picture.stations.length < 2;
  sync($('chooser'), picture.stations, x => x.address, x => { const e = el('button', '', x.name); e.onclick = () => { chosen = x.address; draw(picture); }; return e; }, (e, x) => e.className = x.address === chosen ? 'on' : '');
  drawStation(s); drawFeed();
  sync($('loans'), b.onLoan.length ? b.onLoan : [{ barcode: '' }], l => l.barcode, l => el('li', l.barcode ? '' : 'none', l.barcode ? undefined : 'Nothing is on loan.'), (e, l) => { if (!l.barcode) return; const who = el('span'); who.append(el('i', 'token', l.patron + '…'), ` until ${day(l.due)}`); e.replaceChildren(el('b', '', l.title), who); });
  sync($('cases'), b.cases.length ? [...b.cases].reverse() : [{ seq: 0 }], c => c.seq + (c.kind || ''), c => { if (!c.seq) return el('li', 'none', 'None: books and world agree so far.'); const e = el('li'); e.append(el('b', '', c.kind.replaceAll('-', ' ')), ` ${c.item || c.barcode}: ${c.steps.join('; ')} `, el('span', 'token', 'no. ' + c.seq)); return e; }, () => {});
}
fetch('/api/links').then(r => r.json()).then(links => document.querySelectorAll('[data-page]').forEach(a => { const to = links[a.dataset.page]; if (!to) a.hidden = true; else if (a.dataset.page !== 'centre') { a.href = to; a.target = 'shuyi-' + a.dataset.page; a.rel = 'noopener'; } }));
const stream = new EventSource('/api/changes');
stream.addEventListener('picture', e => draw(JSON.parse(e.data)));
stream.onerror = () => toast('The centre does not answer.');
