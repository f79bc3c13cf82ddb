import http from 'node:http';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** What one request was answered. */
export interface Answered {
  readonly body: Record<string, string>;
  readonly cookie: string;
}

/** One request over a kept connection, a POST where it has a body. @throws Error for any other answer than 2xx */
export function request(
  url: URL,
  path: string,
  { body, headers = {} }: { body?: object; headers?: Record<string, string> },
): Promise<Answered> {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const said = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = http.request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...said, 'content-length': Buffer.byteLength(payload), ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('error', reject)
          .on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            if ((response.statusCode ?? 500) >= 300)
              reject(new Error(`${path} answered ${response.statusCode}: ${text}`));
            else
              resolve({
                body: text.startsWith('{') ? JSON.parse(text) : {},
                cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
              });
          });
      },
    );
    sent.on('error', reject).end(payload);
  });
}
