/** Somebody signed in elsewhere: a line above the list leads to where that can be looked into. */
import { say } from "./page_facts.ts";

/** Shows it once; the next page has the server's own notice. */
export function showNewSignIn(): void {
  if (document.querySelector(".sign-ins")) return;
  const line = document.createElement("p");
  line.className = "notice sign-ins";
  line.setAttribute("role", "status");
  const link = document.createElement("a");
  link.className = "link";
  link.href = "/settings/security";
  link.textContent = say("live.new_sign_in");
  line.append(link);
  document.querySelector(".inbox-head")?.after(line);
}
