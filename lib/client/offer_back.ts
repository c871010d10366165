/** The browser was switched to another account: one press leads back to this page's, and here. */
export function offerBack(form: HTMLFormElement | null): void {
  if (!form) return;
  form.className = "connection";
  form.target = "";
  const next = document.createElement("input");
  Object.assign(next, { type: "hidden", name: "next" });
  next.value = location.pathname;
  form.append(next);
  document.querySelector("form.connection")?.remove();
  document.body.append(form);
}
