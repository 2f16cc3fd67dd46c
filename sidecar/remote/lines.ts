/** What of an answer is read at most, in bytes: many times what the longest completion takes. */
const MOST_BYTES = 8 << 20;

/**
 * The lines of a body, without their ends; the last one need not be ended.
 *
 * @throws RangeError when it is longer than any answer; whatever reading throws
 */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  let bytes = 0;
  for await (const chunk of chunksOf(body)) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new RangeError('it sends more than an answer can have');
    // The text up to here has no line feed: only what is new is searched.
    const text = decoder.decode(chunk, { stream: true });
    const parts = text.split('\n');
    parts[0] = rest + parts[0]!;
    rest = parts.pop()!;
    for (const line of parts) yield line.replace(/\r$/, '');
  }
  rest += decoder.decode();
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** The parts of a body as they come. Ending the iteration early gives the body up, and with it the connection. */
export async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * The message of a line: the data of a server-sent event (WHATWG HTML, 9.2; one line each, as all these servers send
 * them) or the line itself. undefined for lines that carry none.
 */
export function messageOf(line: string, framing: 'events' | 'lines'): string | undefined {
  if (framing === 'lines') return line.trim() === '' ? undefined : line;
  const data = /^(?:data|error): ?(.*)$/.exec(line)?.[1];
  return data === '' ? undefined : data;
}
