// The cabinet as it stands before the patron: a bay for each door, its books behind glass.
import { put, text } from '/dom.js';

const SHELVES = 3;
const SPINES = 5;
const bays = new Map();

export function drawCabinet(root, doors, touch) {
  const labels = doors.map((door) => door.door).join(' ');
  if (root.dataset.labels !== labels) build(root, doors, labels);
  for (const door of doors) update(bays.get(door.door), door, touch);
  root.hidden = doors.length === 0;
}

function build(root, doors, labels) {
  bays.clear();
  root.replaceChildren();
  root.dataset.labels = labels;
  root.style.setProperty('--bays', Math.min(4, doors.length));
  const roof = put(root, 'div', 'roof');
  put(roof, 'span', 'sign').textContent = '书驿 24h';
  const row = put(root, 'div', 'row');
  for (const door of doors) {
    const bay = put(row, 'button', 'bay');
    bay.type = 'button';
    const plate = put(bay, 'span', 'plate');
    put(plate, 'i');
    put(plate, 'b').textContent = door.door;
    const frame = put(bay, 'span', 'frame');
    const inside = put(frame, 'span', 'inside');
    put(frame, 'span', 'beam');
    const leaf = put(frame, 'span', 'leaf');
    put(leaf, 'span', 'grip');
    put(bay, 'span', 'look');
    bays.set(door.door, { bay, inside, books: '' });
  }
  put(root, 'div', 'plinth');
}

function update(view, door, touch) {
  const { bay, inside } = view;
  bay.dataset.look = door.look;
  bay.classList.toggle('offered', door.offered);
  bay.disabled = !door.offered;
  bay.onclick = () => touch(door.intent);
  bay.setAttribute('aria-label', `${door.label.text}, ${door.lookText.text}, ${door.itemsText.text}`);
  const calm = door.look === 'shut';
  text(bay.querySelector('.look'), calm ? door.itemsText.text : door.lookText.text);
  const books = JSON.stringify([door.items, door.titles]);
  if (books !== view.books) {
    view.books = books;
    shelve(inside, door);
  }
}

function shelve(inside, door) {
  inside.replaceChildren();
  const shown = Math.min(Math.max(door.items, door.titles.length), SHELVES * SPINES);
  const perShelf = Math.min(SPINES, Math.max(2, Math.ceil(shown / SHELVES)));
  for (let shelf = 0, book = 0; shelf < SHELVES; shelf++) {
    const board = put(inside, 'span', 'shelf');
    for (let i = 0; i < perShelf && book < shown; i++, book++) {
      // Titled spines are spread over the shelves: every shelf has something to read.
      const slot = i * SHELVES + shelf;
      const title = door.titles[slot] ?? '';
      const spine = put(board, 'span', 'spine');
      spine.dataset.tint = tint(title || door.door + slot);
      spine.dataset.size = tint(door.door + title + shelf + i) % 4;
      if (title) spine.textContent = title;
    }
  }
}

/** A colour that a title keeps. */
function tint(words) {
  let sum = 7;
  for (const letter of words) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return sum % 8;
}
