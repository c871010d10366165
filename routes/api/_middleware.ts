import { Problem } from "@/lib/errors.ts";
import { problemDocument } from "@/lib/http/problem_document.ts";
import { factsOf } from "@/lib/http/request_facts.ts";
import { define } from "@/routes/(_state)/define.ts";

/** Programs get their problems as documents, not as pages. */
export default define.middleware(async (ctx) => {
  try {
    return await ctx.next();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return problemDocument(error, factsOf(ctx.req).id);
  }
});
