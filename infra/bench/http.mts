import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atOnce, median, root } from './harness.mts';
import { number, rounds, say, times, type Row } from './table.mts';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** One POST over a kept connection. @throws Error for any other answer than 2xx */
function post(
  url: URL,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<{ body: Record<string, string>; cookie: string }> {
  const payload = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload), ...headers },
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
    request.on('error', reject).end(payload);
  });
}

/** P5: the whole product. */
export async function productRows(): Promise<Row[]> {
  const bare = await bareNest();
  const annals = await product();
  try {
    await bare.run(32, 2000);
    await annals.run(32, 1000);
    const [mine, limit, p99]: [number[], number[], number[]] = [[], [], []];
    for (let round = 1; round <= rounds; round += 1) {
      say(`P5: round ${round} of ${rounds}`);
      const measured = await annals.run(32, 5000);
      mine.push(measured.perSecond);
      p99.push(measured.p99);
      limit.push((await bare.run(32, 10_000)).perSecond);
    }
    const [a, b] = [median(mine), median(limit)];
    return [
      {
        id: 'P5',
        what: 'command over HTTP, 32 in flight: session, validation, permission, idempotency and sealing on, per second',
        ours: `${number(a)}, p99 ${median(p99).toFixed(1)} ms`,
        peer: '-',
        limit: `${number(b)} (bare Nest POST)`,
        ratio: times(a / b),
        goal: '>= 0.25x',
      },
    ];
  } finally {
    await annals.close();
    await bare.close();
  }
}

/** NestJS alone. */
async function bareNest() {
  const child = fork(join(root, 'infra', 'bench', 'bare-nest.cjs'));
  const port = await new Promise<number>((resolve) => {
    child.on('message', (message: { port: number }) => resolve(message.port));
  });
  const url = new URL(`http://127.0.0.1:${port}`);
  return {
    run: (inFlight: number, total: number) =>
      atOnce(inFlight, total, () => post(url, '/bare', { name: 'Halden Freight' })),
    close: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/**
 * The whole product under its supervisor, and 32 people who signed up: each renames the organization that is theirs.
 */
async function product() {
  const data = mkdtempSync(join(tmpdir(), 'annals-bench-'));
  const child = fork(join(root, 'dist', 'apps', 'cli', 'src', 'main.js'), ['start', '--port', '0'], {
    env: { ...process.env, ANNALS_DATA: data, ANNALS_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { url, mailbox } = await new Promise<{ url: URL; mailbox: string }>((resolve, reject) => {
    child.on('message', ({ url: at, mailbox: mails }: { type: string; url?: string; mailbox?: string }) => {
      if (at && mails) resolve({ url: new URL(at.replace('localhost', '127.0.0.1')), mailbox: mails });
    });
    child.once('exit', (code) => reject(new Error(`Annals ended with ${code}`)));
  });
  const people = await Promise.all(
    Array.from({ length: 32 }, (_, index) => signUp({ url, mailbox }, `bench${index}@bench.example`)),
  );
  return {
    run: (inFlight: number, total: number) =>
      atOnce(inFlight, total, (index) => {
        const { cookie, organizationId } = people[index % people.length] ?? { cookie: '', organizationId: '' };
        return post(
          url,
          `/api/v1/organizations/${organizationId}/rename`,
          { name: `Halden Freight ${index}` },
          { cookie, 'idempotency-key': randomUUID() },
        );
      }),
    close: async () => {
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      });
      agent.destroy();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function signUp(
  { url, mailbox }: { url: URL; mailbox: string },
  email: string,
): Promise<{ cookie: string; organizationId: string }> {
  await post(url, '/api/v1/users', { email });
  const token = await linkOf(mailbox, email);
  const { body, cookie } = await post(url, '/api/v1/users/verify', {
    token,
    password: 'correct horse battery',
    alias: 'Bench',
  });
  return { cookie, organizationId: body.organizationId ?? '' };
}

async function linkOf(mailbox: string, email: string): Promise<string> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const mails = (await (await fetch(`${mailbox}/messages?to=${encodeURIComponent(email)}`)).json()) as {
      text: string;
    }[];
    const secret = /#(\S+)/.exec(mails[0]?.text ?? '')?.[1];
    if (secret !== undefined) return secret;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  throw new Error(`No mail came for ${email}`);
}
