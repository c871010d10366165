/** Rules about reactions that need no store. */
import type { Reacted } from "./model.ts";

/** One click away, wherever one may react. */
export const QUICK = ["👍", "❤️", "😂", "🎉", "😮", "😢"] as const;

/** To choose from; any other emoji can be typed. */
export const CHOICE = [
  ...QUICK,
  ..."👎 👏 🙏 💪 🤝 👋 👌 ✌️ 🤞 🫶 👀 🔥".split(" "),
  ..."😀 😄 😅 🤣 😊 😍 🥰 😘 😎 🤩 🥳 🤗".split(" "),
  ..."🤔 🤨 😐 🙄 😴 😬 🤯 😱 🥺 😭 😡 💔".split(" "),
  ..."✅ ❌ ❓ ❗ ⭐ 💯 💡 🎯 🏆 🚀 ⏰ 📌".split(" "),
  ..."☕ 🍕 🍰 🍻 🌞 🌧️ 🌈 🌱 🌹 🐶 🐱 🦄".split(" "),
] as const;

/** Different emoji at most at one message. */
export const REACTION_LIMIT = 20;
/** People a row names before it only counts. */
export const NAMED = 3;

const EMOJI = /^\p{RGI_Emoji}$/v;

/** One emoji as it is kept, so that the same one counts as one; null for anything else. */
export function emojiOf(raw: string): string | null {
  const typed = raw.trim();
  if (typed.length > 40) return null;
  // Some keyboards leave out that it is to be a picture: "❤" is "❤️".
  for (const emoji of [typed, `${typed}\ufe0f`]) {
    if (EMOJI.test(emoji)) return emoji;
  }
  return null;
}

/** May one react to it? Not to notes, nor to what is deleted. */
export function mayReact(message: { kind: string }): boolean {
  return message.kind === "text";
}

/** The tally with one more. */
export function added(
  all: readonly Reacted[],
  emoji: string,
  user: string,
): Reacted[] {
  if (!all.some((one) => one.emoji === emoji)) {
    return [...all, { emoji, count: 1, users: [user] }];
  }
  return all.map((one) =>
    one.emoji !== emoji ? one : {
      emoji,
      count: one.count + 1,
      users: [...one.users, user].slice(0, NAMED),
    }
  );
}

/** The tally with one less; `others` also chose it and may be named now. */
export function removed(
  all: readonly Reacted[],
  emoji: string,
  user: string,
  others: readonly string[],
): Reacted[] {
  return all.flatMap((one) => {
    if (one.emoji !== emoji) return [one];
    if (one.count <= 1) return [];
    const named = one.users.filter((id) => id !== user);
    const users = [...new Set([...named, ...others])].slice(0, NAMED);
    return [{ emoji, count: one.count - 1, users }];
  });
}
