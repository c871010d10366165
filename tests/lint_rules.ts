/**
 * Lint rules of this house: remarks that were made twice in review became a
 * rule. `deno lint` loads them as a plugin; `lint_rules_test.ts` tests them.
 */

/** Attributes whose words a person sees or hears. */
const SPOKEN = new Set(["aria-label", "title", "placeholder", "alt", "label"]);

const drawn = /\/(components|routes|islands)\//;

/** Text with a letter of any script in it is said to somebody. */
function isWords(text: string): boolean {
  return /\p{L}/u.test(text);
}

const plugin: Deno.lint.Plugin = {
  name: "parley",
  rules: {
    "words-from-catalog": {
      create(context) {
        const { filename } = context;
        if (!drawn.test(filename) || /\/tests\//.test(filename)) return {};
        const message = "Say it through t(): every visible word is a phrase.";
        return {
          JSXText(node) {
            if (isWords(node.value)) context.report({ node, message });
          },
          JSXAttribute(node) {
            const name = node.name.type === "JSXIdentifier"
              ? node.name.name
              : "";
            if (
              SPOKEN.has(name) && node.value?.type === "Literal" &&
              typeof node.value.value === "string" &&
              isWords(node.value.value)
            ) context.report({ node, message });
          },
        };
      },
    },
    "no-inline-style": {
      create(context) {
        return {
          JSXAttribute(node) {
            if (
              node.name.type === "JSXIdentifier" && node.name.name === "style"
            ) {
              context.report({
                node,
                message:
                  "The content security policy refuses style attributes: use a class or a data attribute.",
              });
            }
          },
        };
      },
    },
    "private-files-stay-home": {
      create(context) {
        return {
          ImportDeclaration(node) {
            const target = node.source.value;
            const name = target.slice(target.lastIndexOf("/") + 1);
            const own = target.startsWith("./") &&
              !target.slice(2).includes("/");
            const test = /\/tests\//.test(context.filename);
            if (
              /^@?\.{0,2}\//.test(target) && name.startsWith("_") && !own &&
              !test && !context.filename.includes("/lib/operations/")
            ) {
              context.report({
                node,
                message:
                  `"${name}" is private to its folder: ask a public file there.`,
              });
            }
          },
        };
      },
    },
  },
};

export default plugin;
