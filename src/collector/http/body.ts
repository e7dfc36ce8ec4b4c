import {endpointLimits} from '../../schema/limits.js';
import {Problem} from '../problem.js';

export interface BodyLimits {
  /** Bytes. */
  readonly bytes: number;
  /** Milliseconds until the whole body must have arrived. */
  readonly time: number;
}

export const bodyLimits: BodyLimits = {bytes: endpointLimits.bodyBytes, time: 15_000};

/**
 * Reads a body as UTF-8 text, counting while it arrives.
 * @throws {Problem} 413 `body/too-large`, 415 `body/encoded`, 408 `body/slow`, 400 `body/not-utf8`, `body/broken`.
 */
export async function readBody(request: Request, limits: BodyLimits = bodyLimits): Promise<string> {
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding.toLowerCase() !== 'identity')
    throw new Problem(415, 'body/encoded', 'Content-Encoding is not accepted; send the body as it is.');
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  if (announced > limits.bytes) throw tooLarge(limits);
  // HTTP holds a body to its announced length, so only one without needs counting.
  const reading = Number.isNaN(announced) ? counted(request, limits) : request.arrayBuffer();
  const bytes = await inTime(reading, limits);
  if (bytes.byteLength > limits.bytes) throw tooLarge(limits);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    throw new Problem(400, 'body/not-utf8', 'The body is not valid UTF-8.');
  }
}

const tooLarge = ({bytes}: BodyLimits): Problem =>
  new Problem(413, 'body/too-large', `The body is larger than ${bytes} bytes; send fewer items at once.`);

async function counted(request: Request, limits: BodyLimits): Promise<ArrayBuffer | Uint8Array> {
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.length;
    if (length > limits.bytes) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge(limits);
    }
    chunks.push(value);
  }
}

async function inTime<T>(reading: Promise<T>, {time}: BodyLimits): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem(408, 'body/slow', 'The body took too long to arrive.')), time);
  });
  try {
    return await Promise.race([reading, slow]);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(400, 'body/broken', 'The body ended before it was complete.');
  } finally {
    clearTimeout(timer);
  }
}

/** @throws {Problem} 400 `body/not-json`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'body/not-json', 'The body is not valid JSON.');
  }
}
