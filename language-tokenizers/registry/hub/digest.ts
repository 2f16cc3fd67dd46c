/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): Promise<string> {
  return digest('SHA-256', bytes);
}

/** The digest that the hub gives as a file's etag: SHA-256, or git's SHA-1 of a blob; undefined for any other etag. */
export async function digestLike(etag: string, bytes: Uint8Array): Promise<string | undefined> {
  if (/^[\da-f]{64}$/.test(etag)) return sha256(bytes);
  if (!/^[\da-f]{40}$/.test(etag)) return undefined;
  const head = new TextEncoder().encode(`blob ${bytes.length}\0`);
  const blob = new Uint8Array(head.length + bytes.length);
  blob.set(head);
  blob.set(bytes, head.length);
  return digest('SHA-1', blob);
}

async function digest(algorithm: string, bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest(algorithm, bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
