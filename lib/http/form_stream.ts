/**
 * A form as it arrives. Its texts come first, as far as the first file: by them
 * it is decided whether the form is ours. Files come only when somebody takes
 * them, one after the other.
 */
import { Problem } from "@/lib/errors.ts";
import { Form, type FormEntry } from "@/lib/http/form.ts";
import { decodeText, refuseBadTexts } from "@/lib/http/form_fields.ts";
import {
  type FormPart,
  gather,
  Incoming,
  partsOf,
} from "@/lib/http/multipart.ts";
import { tooLarge } from "@/lib/http/body_guard.ts";

/** A file of a form, to be read to its end or left. */
export interface FilePart extends FormPart {
  readonly filename: string;
}

/**
 * What is done with the files of a field: each becomes the text that is told,
 * such as the id under which it was kept. Null: as if it had not been sent.
 * What stood before it in the form may decide how it is taken.
 */
export type Takes = Readonly<
  Record<string, (part: FilePart, before: Form) => Promise<string | null>>
>;

/** A form of which only the texts before its first file are read. */
export class ArrivingForm {
  #parts: AsyncGenerator<FormPart, void>;
  #incoming: Incoming;
  #next: FormPart | undefined;
  #entries: FormEntry[] = [];
  #texts: (readonly [string, string | null])[] = [];
  #left: number;

  private constructor(
    body: ReadableStream<Uint8Array>,
    type: string,
    readonly textLimit: number,
  ) {
    this.#left = textLimit;
    // A file may lie in the same piece as the texts before it.
    this.#incoming = new Incoming(body, textLimit + 1_048_576);
    this.#parts = partsOf(type, this.#incoming);
  }

  /** Reads the texts up to the first file. */
  static async begin(
    body: ReadableStream<Uint8Array>,
    type: string,
    textLimit: number,
  ): Promise<ArrivingForm> {
    const form = new ArrivingForm(body, type, textLimit);
    await form.#readTexts();
    return form;
  }

  /** What is known of it so far. */
  get soFar(): Form {
    return new Form(this.#entries);
  }

  async #readTexts(): Promise<void> {
    for (;;) {
      const { value, done } = await this.#parts.next();
      this.#next = value ?? undefined;
      if (done || isFile(value)) return;
      await this.#readText(value);
    }
  }

  async #readText({ name, bytes }: FormPart): Promise<void> {
    const text = decodeText(await gather(this.#bounded(bytes)));
    this.#texts.push([name, text]);
    this.#entries.push([name, text ?? ""]);
  }

  async *#bounded(bytes: AsyncIterable<Uint8Array>) {
    for await (const piece of bytes) {
      this.#left -= piece.length;
      if (this.#left < 0) throw tooLarge(this.textLimit);
      yield piece;
    }
  }

  /** Everything, files in memory, up to `limit` bytes. @throws RequestProblem, Invalid */
  async gather(limit: number): Promise<Form> {
    this.#incoming.limit = limit;
    this.#left += limit;
    while (this.#next) {
      const { name, filename, type, bytes } = this.#next;
      const whole = await gather(bytes);
      this.#entries.push([name, new File([whole], filename ?? "", { type })]);
      await this.#readTexts();
    }
    refuseBadTexts(this.#texts);
    return this.soFar;
  }

  /**
   * Gives each file to whoever takes it, and leaves the others. The first
   * reason not to take one is kept with the form: its texts, and the files
   * that did arrive, are not lost by it. What follows is still read, so that
   * the sender listens to the answer.
   */
  async take(takes: Takes, limit: number): Promise<Form> {
    this.#incoming.limit = limit;
    let problem: Problem | undefined;
    try {
      while (this.#next) {
        const part = this.#next;
        if (isFile(part) && Object.hasOwn(takes, part.name)) {
          try {
            const told = await takes[part.name]!(part, this.soFar);
            if (told !== null) this.#entries.push([part.name, told]);
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
            problem ??= error;
          }
        }
        await this.#readTexts();
      }
      refuseBadTexts(this.#texts);
    } catch (error) {
      await this.#incoming.stop();
      if (!(error instanceof Problem)) throw error;
      problem ??= error;
    }
    return new Form(this.#entries, problem);
  }
}

function isFile(part: FormPart): part is FilePart {
  return part.filename !== null;
}
