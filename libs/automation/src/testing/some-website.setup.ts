import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a path answers: a page, or anything else. */
export type Answer = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A website on this machine: the pages of a spec, which notes what was asked for. */
export async function startWebsite(pages: Readonly<Record<string, Answer>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = pages[path];
    if (answer === undefined) response.writeHead(404).end('nothing here');
    else if (typeof answer === 'string') response.writeHead(200, { 'content-type': 'text/html' }).end(answer);
    else answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: (path = '/') => `http://127.0.0.1:${port}${path}`,
    /** Paths, in the order in which they were asked for. */
    asked,
    stop: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

export const page = (text: string, ...links: readonly string[]): string =>
  `<!doctype html><title>${text}</title><h1>${text}</h1>${links.map((link) => `<a href="${link}">x</a>`).join('')}`;
