import { ErrorPage } from "@/components/layout/ErrorPage.tsx";
import { factsOf } from "@/lib/http/request_facts.ts";
import { sentenceOf, statusOf } from "@/lib/http/status.ts";
import { define } from "@/routes/(_state)/define.ts";

/** The one page for failed requests. */
export default define.page(({ error, state, req }) => (
  <ErrorPage
    status={statusOf(error)}
    sentence={state.reader.say(sentenceOf(error))}
    requestId={factsOf(req).id}
    signedIn={state.user !== null}
  />
));
