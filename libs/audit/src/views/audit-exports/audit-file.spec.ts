import { AuditEntryDetails, csvLine } from '@annals/contracts';
import { createHash } from 'node:crypto';
import { auditFile, formatOf, type GivenOut } from './audit-file';

const entry = (sequence: number) =>
  AuditEntryDetails.parse({
    sequence,
    at: '2026-06-03T09:15:00.000Z',
    type: 'BotRegistered',
    area: 'fleet',
    actor: { kind: 'user', id: 'olga', label: null },
    sentence: [{ text: 'registered ' }, { kind: 'bot', id: 'b', label: '=1+1' }],
    outcome: 'allowed',
    reason: '=HYPERLINK("http://evil.example")',
    ...{
      data: { n: 1 },
      personal: { email: null },
      text: null,
      permission: null,
      grants: null,
      changes: [],
      routine: false,
      onBehalfOf: null,
      roleNames: {},
    },
    ...{ session: null, command: 'c', correlationId: 'c', causationId: 'c', stream: 'fleet-o', revision: 0 },
    position: '0',
  });

/** A log of so many entries; how many of them were asked for by now. */
function aLog(size: number, format = 'jsonl', after = 0) {
  const given: GivenOut[] = [];
  const state = { read: 0, given };
  const read = (behind: number, limit: number) => {
    const part = Array.from({ length: Math.min(limit, size - behind) }, (_, nth) => entry(behind + nth + 1));
    state.read += part.length;
    return Promise.resolve(part);
  };
  const told = (what: GivenOut) => Promise.resolve(given.push(what));
  return { ...state, state, file: auditFile(formatOf(format), { after, read, told }) };
}

describe('a file of the audit log', () => {
  it('has every entry once, and is told of with the digest of its bytes', async () => {
    const { file, given } = aLog(1_200);
    let text = '';
    for await (const part of file) text += part;
    const lines = text.split('\n').slice(0, -1);
    expect(lines.map((line) => (JSON.parse(line) as { sequence: number }).sequence)).toEqual(
      Array.from({ length: 1_200 }, (_, nth) => nth + 1),
    );
    expect(given).toEqual([{ rows: 1_200, digest: createHash('sha256').update(text).digest('hex') }]);
  });

  it('of a million entries holds one part at a time, and waits for who takes it', async () => {
    const { file, state } = aLog(1_000_000);
    for (let parts = 1; parts <= 20; parts += 1) {
      await file.next();
      expect(state.read).toBe(parts * 500);
    }
    await file.return(undefined);
    expect(state).toMatchObject({ read: 10_000, given: [] });
  });

  it('that nobody could be told of breaks off', async () => {
    const read = () => Promise.resolve([entry(1)]);
    const told = () => Promise.reject(new Error('the log does not answer'));
    const file = auditFile(formatOf('jsonl'), { after: 0, read, told });
    await file.next();
    await expect(file.next()).rejects.toThrow('the log does not answer');
  });

  it('S16: gives spreadsheets no formulas, and begins with the names of its columns, once', async () => {
    const parts: string[] = [];
    for await (const part of aLog(1, 'csv').file) parts.push(part);
    expect(parts).toHaveLength(2);
    expect(parts[0]).toMatch(/^\ufeffsequence,at,type,/);
    expect(parts[1]).toContain(csvLine(['=HYPERLINK("http://evil.example")']).trim());
    expect(parts[1]).toContain('"[erased] registered =1+1"');
    const rest: string[] = [];
    for await (const part of aLog(2, 'csv', 1).file) rest.push(part);
    expect([rest.length, rest[0]?.startsWith('2,')]).toEqual([1, true]);
  });
});
