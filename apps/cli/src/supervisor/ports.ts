import { createServer } from 'node:net';
import { CannotStart } from '../sentence';

/** Listens for a moment. @returns the port, or why it could not */
function listen(port: number, host: string): Promise<number | { readonly code: string }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ code: error.code ?? error.message });
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(address !== null && typeof address === 'object' ? address.port : { code: 'no address' });
      });
    });
  });
}

/** A port of the loopback address that is free now. */
export async function freePort(): Promise<number> {
  const port = await listen(0, '127.0.0.1');
  if (typeof port === 'number') return port;
  throw new CannotStart(`No port of 127.0.0.1 can be opened (${port.code}).`);
}

/**
 * Makes sure that the console's port can be opened, before anything is started; 0 chooses one.
 * @throws CannotStart
 */
export async function consolePort(wanted: number, host: string): Promise<number> {
  const port = await listen(wanted, host);
  if (typeof port === 'number') return port;
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${wanted} is taken by another program: choose another one with --port.`,
    EACCES: `Port ${wanted} may not be opened by this user: choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: correct ANNALS_HOST.`,
    ENOTFOUND: `The address ${host} is unknown: correct ANNALS_HOST.`,
  };
  throw new CannotStart(why[port.code] ?? `Port ${wanted} of ${host} can't be opened (${port.code}).`);
}
