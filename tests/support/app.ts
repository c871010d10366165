/** The whole application in memory, with people who visit it without scripts. */
import { usePasswords } from "@/lib/accounts/password.ts";
import { useServerName } from "@/lib/accounts/password_rules.ts";
import { forgetBuckets } from "@/lib/http/limits.ts";
import { useLog } from "@/lib/http/log.ts";
import {
  parseSettings,
  type RawSettings,
  useSettings,
} from "@/lib/http/settings.ts";
import { useMail } from "@/lib/mail/mail_settings.ts";
import { openStore, type Store, withStore } from "@/lib/kv/store.ts";
import { compose } from "@/main.ts";
import { PlainBrowser } from "./plain_browser.ts";
import { quickHash } from "@/tests/lib/accounts/_people.ts";

export const origin = "http://localhost:8000";
export const password = "three calm herons";

/** How somebody signs up. */
export interface SignUpAs {
  /** The code of an invite. */
  readonly invite?: string;
  /** The username with a capital unless given. */
  readonly name?: string;
}

/** One server, on one store. */
export interface Site {
  readonly store: Store;
  /** A browser of its own, from an address of its own. */
  visitor(address?: string, language?: string): PlainBrowser;
  /** One request as it stands, whatever its Host says. */
  send(path: string, init: RequestInit): Promise<Response>;
  /** Somebody who has made an account; the first one is the administrator. */
  signUp(username: string, by?: SignUpAs): Promise<PlainBrowser>;
}

/** A test on an empty server; `raw` are settings of the environment. */
export function onSite(
  sentence: string,
  raw: RawSettings,
  test: (site: Site, t: Deno.TestContext) => Promise<void>,
): void {
  Deno.test(sentence, async (t) => {
    const store = await openStore(":memory:");
    try {
      await withStore(store, () => test(siteOn(store, raw), t));
      await store.idle();
    } finally {
      store.close();
    }
  });
}

/** A server started on a store, as after a restart. */
export function siteOn(store: Store, raw: RawSettings): Site {
  const settings = parseSettings(raw, "k".repeat(40));
  useSettings(settings);
  useLog("error");
  usePasswords({ secret: settings.secret, hasher: quickHash });
  useServerName(new URL(settings.origin).hostname);
  useMail(settings.mail);
  forgetBuckets();
  const handler = compose(settings);
  let visitors = 0;
  const infoOf = (hostname: string) => ({
    remoteAddr: { transport: "tcp", hostname, port: 40_000 },
    completed: Promise.resolve(),
  } as Deno.ServeHandlerInfo);
  const send = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    const host = headers.get("host") ?? new URL(origin).host;
    headers.set("host", host);
    const req = new Request(`http://${host}${path}`, { ...init, headers });
    return await handler(req, infoOf("198.51.100.250"));
  };
  const visitor = (
    address = `198.51.100.${++visitors}`,
    language = "en",
  ): PlainBrowser => {
    const info = infoOf(address);
    return new PlainBrowser(origin, async (req) => {
      req.headers.set("host", new URL(origin).host);
      return await handler(req, info);
    }, language);
  };
  const signUp = async (
    username: string,
    {
      invite = "",
      name = username[0]!.toUpperCase() + username.slice(1),
    }: SignUpAs = {},
  ) => {
    const browser = visitor();
    await browser.open(invite ? `/invite/${invite}` : "/sign-up");
    return await browser.submit("/sign-up", { username, name, password });
  };
  return { store, visitor, send, signUp };
}
