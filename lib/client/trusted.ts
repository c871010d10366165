/**
 * The only door through which text becomes elements: the Trusted Types policy
 * `app`. What comes through was drawn by our own server's renderer.
 */

interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

/**
 * A policy's name can be taken once, and this file stands in several bundles
 * of one page: the first that runs leaves the policy for the others.
 */
const shared = globalThis as {
  parleyPolicy?: Policy;
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
};
const rules: Policy = {
  createHTML: (text) => text,
  createScriptURL(url) {
    const { origin, href } = new URL(url, location.href);
    // A worker runs with our rights, so it can only be our own.
    if (origin !== location.origin) throw new TypeError(href);
    return href;
  },
};
/** A browser without Trusted Types takes the plain text. */
const policy: Policy = shared.parleyPolicy ??=
  shared.trustedTypes?.createPolicy("app", rules) ?? rules;

/** Text that an element takes as its inner HTML. */
export function trustedHtml(html: string): string {
  return policy.createHTML(html);
}

/** Elements of a fragment our server sent. Scripts in it do not run. */
export function elementsOf(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  return template.content;
}

/** A whole page our server sent, not attached to anything. */
export function pageOf(html: string): Document {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html");
}

/** The address of one of our own scripts. */
export function trustedScriptUrl(url: string): string {
  return policy.createScriptURL(url);
}
