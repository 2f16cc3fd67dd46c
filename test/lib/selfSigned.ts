import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate for a host that nobody vouches for, and its key, both as PEM: X.509 in the least that TLS takes. */
export function selfSigned(host: string): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const algorithm = sequence(identifier([1, 3, 101, 112]));
  const name = sequence(set(sequence(identifier([2, 5, 4, 3]), element(0x0c, Buffer.from(host)))));
  const validity = sequence(utcTime('250101000000Z'), utcTime('491231235959Z'));
  // The host is the subject's alternative name (2.5.29.17), as a DNS name.
  const names = sequence(element(0x82, Buffer.from(host)));
  const extension = sequence(identifier([2, 5, 29, 17]), element(0x04, names));
  const body = sequence(
    element(0xa0, element(0x02, Buffer.of(2))),
    element(0x02, Buffer.of(1)),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(extension)),
  );
  const signature = element(0x03, Buffer.concat([Buffer.of(0), sign(null, body, privateKey)]));
  const der = sequence(body, algorithm, signature);
  const cert = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
}

/** An element of DER (X.690): tag, length, content. */
function element(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, Buffer.concat(parts));
const set = (...parts: readonly Uint8Array[]): Buffer => element(0x31, Buffer.concat(parts));
const utcTime = (text: string): Buffer => element(0x17, Buffer.from(text));

/** An object identifier whose numbers are all below 128. */
function identifier([first = 0, second = 0, ...rest]: readonly number[]): Buffer {
  return element(0x06, Buffer.of(40 * first + second, ...rest));
}
