// The voice: silent until somebody touches its button, and silent again when the visit is over.
// An emergency is said to whoever is there, once in each language that somebody chooses.
// A visit begins after a screen of nobody's, or with the next card on the last screen of another.
const NOBODYS = ['attract', 'starting', 'out-of-service', 'emergency', 'service'];
const LAST = ['receipt', 'intake-done', 'turned-away'];
let on = false;
let said = '';
let before = '';

export const hasVoice = 'speechSynthesis' in window;

export function voiceOn() {
  return on;
}

export function switchVoice(screen) {
  on = !on;
  if (on) say(screen);
  else speechSynthesis.cancel();
}

export function speak(screen) {
  if (!hasVoice) return;
  const over = LAST.includes(before) && screen.name !== before;
  before = screen.name;
  if (over || NOBODYS.includes(screen.name)) {
    on = false;
    speechSynthesis.cancel();
  }
  if ((on || screen.name === 'emergency') && screen.spoken !== said) say(screen);
  said = screen.spoken;
}

function say(screen) {
  const words = new SpeechSynthesisUtterance(screen.spoken);
  words.lang = screen.language;
  words.rate = 0.95;
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
}
