import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { authorization, withoutUser } from './proxy';

export interface Security {
  readonly signal?: AbortSignal;
  readonly rejectUnauthorized: boolean;
}

/** A connection through a proxy to where an address is served (RFC 9110, 9.3.6); rejects with what the proxy says. */
export function tunnel(url: URL, proxy: URL, security: Security): Promise<net.Socket> {
  const target = `${url.hostname}:${url.port || 443}`;
  const { request } = proxy.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    request(withoutUser(proxy), {
      ...security,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...authorization(proxy) },
      agent: false,
    })
      .on('connect', ({ statusCode = 0 }, socket) => {
        if (statusCode >= 200 && statusCode < 300) return resolve(socket);
        socket.destroy();
        reject(new Error(`the proxy ${proxy.host} answers ${statusCode}`));
      })
      .on('error', (error) => {
        // Without a cause: whoever looks for the reason of a failed request would tell that and not the proxy.
        reject(new Error(`the proxy ${proxy.host} can't be used (${error.message})`));
      })
      .end();
  });
}

/** TLS over a connection, with the host that the address names. */
export function encrypt(
  socket: net.Socket,
  { hostname }: URL,
  { rejectUnauthorized }: Security,
): tls.TLSSocket {
  const host = hostname.replace(/^\[|\]$/g, '');
  // A server name must be none of an IP address (RFC 6066, 3).
  const servername = net.isIP(host) === 0 ? { servername: host } : {};
  return tls.connect({ socket, host, rejectUnauthorized, ...servername });
}
