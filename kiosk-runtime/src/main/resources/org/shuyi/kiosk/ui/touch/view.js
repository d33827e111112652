// One screen, drawn: words above, a picture in the middle, what can be touched below.
import { drawCabinet } from '/cabinet.js';
import { enter, put, text } from '/dom.js';
import { motifs } from '/motifs.js';
import { hasVoice, speak, switchVoice, voiceOn } from '/voice.js';

const get = (id) => document.getElementById(id);
const KINDS = ['loaned', 'returned', 'unclear'];
let name = '';
let ends = null;
let ticking = 0;

export function render(screen, touch) {
  document.documentElement.lang = screen.language;
  document.body.dataset.screen = screen.name;
  document.body.classList.toggle('offline', screen.offline);
  document.body.classList.toggle('dim', screen.dim);
  drawWords(screen);
  drawMotif(screen);
  drawCabinet(get('cabinet'), screen.doors, touch);
  drawLines(screen);
  drawButtons(screen, touch);
  drawNotices(screen);
  drawRing(screen);
  drawPage(screen);
  speak(screen);
  drawVoice(screen);
  name = screen.name;
}

export function lostShown(lost) {
  get('lost').hidden = !lost;
}

function drawWords(screen) {
  const title = text(get('title'), screen.title.text);
  const hint = text(get('hint'), screen.hint.text);
  if (title || hint) enter(document.querySelector('.words'));
}

function drawMotif(screen) {
  if (screen.name === name) return;
  get('motif').innerHTML = motifs[screen.name] ?? '';
}

/** The receipt's lines, or only how many of each kind while doors are still in use. */
function drawLines(screen) {
  const whole = screen.name === 'receipt' || screen.name === 'intake-done';
  const list = get('receipt');
  list.hidden = !whole || screen.lines.length === 0;
  list.dataset.size = screen.lines.length > 9 ? 'small' : screen.lines.length > 5 ? 'middle' : 'large';
  const tally = get('tally');
  const lines = [...screen.lines].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  const drawn = JSON.stringify([whole, lines]);
  if (list.dataset.drawn === drawn) return;
  list.dataset.drawn = drawn;
  list.replaceChildren();
  tally.replaceChildren();
  if (whole) lines.forEach((line) => drawLine(list, line));
  else drawTally(tally, lines);
}

function drawLine(list, line) {
  const item = put(list, 'li');
  item.dataset.kind = line.kind;
  put(item, 'em').textContent = line.kindText.text;
  put(item, 'strong').textContent = line.title;
  put(item, 'span').textContent = line.detail.text;
}

function drawTally(tally, lines) {
  for (const kind of KINDS) {
    const some = lines.filter((line) => line.kind === kind);
    if (some.length === 0) continue;
    const chip = put(tally, 'li');
    chip.dataset.kind = kind;
    chip.textContent = `${some[0].kindText.text} ${some.length}`;
  }
}

function drawButtons(screen, touch) {
  const languages = screen.buttons.filter((button) => button.intent.intent === 'speak');
  const others = screen.buttons.filter((button) => button.intent.intent !== 'speak');
  fill(get('languages'), languages, touch);
  fill(get('buttons'), others, touch);
}

function fill(root, buttons, touch) {
  const drawn = JSON.stringify(buttons);
  if (root.dataset.drawn === drawn) return;
  root.dataset.drawn = drawn;
  root.replaceChildren();
  for (const button of buttons) {
    const element = put(root, 'button', button.primary ? 'primary' : 'plain');
    element.type = 'button';
    element.textContent = button.label.text;
    element.onclick = () => touch(button.intent);
  }
}

function drawNotices(screen) {
  const footer = get('notices');
  const words = screen.notices.map((notice) => notice.text);
  if (footer.dataset.drawn === words.join('\n')) return;
  footer.dataset.drawn = words.join('\n');
  footer.replaceChildren();
  words.slice(0, 3).forEach((notice) => (put(footer, 'p').textContent = notice));
}

/** Counts down to the moment at which the station goes on by itself. */
function drawRing(screen) {
  const ring = get('ring');
  const counts = screen.endsInMillis !== undefined && screen.endsAfterMillis > 0;
  ring.hidden = !counts;
  clearInterval(ticking);
  if (!counts) return;
  ends = performance.now() + screen.endsInMillis;
  const tick = () => {
    const left = Math.max(0, ends - performance.now());
    ring.style.setProperty('--left', (100 * left) / screen.endsAfterMillis);
    text(ring.querySelector('b'), String(Math.ceil(left / 1000)));
  };
  tick();
  ticking = setInterval(tick, 250);
}

function drawPage(screen) {
  const ribbon = get('ribbon');
  ribbon.hidden = !screen.demo;
  text(ribbon, screen.page.demo.text);
  text(document.querySelector('#lost b'), screen.page.lost.text);
  text(document.querySelector('#lost p'), screen.page.lostHint.text);
}

function drawVoice(screen) {
  const button = get('voice');
  button.hidden = !hasVoice;
  button.setAttribute('aria-pressed', String(voiceOn()));
  text(button.querySelector('span'), (voiceOn() ? screen.page.soundOff : screen.page.soundOn).text);
  button.onclick = () => {
    switchVoice(screen);
    drawVoice(screen);
  };
}
