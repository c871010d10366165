/** The one style sheet of an export. By itself: it opens where the server is not. */
const hues = Array.from(
  { length: 24 },
  (_, i) => `[data-hue="${i}"] { --hue: ${i * 15} }`,
).join("\n");

export const STYLE = `:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f4f0, #151413);
  --surface: light-dark(#fff, #1c1b19);
  --line: light-dark(#e4dfd6, #32302b);
  --ink: light-dark(#1f1d1a, #eeeae3);
  --faint: light-dark(#6b655b, #9f988c);
  --accent: light-dark(#0b6e5f, #4cc2ad);
  --code: light-dark(#eeebe5, #2b2926);
}
${hues}
* { box-sizing: border-box }
body {
  margin: 0 auto;
  max-inline-size: 46rem;
  padding: 1.5rem 1rem 4rem;
  font: 1rem/1.5 ui-sans-serif, system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif;
  color: var(--ink);
  background: var(--ground);
  overflow-wrap: anywhere;
}
a { color: var(--accent) }
h1 { margin: .5rem 0 0; font-size: 1.5rem; line-height: 1.25 }
h2 { font-size: 1.0625rem; margin-block: 2rem .5rem }
body > header p { margin: .25rem 0 0; color: var(--faint) }
main { margin-block-start: 1.5rem }
time, small, footer, .note, .gone, .reactions { font-size: .8125rem; color: var(--faint) }
.gone { font-style: italic; margin: 0 }
.note { text-align: center; margin: 1.25rem 0 }
.face {
  display: inline-grid;
  place-items: center;
  inline-size: 2.5rem;
  block-size: 2.5rem;
  flex: none;
  border-radius: 50%;
  object-fit: cover;
  font-size: .875rem;
  font-weight: 600;
  color: #fff;
  background: oklch(48% .085 var(--hue, 180));
}
article { padding: .125rem 0 .125rem 3.25rem }
[dir="rtl"] article { padding: .125rem 3.25rem .125rem 0 }
article.first { margin-block-start: 1.25rem }
article header { display: flex; align-items: baseline; flex-wrap: wrap; gap: 0 .625rem; position: relative }
article header .face { position: absolute; inset-inline-start: -3.25rem; inset-block-start: .125rem }
article[data-mine] header b { color: var(--accent) }
article footer { display: flex; gap: .5rem }
.body > :first-child { margin-block-start: 0 }
.body > :last-child { margin-block-end: 0 }
.body p { margin-block: .375rem }
pre { overflow-x: auto; padding: .625rem .75rem; border-radius: .5rem; background: var(--code) }
code { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .875em; background: var(--code); border-radius: .25rem; padding: 0 .2em }
pre code { padding: 0 }
blockquote { margin: .375rem 0; padding-inline-start: .75rem; border-inline-start: 3px solid var(--line); color: var(--faint) }
.reactions { display: flex; flex-wrap: wrap; gap: .125rem .75rem; margin: 0 }
.own { list-style: none; margin: 0; padding: 0 }
.own li { padding-block: .375rem; border-block-start: 1px solid var(--line) }
.own p { margin: 0; white-space: pre-line }
.quote { display: block; margin-block-end: .25rem; padding-inline-start: .75rem; border-inline-start: 3px solid var(--accent); font-size: .875rem; color: var(--faint); text-decoration: none }
.me { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; padding: 1rem; border: 1px solid var(--line); border-radius: .875rem; background: var(--surface) }
.me dl { flex-basis: 100%; display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 }
.me dt { color: var(--faint) }
.me dd { margin: 0; white-space: pre-line }
nav ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .875rem; background: var(--surface); overflow: hidden }
nav li + li { border-block-start: 1px solid var(--line) }
nav li a { display: flex; align-items: center; gap: .75rem; padding: .625rem 1rem; color: inherit; text-decoration: none }
nav li a:hover, nav li a:focus-visible { background: var(--ground) }
nav li a span:not(.face) { flex: 1; min-inline-size: 0; font-weight: 600 }
@media (max-width: 24rem) { .me dl { grid-template-columns: 1fr } }
@media print { body { max-inline-size: none } article { break-inside: avoid } }
`;
