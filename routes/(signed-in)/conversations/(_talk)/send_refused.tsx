import type { VNode } from "preact";
import { firstSentence, type Refusal } from "@/lib/http/attempt.ts";
import type { Reader } from "@/lib/i18n/reader.ts";

/** Why a message was not taken, for the script that keeps its text. */
export function sendRefused(reader: Reader): (refusal: Refusal) => VNode {
  return (refusal) => (
    <p class="error" data-error-for="text" role="alert">
      {reader.say(firstSentence(refusal))}
    </p>
  );
}
