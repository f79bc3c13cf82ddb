import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { atRest, cpuSeconds } from './cpu.mts';
import { atOnce, root } from './harness.mts';
import { request } from './request.mts';
import type { Served } from './http.mts';

/** The whole product under its supervisor, in a folder of its own. */
export async function installation() {
  const data = mkdtempSync(join(tmpdir(), 'annals-bench-'));
  const child = fork(join(root, 'dist', 'bundled', 'annals.js'), ['start', '--port', '0'], {
    env: { ...process.env, ANNALS_DATA: data, ANNALS_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { url, mailbox } = await new Promise<{ url: URL; mailbox: string }>((resolve, reject) => {
    child.on('message', ({ url: at, mailbox: mails }: { type: string; url?: string; mailbox?: string }) => {
      if (at && mails) resolve({ url: new URL(at.replace('localhost', '127.0.0.1')), mailbox: mails });
    });
    child.once('exit', (code) => reject(new Error(`Annals ended with ${code}`)));
  });
  return {
    url,
    mailbox,
    data,
    pid: child.pid ?? 0,
    close: async () => {
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      });
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** An installation, and 32 people who signed up: each renames the organization that is theirs. */
export async function product(): Promise<Served> {
  const { url, mailbox, pid, close } = await installation();
  // One after the other: their passwords would keep the machine from everything else.
  const people: Awaited<ReturnType<typeof signUp>>[] = [];
  for (let index = 0; index < 32; index += 1)
    people.push(await signUp({ url, mailbox }, `bench${index}@bench.example`));
  const pids = [pid];
  let last = 0n;
  return {
    run: (inFlight, total) =>
      atOnce(inFlight, total, async (index) => {
        const { cookie, organizationId } = people[index % people.length] ?? { cookie: '', organizationId: '' };
        const { body } = await request(url, `/api/v1/organizations/${organizationId}/rename`, {
          body: { name: `Halden Freight ${index}` },
          headers: { cookie, 'idempotency-key': randomUUID() },
        });
        if (BigInt(body.position ?? 0) > last) last = BigInt(body.position ?? 0);
      }),
    cpuSeconds: () => cpuSeconds(pids),
    /** The views have seen the last command, and the reactions, too: they have nothing to do any more. */
    atRest: async () => {
      const { cookie, organizationId } = people[0] ?? { cookie: '', organizationId: '' };
      const headers = { cookie, 'min-position': String(last) };
      await request(url, `/api/v1/organizations/${organizationId}/audit?limit=1`, { headers });
      await atRest(pids);
    },
    close,
  };
}

/** Somebody signs up as people do, and has an organization. */
export async function signUp(
  { url, mailbox }: { url: URL; mailbox: string },
  email: string,
): Promise<{ cookie: string; organizationId: string }> {
  await request(url, '/api/v1/users', { body: { email } });
  const token = await linkOf(mailbox, email);
  const { body, cookie } = await request(url, '/api/v1/users/verify', {
    body: { token, password: 'correct horse battery', alias: 'Bench' },
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
    await pause(100);
  }
  throw new Error(`No mail came for ${email}`);
}
