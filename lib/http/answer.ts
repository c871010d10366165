/**
 * One answer for both ways of asking: whoever swaps fragments gets the
 * fragment, everybody else a page or a redirect. Same address, same deed.
 */
import { type FunctionComponent, h, type VNode } from "preact";
import { renderFragment } from "@/lib/fresh/fragment.ts";
import { wantsFragment } from "@/lib/http/fragment_request.ts";
import { type Reader, ReaderContext } from "@/lib/i18n/reader.ts";

/** The part of a route's context that is needed; `ctx` itself fits. */
export interface FragmentContext {
  readonly req: Request;
  /** When the state knows the reader, fragments are drawn in their language. */
  readonly state?: unknown;
}

/** Status and headers of an answer. */
export interface AnswerInit {
  readonly status?: number;
  readonly headers?: HeadersInit;
}

/** After a deed: where a plain request goes, and what a swapping one gets. */
export interface DeedAnswer extends AnswerInit {
  readonly redirect: string;
  readonly fragment?: VNode | null;
}

/** After a question: the page, and the part of it that changes. */
export interface QuestionAnswer<P> extends AnswerInit {
  readonly page: () => P;
  readonly fragment: () => VNode;
}

function readerOf(ctx: FragmentContext): Reader | null {
  return (ctx.state as { reader?: Reader } | undefined)?.reader ?? null;
}

const varies =
  "HX-Request, HX-Request-Type, HX-History-Restore-Request, X-Fragment";

/** A fragment as a response. */
export function fragmentResponse(
  ctx: FragmentContext,
  fragment: VNode,
  init: AnswerInit = {},
): Response {
  const reader = readerOf(ctx);
  // Typed as any other node: nobody here cares for the provider's props.
  const whole: VNode = reader
    ? h(
      ReaderContext.Provider as FunctionComponent<{ value: Reader }>,
      { value: reader },
      fragment,
    ) as VNode<object> as VNode
    : fragment;
  const html = renderFragment(whole);
  const headers = new Headers(init.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("x-fragment", "1");
  headers.append("vary", varies);
  return new Response(html, { status: init.status ?? 200, headers });
}

/**
 * Answers a deed or a question.
 *
 * ```tsx
 * return answer(ctx, { redirect: pathTo(message), fragment: <MessageRow … /> });
 * return answer(ctx, { page: () => page(found), fragment: () => <Hits … /> });
 * ```
 * A deed answers 303. A swapping request without a fragment to swap is told
 * where to go in `HX-Redirect`, because its fetch would follow a 303 unseen.
 */
export function answer(ctx: FragmentContext, how: DeedAnswer): Response;
export function answer<P>(
  ctx: FragmentContext,
  how: QuestionAnswer<P>,
): Response | P;
export function answer<P>(
  ctx: FragmentContext,
  how: DeedAnswer | QuestionAnswer<P>,
): Response | P {
  const swaps = wantsFragment(ctx.req);
  if ("page" in how) {
    return swaps ? fragmentResponse(ctx, how.fragment(), how) : how.page();
  }
  if (swaps && how.fragment) return fragmentResponse(ctx, how.fragment, how);
  const headers = new Headers(how.headers);
  headers.append("vary", varies);
  if (swaps) {
    headers.set("hx-redirect", how.redirect);
    headers.set("x-fragment", "1");
    headers.set("content-type", "text/html; charset=utf-8");
    return new Response("", { status: 200, headers });
  }
  headers.set("location", how.redirect);
  return new Response(null, { status: 303, headers });
}
