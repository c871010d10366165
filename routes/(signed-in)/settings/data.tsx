import { page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { DataPage } from "@/components/settings/DataPage.tsx";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { download } from "@/routes/(signed-in)/settings/(_data)/download.ts";
import { confirmFirst } from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";

const HERE = "/settings/data";

/** One's own data: taking it along. */
export const handler = signedIn.handlers({
  GET: () => page<Refusal | null>(null),
  POST: (ctx) =>
    attempt(ctx, (form) => {
      if (form.text("_action") !== "download") {
        throw new RequestProblem(400, { key: "error.bad_request" });
      }
      return confirmFirst(ctx, HERE, () => download(ctx));
    }, {
      page: (refusal) => page<Refusal | null>(refusal, refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <DataPage
    token={state.csrf}
    user={state.user}
    refused={refusedOf(state.reader, data)}
  />
));
