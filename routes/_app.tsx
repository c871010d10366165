import { asset } from "fresh/runtime";
import { readCookie } from "@/lib/http/cookies.ts";
import { ReaderContext } from "@/lib/i18n/reader.ts";
import { define } from "@/routes/(_state)/define.ts";

/** The HTML around every page. Everything a look depends on is an attribute here: nothing flashes. */
export default define.layout(({ Component, state, req }) => {
  const { reader, theme, cursor, title } = state;
  const user = state.entrance ? null : state.user;
  const product = reader.t("common.product");
  return (
    <html
      lang={reader.language}
      dir={reader.direction}
      data-theme={theme}
      data-me={user?.id}
      data-cursor={user ? cursor : undefined}
      data-keys={readCookie(req, "keys") === "off" ? "off" : undefined}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title ? `${title} · ${product}` : product}</title>
        <link
          rel="stylesheet"
          href={asset(user ? "/parley.css" : "/entrance.css")}
        />
        {user && (state.pane ?? "page") === "page" && (
          <link rel="stylesheet" href={asset("/pages.css")} />
        )}
        {user && state.several && (
          <link rel="stylesheet" href={asset("/accounts.css")} />
        )}
        {state.sheets?.map((name) => (
          <link key={name} rel="stylesheet" href={asset(`/${name}.css`)} />
        ))}
        <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
        {user && req.method === "GET" && (
          <script type="module" src={asset(`/live.${reader.language}.js`)} />
        )}
        {user && state.swaps && (
          <script type="module" src={asset("/page.js")} />
        )}
        {state.looks && <script type="module" src={asset("/look.js")} />}
        {state.passkeys && <script type="module" src={asset("/passkey.js")} />}
      </head>
      <body>
        <ReaderContext.Provider value={reader}>
          <Component />
        </ReaderContext.Provider>
      </body>
    </html>
  );
});
