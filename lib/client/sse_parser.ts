/**
 * Reads server-sent events out of pieces of text, wherever they were cut. Our
 * server ends lines with "\n".
 * @param on gets each event; its name is empty for a block that only moves the cursor
 */
export function sseParser(
  on: (event: string, data: string, id: string | null) => void,
): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const blocks = (rest + piece).split("\n\n");
    rest = blocks.pop()!;
    for (const block of blocks) {
      let event = "";
      let id: string | null = null;
      const data: string[] = [];
      for (const line of block.split("\n")) {
        const colon = line.indexOf(": ");
        const field = line.slice(0, colon);
        const value = line.slice(colon + 2);
        if (field === "event") event = value;
        if (field === "id") id = value;
        if (field === "data") data.push(value);
      }
      if (event || id !== null) on(event, data.join("\n"), id);
    }
  };
}
