import { page } from "fresh";
import { KeysPage } from "@/components/settings/KeysPage.tsx";
import { answer } from "@/lib/http/answer.ts";
import { attempt } from "@/lib/http/attempt.ts";
import { readCookie, setPreference } from "@/lib/http/cookies.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** The keys there are. Whether single ones work is kept in the browser: it hangs on who sits at it. */
export const handler = signedIn.handlers({
  GET: (ctx) => {
    ctx.state.title = ctx.state.reader.t("keys.title");
    return page(readCookie(ctx.req, "keys") !== "off");
  },
  POST: (ctx) =>
    attempt(ctx, (form) => {
      const headers = new Headers();
      setPreference(headers, "keys", form.has("single") ? "on" : "off");
      return answer(ctx, { redirect: "/keys?done=saved", headers });
    }, { page: (refusal) => page(true, refusal) }),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => (
  <KeysPage
    token={state.csrf}
    single={data}
    saved={url.searchParams.get("done") === "saved"}
  />
));
