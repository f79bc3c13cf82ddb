import { csvLine, type AuditEntryDetails, type AuditExport } from '@annals/contracts';
import { type TestAnnals, startAnnals } from '@annals/testing';
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { eventually, runAnnals } from '../../../cli/src/testing/run-annals';
import { bot, founder, member, someName, type Founder } from '../support/people';

jest.setTimeout(180_000);

type Entry = z.output<typeof AuditEntryDetails> & { readonly words: string };
type Asked = { exportId: string; rows: number; first: number | null; last: number | null; code: string };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Domain.md §4.16: entries of the log as a file; that somebody takes them is in the log. */
describe('exports of the audit log', () => {
  let annals: TestAnnals;
  let owner: Founder;
  const at = (path = ''): string => `${owner.path}/audit/exports${path}`;
  const ask = async (body: object, by: Founder = owner) => (await by.client.post<Asked>(at(), body)).body;
  const take = (exportId: string, query = '', by: Founder = owner) => by.client.get(at(`/${exportId}/file${query}`));
  const told = async (exportId: string, times = 1) => {
    const read = async () => (await owner.client.get<z.output<typeof AuditExport>>(at(`/${exportId}`))).body;
    await eventually(`${times} takings are told`, async () => (await read()).taken.length === times);
    return read();
  };
  const entries = (text: string) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Entry);

  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
    await bot(annals, owner, '=HYPERLINK("http://evil.example")');
    await owner.client.get(`${owner.path}/audit`); // waits until the log has it
  });
  afterAll(() => annals.stop());

  it('are asked for, say what is in them, and are taken with a digest of every byte', async () => {
    const asked = await ask({ format: 'jsonl', area: 'fleet' });
    expect(asked).toMatchObject({ rows: 1 });
    const { text, headers, status } = await take(asked.exportId);
    expect([status, headers.get('content-type'), headers.get('annals-total')]).toEqual([
      200,
      'application/x-ndjson',
      '1',
    ]);
    const [entry, ...others] = entries(text);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ type: 'BotRegistered', sequence: asked.first, area: 'fleet' });
    expect(entry?.words).toMatch(/^olga registered the RPA bot =HYPERLINK/);
    const { filter, taken, first, last } = await told(asked.exportId);
    expect([filter, first, last]).toEqual([{ area: 'fleet' }, asked.first, asked.last]);
    expect(taken).toMatchObject([{ rows: 1, after: null, digest: sha256(text), actor: { id: owner.userId } }]);
  });

  it('S16: are for spreadsheets, too, in which what looks like a formula is text', async () => {
    const { exportId } = await ask({ format: 'csv' });
    const { text, headers } = await take(exportId);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows[0]).toMatchObject({ sequence: '1', type: 'OrganizationCreated' });
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(csvLine(['=1'])).toBe("'=1\r\n");
  });

  it('go on behind an entry, where a file broke off: the parts are the whole', async () => {
    const { exportId, rows } = await ask({ format: 'jsonl' });
    const whole = (await take(exportId)).text;
    const lines = whole.split('\n');
    const [, second] = entries(whole);
    const rest = (await take(exportId, `?after=${second?.sequence}`)).text;
    expect(`${lines.slice(0, 2).join('\n')}\n${rest}`).toBe(whole);
    expect((await told(exportId, 2)).taken).toMatchObject([
      { rows, after: null },
      { rows: rows - 2, after: second?.sequence, digest: sha256(rest) },
    ]);
  });

  it('have what was there when they were asked for, and tell of nobody else’s organization', async () => {
    const { exportId, rows, last } = await ask({ format: 'jsonl' });
    await owner.client.post(`${owner.path}/rename`, { name: someName() });
    const there = entries((await take(exportId)).text);
    expect([there.length, there.at(-1)?.sequence]).toEqual([rows, last]);
    const stranger = await founder(annals, 'eve');
    const foreign = await stranger.client.post<Asked>(`${stranger.path}/audit/exports`, { format: 'csv' });
    expect((await take(foreign.body.exportId)).body).toMatchObject({ code: 'EXPORT_NOT_FOUND' });
    expect((await take(exportId, '', stranger)).body).toMatchObject({ code: 'ORG_NOT_FOUND' });
  });

  it('are told in the log, by who asked and who took', async () => {
    const { exportId, rows } = await ask({ format: 'csv', outcome: 'allowed', reason: 'SOC 2, second quarter' });
    await take(exportId);
    await told(exportId);
    const log = await owner.client.get<{ items: { type: string; reason: string | null; actor: { label: string } }[] }>(
      `${owner.path}/audit?area=oversight&limit=2`,
    );
    expect(log.body.items).toMatchObject([
      { type: 'AuditExportTaken', actor: { label: 'olga' } },
      { type: 'AuditExportRequested', reason: 'SOC 2, second quarter' },
    ]);
    expect(JSON.stringify(log.body)).toContain(`asked for ${rows} audit entries as CSV, from #1 to #`);
    const { items } = (await owner.client.get<{ items: { exportId: string }[] }>(at('?limit=1'))).body;
    expect(items).toMatchObject([{ exportId, requestedBy: { label: 'olga' } }]);
  });

  it('E1: annals replay tells the same in order, as sentences or as JSON, with a key that may read the log', async () => {
    const asked = { name: 'auditor', permissions: ['audit:read', 'members.email:read'], expiresInDays: 1 };
    const issued = await owner.client.post<{ secret: string }>(`${owner.path}/api-keys`, asked);
    const said = ['replay', '--organization', owner.organizationId, '--url', annals.url, '--key', issued.body.secret];
    const sentences = await runAnnals([...said, '--until', '3']);
    expect(sentences).toMatchObject({ code: 0, err: '3 entries.\n' });
    expect(sentences.out).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC {2}#1 {2}olga created the organization /);
    const { out } = await runAnnals([...said, '--format', 'jsonl']);
    const { exportId } = await ask({ format: 'jsonl' });
    const { text } = await take(exportId);
    expect(entries(text).slice(0, entries(out).length)).toEqual(entries(out));
    const foreign = (await founder(annals, 'eve')).organizationId;
    expect(await runAnnals([...said.slice(0, 2), foreign, ...said.slice(3)])).toMatchObject({ code: 1, out: '' });
    const nobody = await runAnnals([...said.slice(0, -1), 'nonsense']);
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('This key does not count')]);
  });

  it('are for who may take them: others are refused, and so are too many at once', async () => {
    const mia = await member(annals, owner, ['auditor'], someName());
    expect(await ask({ format: 'csv' }, { ...owner, client: mia.client })).toMatchObject({ code: 'FORBIDDEN' });
    const other = await founder(annals, 'ines');
    const one = () => other.client.post<Asked>(`${other.path}/audit/exports`, { format: 'csv' });
    for (let nth = 0; nth < 10; nth += 1) expect((await one()).status).toBe(201);
    expect((await one()).body).toMatchObject({ code: 'EXPORT_LIMIT_REACHED' });
  });
});
