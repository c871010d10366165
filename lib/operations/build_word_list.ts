/** Makes the list of well-known passwords that new ones are held against. */
import { dictionary } from "@zxcvbn-ts/language-common";
import { WordList } from "@/lib/accounts/_word_list.ts";

/** The published list, and words of our own that it lacks. */
export async function listWords(root: string): Promise<Set<string>> {
  const own = await Deno.readTextFile(
    `${root}/lib/accounts/_common_passwords.txt`,
  );
  return new Set([
    ...dictionary["passwords-common"],
    ...own.replace(/^#.*$/gm, "").match(/\S+/g) ?? [],
  ]);
}

/** Writes it where the server reads it. */
export async function buildWordList(root: string, to: string): Promise<void> {
  await Deno.writeFile(to, WordList.pack(await listWords(root)));
}
