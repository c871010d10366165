import { page } from "fresh";
import { ErrorPage } from "@/components/layout/ErrorPage.tsx";
import { factsOf } from "@/lib/http/request_facts.ts";
import { headersOf, sentenceOf, statusOf } from "@/lib/http/status.ts";
import { define } from "@/routes/(_state)/define.ts";

/** What belongs to the problem besides its page: when to come back, what is allowed. */
export const handler = define.handlers(({ error }) =>
  page(null, { headers: headersOf(error) })
);

/** The one page for failed requests. */
export default define.page(({ error, state, req }) => (
  <ErrorPage
    status={statusOf(error)}
    sentence={state.reader.say(sentenceOf(error))}
    requestId={factsOf(req).id}
    signedIn={state.user !== null}
  />
));
