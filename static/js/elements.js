// What a page's template promises to its scripts: elements by their kind, or an error that says which one is missing.

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/**
 * The first element within that matches. Throws where there is none, or one of another kind.
 * @template {Element} T
 * @param {ParentNode} within
 * @param {string} selector
 * @param {abstract new () => T} kind such as HTMLInputElement
 * @returns {T}
 */
export function one(within, selector, kind) {
  const found = within.querySelector(selector);
  if (found instanceof kind) return found;
  throw new TypeError(`${selector}: ${found ? `not ${kind.name}` : "missing on this page"}`);
}

/**
 * All elements within that match. Throws where one is of another kind.
 * @template {Element} T
 * @param {ParentNode} within
 * @param {string} selector
 * @param {abstract new () => T} kind
 * @returns {T[]}
 */
export function all(within, selector, kind) {
  return [...within.querySelectorAll(selector)].map((found) => {
    if (found instanceof kind) return found;
    throw new TypeError(`${selector}: not ${kind.name}`);
  });
}

/**
 * The form's field of that name; null where it has none, or several.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {Field | null}
 */
export function fieldOf(form, name) {
  const found = form.elements.namedItem(name);
  const isField = found instanceof HTMLInputElement || found instanceof HTMLSelectElement || found instanceof HTMLTextAreaElement;
  return isField ? found : null;
}

/**
 * Is the form's box of that name ticked? Not where it has none.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function isTicked(form, name) {
  const box = fieldOf(form, name);
  return box instanceof HTMLInputElement && box.checked;
}

/**
 * Fills a field in with the events that typing makes, so that whoever listens to it hears it.
 * @param {Field} field
 * @param {string} value
 */
export function enter(field, value) {
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}
