/** Suggestions while one writes. Loaded with the first "@". */
import { startSuggesting } from "../suggest.ts";

const form = document.querySelector<HTMLFormElement>("[data-composer]");
if (form) startSuggesting(form);
