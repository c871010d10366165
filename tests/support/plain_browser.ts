/**
 * A browser without scripts, as small as can be: it keeps cookies, follows
 * redirects, and fills in the forms of the page it is on. It sends neither
 * Origin nor Sec-Fetch-Site, like the oldest browsers there are, so every form
 * it sends is believed for its token alone.
 */

/** One form of a page. */
export interface PageForm {
  readonly action: string;
  readonly method: string;
  /** Every field with its present value, hidden ones included. */
  readonly fields: readonly (readonly [string, string])[];
  /** Names and values of its buttons. */
  readonly buttons: readonly (readonly [string, string])[];
}

/** What sends requests: `fetch`, or a whole application in memory. */
export type Send = (req: Request) => Promise<Response>;

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Text of HTML source. */
export function decode(html: string): string {
  return html.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex, number, name) =>
      hex
        ? String.fromCodePoint(parseInt(hex, 16))
        : number
        ? String.fromCodePoint(Number(number))
        : ENTITIES[name.toLowerCase()] ?? whole,
  );
}

/** The value of an attribute in a tag's source; null if it is not there. */
export function attribute(tag: string, name: string): string | null {
  const found = new RegExp(
    `\\s${name}(?:="([^"]*)"|='([^']*)'|(?=[\\s/>]))`,
    "i",
  ).exec(tag);
  return found ? decode(found[1] ?? found[2] ?? "") : null;
}

/** The forms of a page. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/gi)].map(
    ([whole, inner = ""]) => {
      const tag = whole.slice(0, whole.indexOf(">") + 1);
      const fields: [string, string][] = [];
      const buttons: [string, string][] = [];
      const controls =
        // A value may hold `>`.
        /<input\b(?:"[^"]*"|[^>"])*>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>|<button\b[^>]*>/gi;
      for (
        const [control, , area, , choices] of (inner + elsewhere(html, tag))
          .matchAll(controls)
      ) {
        const name = attribute(control, "name");
        if (name === null) continue;
        const type = attribute(control, "type") ?? "text";
        if (/^<button/i.test(control)) {
          buttons.push([name, attribute(control, "value") ?? ""]);
        } else if (area !== undefined) {
          fields.push([name, decode(area.replace(/^\r?\n/, ""))]);
        } else if (choices !== undefined) {
          const options = [...choices.matchAll(/<option\b[^>]*>/gi)].map((
            [o],
          ) => o);
          const chosen = options.find((o) =>
            attribute(o, "selected") !== null
          ) ??
            options[0] ?? "";
          fields.push([name, attribute(chosen, "value") ?? ""]);
        } else if (type === "checkbox" || type === "radio") {
          if (attribute(control, "checked") !== null) {
            fields.push([name, attribute(control, "value") ?? "on"]);
          }
        } else if (type !== "file") {
          fields.push([name, attribute(control, "value") ?? ""]);
        }
      }
      return {
        action: attribute(tag, "action") ?? "",
        method: (attribute(tag, "method") ?? "get").toUpperCase(),
        fields,
        buttons,
      };
    },
  );
}

/** Fields that belong to a form without standing in it. */
function elsewhere(html: string, form: string): string {
  const id = attribute(form, "id");
  return [...html.matchAll(/<input\b(?:"[^"]*"|[^>"])*>/gi)]
    .map(([input]) => input)
    .filter((input) => id !== null && attribute(input, "form") === id).join("");
}

/** The browser. After each step `url`, `status` and `html` tell where it is. */
export class PlainBrowser {
  url: string;
  status = 0;
  html = "";
  headers = new Headers();
  readonly cookies = new Map<string, string>();

  constructor(
    readonly origin: string,
    readonly send: Send = (req) => fetch(req, { redirect: "manual" }),
    readonly language = "en",
  ) {
    this.url = origin;
  }

  /** The path it is at, with the query. */
  get path(): string {
    const { pathname, search } = new URL(this.url);
    return pathname + search;
  }

  /** One request without following a redirect; cookies are kept. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.url);
    // A browser keeps the fragment for itself.
    url.hash = "";
    const headers = new Headers(init.headers);
    if (!headers.has("accept-language")) {
      headers.set("accept-language", this.language);
    }
    if (this.cookies.size > 0) {
      headers.set(
        "cookie",
        [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      );
    }
    const response = await this.send(
      new Request(url, { ...init, headers, redirect: "manual" }),
    );
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    const ended = attributes.some((one) => /^\s*max-age=0\s*$/i.test(one));
    if (ended) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }

  /** Opens a page, through its redirects. */
  async open(path: string, init: RequestInit = {}): Promise<this> {
    let response = await this.request(path, init);
    this.url = new URL(path, this.url).href;
    for (let hops = 0; hops < 5; hops++) {
      const to = response.headers.get("location");
      if (to === null || response.status < 300 || response.status > 399) break;
      await response.body?.cancel();
      this.url = new URL(to, this.url).href;
      response = await this.request(this.url);
    }
    this.status = response.status;
    this.headers = response.headers;
    this.html = await response.text();
    return this;
  }

  /** Clicks a link of the present page. */
  async follow(href: string): Promise<this> {
    const links = this.html.matchAll(/<a\b[^>]*>/g);
    const there = [...links].some(([tag]) => attribute(tag, "href") === href);
    if (!there) throw new Error(`No link to ${href} on ${this.path}`);
    return await this.open(href);
  }

  /** The form of the present page whose action ends so, and that does this deed if it names one. */
  form(action: string, deed?: string): PageForm {
    const form = formsOf(this.html).find((one) =>
      new URL(one.action, this.url).pathname.endsWith(action) &&
      (deed === undefined ||
        [...one.fields, ...one.buttons].some(([name, value]) =>
          name === "_action" && value === deed
        ))
    );
    if (!form) {
      throw new Error(`No form "${action}" on ${this.path} (${this.status})`);
    }
    return form;
  }

  /** Fills in a form of the present page and sends it. */
  async submit(
    action: string,
    values: Record<string, string | readonly string[]> = {},
  ): Promise<this> {
    const deed = values._action;
    const form = this.form(action, typeof deed === "string" ? deed : undefined);
    const body = new URLSearchParams();
    for (const [name, value] of form.fields) {
      if (!(name in values)) body.append(name, value);
    }
    for (const [name, value] of Object.entries(values)) {
      for (const one of typeof value === "string" ? [value] : value) {
        body.append(name, one);
      }
    }
    if (form.method.toUpperCase() === "GET") {
      return await this.open(`${form.action}?${body}`);
    }
    return await this.open(form.action, {
      method: form.method,
      body: body.toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  }
}
