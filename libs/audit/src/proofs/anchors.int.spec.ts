import type { Anchor } from '@annals/config';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ALog, anEvent } from '../testing/a-log.setup';
import { Anchoring } from './anchors.service';
import { HistoryKeeper } from './history-keeper.service';

interface Taken {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('places outside that keep checkpoints', () => {
  const organizationId = randomUUID();
  const folder = mkdtempSync(join(tmpdir(), 'annals-anchors-'));
  const taken: Taken[] = [];
  let answers = 200;
  let now = '2026-06-03T09:15:00.000Z';
  let log: ALog;
  let note = '';
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      taken.push({ method: request.method, path: request.url, headers: request.headers, body });
      response.writeHead(answers).end();
    });
  });
  const places = (port: number): readonly Anchor[] => [
    { name: 'disk', kind: 'file', url: pathToFileURL(folder).href },
    { name: 'kestrel', kind: 'http', url: `http://127.0.0.1:${port}/annals` },
    { name: 'bucket', kind: 's3', url: `s3://key:secret@127.0.0.1:${port}/halden/annals?region=eu-north-1&tls=false` },
  ];
  let anchoring: Anchoring;
  const kept = async () => new Map((await log.vault.anchors.of(organizationId)).map((each) => [each.name, each]));

  beforeAll(async () => {
    log = await ALog.open('anchors', startEventStore, () => now);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    anchoring = new Anchoring(log.vault, { anchors: places((server.address() as AddressInfo).port) });
    await log.append([anEvent(organizationId, 'fleet')]);
    await new HistoryKeeper(log).look(now);
    note = (await log.vault.checkpoints.latest(organizationId))?.note ?? '';
    expect(note).not.toBe('');
  });
  afterAll(async () => {
    server.close();
    rmSync(folder, { recursive: true });
    await log.close();
  });

  it('that take nothing are tried again later, and hold up no others', async () => {
    answers = 503;
    await anchoring.look(now);
    expect(readFileSync(join(folder, organizationId, '000000000000001.txt'), 'utf8')).toBe(note);
    const of = await kept();
    expect(of.get('disk')).toMatchObject({ number: 1, keptAt: now, failingSince: null });
    for (const name of ['kestrel', 'bucket'])
      expect(of.get(name)).toMatchObject({ number: 0, keptAt: null, failingSince: now, fault: 'HTTP_503' });
    taken.length = 0;
    await anchoring.look(now);
    expect(taken).toEqual([]);
  });

  it('get each checkpoint once, a bucket so that it is never overwritten', async () => {
    answers = 200;
    now = '2026-06-03T09:16:00.000Z';
    await anchoring.look(now);
    await anchoring.look(now);
    expect((await kept()).get('kestrel')).toMatchObject({ number: 1, keptAt: now, failingSince: null, fault: null });
    const [put, posted] = [...taken].sort((one, other) => String(other.method).localeCompare(String(one.method)));
    expect(taken).toHaveLength(2);
    expect(posted).toMatchObject({ method: 'POST', path: '/annals', body: note });
    expect(put).toMatchObject({
      method: 'PUT',
      path: `/halden/annals/${organizationId}/000000000000001.txt`,
      body: note,
      headers: { 'if-none-match': '*' },
    });
    expect(put?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-north-1\/s3\//);
  });

  it('are content where they have it already', async () => {
    answers = 412;
    await log.append([anEvent(organizationId, 'organization')]);
    now = '2026-06-03T09:18:00.000Z';
    await new HistoryKeeper(log).look('2026-06-03T09:30:00.000Z');
    now = '2026-06-03T09:31:00.000Z';
    const keeper = new HistoryKeeper(log);
    await keeper.look(now);
    await anchoring.look(now);
    const of = await kept();
    expect([of.get('bucket')?.number, of.get('kestrel')?.fault]).toEqual([2, 'HTTP_412']);
    expect(readdirSync(join(folder, organizationId))).toHaveLength(2);
  });
});
