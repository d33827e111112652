// The page as a whole: it shows the newest screen that the station tells and sends touches back.
// Nothing is decided here; another page can do the same over the same API.
import { render, lostShown } from '/view.js';

const RETRY_MILLIS = 1500;
let shown = null;
let busyUntil = 0;

function watch() {
  const stream = new EventSource('/api/events');
  stream.addEventListener('screen', (event) => {
    lostShown(false);
    shown = JSON.parse(event.data);
    render(shown, touch);
  });
  stream.onerror = () => {
    lostShown(true);
    // The browser comes back by itself unless the station refused: then it has started anew.
    if (stream.readyState === EventSource.CLOSED) {
      stream.close();
      setTimeout(again, RETRY_MILLIS);
    }
  };
}

async function again() {
  try {
    const page = await fetch('/', { cache: 'no-store' });
    if (page.ok) return location.reload();
  } catch {
    // Not there yet.
  }
  setTimeout(again, RETRY_MILLIS);
}

async function touch(intent) {
  const now = performance.now();
  if (!shown || now < busyUntil) return;
  busyUntil = now + 350; // one finger, one touch
  try {
    const answer = await fetch('/api/touch', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...intent, screen: shown.number }),
    });
    if (answer.status === 401) again();
  } catch {
    lostShown(true);
  }
}

// A finger anywhere wakes a dim screen; what it means is the station's to say.
addEventListener('pointerdown', () => shown?.dim && touch({ intent: 'stay' }));

for (const name of ['contextmenu', 'dragstart', 'selectstart', 'gesturestart']) {
  addEventListener(name, (event) => event.preventDefault());
}
addEventListener('wheel', (event) => event.ctrlKey && event.preventDefault(), { passive: false });

// A patron has fingers. A keyboard that somebody plugged in presses, reloads and leaves nothing.
for (const name of ['keydown', 'keypress', 'keyup']) {
  addEventListener(name, (event) => event.preventDefault(), { capture: true });
}

watch();
