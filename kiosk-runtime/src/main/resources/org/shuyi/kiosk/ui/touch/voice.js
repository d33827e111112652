// The voice: silent until somebody touches its button, and silent again when the visit is over.
let on = false;
let said = '';

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
  if (screen.name === 'attract') {
    on = false;
    speechSynthesis.cancel();
  }
  if (on && screen.spoken !== said) say(screen);
  said = screen.spoken;
}

function say(screen) {
  const words = new SpeechSynthesisUtterance(screen.spoken);
  words.lang = screen.language;
  words.rate = 0.95;
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
}
