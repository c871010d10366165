/** Cuts a stream of text into lines. */
export class TextLineStream extends TransformStream<string, string> {
  constructor() {
    let rest = "";
    super({
      transform(text, controller) {
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) controller.enqueue(line);
      },
    });
  }
}

/** The lines of standard input, each one JSON, until it is closed. */
export async function* questions<T>(): AsyncGenerator<T, void> {
  const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const line of lines) yield JSON.parse(line) as T;
}

/** Answers with one line of JSON. */
export function reply(answer: unknown): void {
  console.log(JSON.stringify(answer));
}
