/** The longest a User-Agent is looked at. */
const MOST = 400;

// In this order: every browser claims to be the ones after it.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
  [/^w3m\//i, "w3m"],
  [/^(?:Lynx)\//i, "Lynx"],
  [/^E?Links\b/i, "Links"],
  [/^curl\//i, "curl"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPad\b/, "iPad"],
  [/\biPhone\b/, "iPhone"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac(?:intosh| OS X)\b/, "macOS"],
  [/\bLinux\b/i, "Linux"],
];

/** Browser and system in words, without versions; empty if neither is known. */
export function deviceOf(agent: string): string {
  const text = agent.slice(0, MOST);
  const browser = BROWSERS.find(([pattern]) => pattern.test(text))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(text))?.[1];
  return [browser, system].filter((part) => part).join(" · ");
}

/**
 * Where a session came from, coarse enough to keep and good enough to wonder
 * at: the IPv4 /24 or the IPv6 /48. Empty if there is nothing to tell.
 */
export function placeOf(net: string): string {
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(net);
  if (four) return `${four[1]}.0/24`;
  const six = /^((?:[0-9a-f]{1,4}:){3})/.exec(net);
  return six ? `${six[1]}:/48` : "";
}
