import net from 'node:net';

/** A TCP port of this machine that is free now. Rejects when `wanted` (0: any) is taken. */
export function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${wanted} is in use.`) : error),
    );
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
