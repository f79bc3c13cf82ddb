import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the endpoint knows of meaning: words of one line mean the same. */
const concepts = [/refund|reimburs|money|paid/i, /return|parcel|sent back/i, /holiday|leave|vacation/i];
const vectorOf = (text: string): number[] => concepts.map((words) => (words.test(text) ? 1 : 0.01));

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly model: string; readonly input: readonly string[] };
}

/** An endpoint that speaks the protocol of OpenAI, and answers otherwise while a spec says so. */
export async function startEndpoint() {
  const calls: Call[] = [];
  const endpoint = {
    calls,
    /** Everything that it was told. */
    texts: () => calls.flatMap(({ body }) => body.input),
    answers: undefined as ((response: ServerResponse, input: readonly string[]) => void) | undefined,
    url: '',
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let text = '';
    for await (const part of request) text += String(part);
    const body = JSON.parse(text) as Call['body'];
    calls.push({ headers: request.headers, body });
    if (request.url !== '/ai/embeddings') response.writeHead(404).end();
    else if (endpoint.answers) endpoint.answers(response, body.input);
    else response.end(answerOf(body.input.map(vectorOf)));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ai`;
  return endpoint;
}

/** Vectors as the protocol has them. */
export const answerOf = (vectors: readonly unknown[]): string =>
  JSON.stringify({ data: vectors.map((embedding, index) => ({ index, embedding })) });
