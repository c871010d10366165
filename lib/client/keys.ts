/** Keys that work on every page; what they open is loaded when one is pressed. */

/** Where nothing but the letter itself is meant. */
const WRITING = "input,select,textarea,[contenteditable]";

/** From now on they do. */
export function awaitKeys(): void {
  document.addEventListener("keydown", (event) => {
    const { key, altKey, shiftKey, isComposing, target } = event;
    const { lang, dataset } = document.documentElement;
    const held = event.ctrlKey || event.metaKey;
    const opens = held
      ? !shiftKey && key.toLowerCase() === "k"
      : /^[/?]$/.test(key) && dataset.keys !== "off" &&
        !(target as Element).closest(WRITING);
    if (!opens || altKey || isComposing) return;
    event.preventDefault();
    import(`/jump.${lang}.js`).then(
      () => dispatchEvent(new CustomEvent("parley:key", { detail: key })),
      () => location.assign(key === "?" ? "/keys" : "/search"),
    );
  });
}
