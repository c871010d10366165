/**
 * Makes an element on the page equal to a new one while keeping what the
 * reader is doing there: focus, typed text, an opened detail.
 */
export function morph(old: Element, fresh: Element): void {
  if (old.tagName !== fresh.tagName) return old.replaceWith(fresh);
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  // What is being typed belongs to the reader, not to the server.
  if (old instanceof HTMLTextAreaElement) return;
  morphChildren(old, fresh);
}

/** The same for the children alone: those with an id stay the same elements. */
export function morphChildren(old: Element, fresh: ParentNode): void {
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const known = next instanceof Element && next.id
      ? old.querySelector(`:scope > [id="${next.id}"]`)
      : null;
    if (known && next instanceof Element) {
      if (known === at) at = at.nextSibling;
      else old.insertBefore(known, at);
      morph(known, next);
    } else if (
      at instanceof Element && next instanceof Element && !at.id &&
      !next.id && at.tagName === next.tagName
    ) {
      const here = at;
      at = at.nextSibling;
      morph(here, next);
    } else if (at && at.nodeType === 3 && next.nodeType === 3) {
      if (at.nodeValue !== next.nodeValue) at.nodeValue = next.nodeValue;
      at = at.nextSibling;
    } else old.insertBefore(next, at);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}
