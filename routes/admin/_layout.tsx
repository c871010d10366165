/** The panel stands beside the inbox like every page of somebody signed in. */
export { default } from "@/routes/(signed-in)/_layout.tsx";
