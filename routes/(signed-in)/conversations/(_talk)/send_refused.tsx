import type { VNode } from "preact";
import type { Refusal } from "@/lib/http/attempt.ts";
import type { Reader } from "@/lib/i18n/reader.ts";

/** Why a message was not taken, for the script that keeps its text. */
export function sendRefused(reader: Reader): (refusal: Refusal) => VNode {
  return ({ fields, sentence }) => (
    <p class="error" data-error-for="text" role="alert">
      {reader.say(Object.values(fields)[0] ?? sentence)}
    </p>
  );
}
