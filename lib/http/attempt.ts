/**
 * A deed tried with a form. When it is refused, the form comes back with what
 * was typed and a sentence at the field, in a page or as a fragment alike.
 */
import type { VNode } from "preact";
import { NotFound, Problem, SignedOut } from "@/lib/errors.ts";
import { type FragmentContext, fragmentResponse } from "@/lib/http/answer.ts";
import type { Form } from "@/lib/http/form.ts";
import { wantsFragment } from "@/lib/http/fragment_request.ts";
import type { Takes } from "@/lib/http/form_stream.ts";
import { readForm } from "@/lib/http/forms.ts";
import { fieldsOf, headersOf } from "@/lib/http/status.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";

/** Why a deed was refused, and everything needed to show its form again. */
export interface Refusal {
  readonly status: number;
  /** `Retry-After` and the like; fits `page(data, refusal)`. */
  readonly headers: Record<string, string>;
  /** The sentence for the whole form. */
  readonly sentence: Phrase;
  /** The sentence at each field. */
  readonly fields: Readonly<Record<string, Phrase>>;
  /** What was typed, without secrets. Empty when the form could not be read. */
  readonly kept: Readonly<Record<string, string>>;
  /** The same with every text of a repeated field. */
  readonly keptAll: Readonly<Record<string, readonly string[]>>;
}

/** The sentence at a field, or else the one for the whole form. */
export function sentenceAt(refusal: Refusal, field: string): Phrase {
  const at = refusal.fields[field];
  if (at) return at;
  return refusal.sentence;
}

/** The one sentence to say where there is room for one. */
export function firstSentence({ fields, sentence }: Refusal): Phrase {
  const [first] = Object.values(fields);
  if (first) return first;
  return sentence;
}

/** How the form is shown again. */
export interface Again<P> {
  /** The whole page: `(refusal) => page({ refusal }, refusal)`. */
  readonly page: (refusal: Refusal) => P | Promise<P>;
  /** The form alone, for whoever swaps it into the page it is on. */
  readonly fragment?: (refusal: Refusal) => VNode | Promise<VNode>;
  /** The largest body, when the form may be larger than others. */
  readonly limit?: number;
  /** What becomes of its files as they arrive, by field. */
  readonly takes?: Takes;
}

/** A refusal as plain data. */
export function refusalOf(problem: Problem, form?: Form): Refusal {
  return {
    status: problem.status,
    headers: headersOf(problem),
    sentence: problem.sentence,
    fields: fieldsOf(problem),
    kept: form?.kept ?? {},
    keptAll: form?.keptAll ?? {},
  };
}

/**
 * Reads the form and does the deed; shows the form again when that fails for a
 * reason the sender can do something about. `NotFound`, `SignedOut` and
 * whatever is no `Problem` pass on to the error page.
 *
 * ```tsx
 * export const handler = define.handlers({
 *   GET: () => page({ refusal: null }),
 *   POST: (ctx) =>
 *     attempt(ctx, async (form) => {
 *       await changeProfile(ctx.state.user, parseProfile(form));
 *       return answer(ctx, { redirect: "/settings/profile" });
 *     }, {
 *       page: (refusal) => page({ refusal }, refusal),
 *       fragment: (refusal) => <ProfileForm refusal={refusal} />,
 *     }),
 * });
 * ```
 */
export async function attempt<R, P>(
  ctx: FragmentContext,
  deed: (form: Form) => Promise<R> | R,
  again: Again<P>,
): Promise<R | P | Response> {
  let form: Form | undefined;
  try {
    form = await readForm(ctx.req, again);
    if (form.problem) throw form.problem;
    return await deed(form);
  } catch (error) {
    const passes = !(error instanceof Problem) || error instanceof NotFound ||
      error instanceof SignedOut;
    if (passes) throw error;
    const refusal = refusalOf(error, form);
    if (again.fragment && wantsFragment(ctx.req)) {
      return fragmentResponse(ctx, await again.fragment(refusal), refusal);
    }
    return again.page(refusal);
  }
}
