// Three small things that every part of the page does with elements.
export function put(parent, name, className) {
  const element = document.createElement(name);
  if (className) element.className = className;
  parent.append(element);
  return element;
}

/** Sets a text, and only when it is another one, so that nothing flickers or is read out twice. */
export function text(element, words) {
  if (element.textContent === words) return false;
  element.textContent = words;
  return true;
}

/** Runs an element's entrance once more. */
export function enter(element) {
  element.classList.remove('enter');
  void element.offsetWidth;
  element.classList.add('enter');
}
