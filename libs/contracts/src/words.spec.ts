import { z } from 'zod';
import { ListAudit } from './audit/api';
import { ListRuns } from './automation/api';
import { instant, queryInstant } from './words';

describe('an instant in a query', () => {
  it.each([
    ['2026-11-22T00:00:00Z', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T00:00:00.5Z', '2026-11-22T00:00:00.500Z'],
    ['2026-11-22T00:00:00.123Z', '2026-11-22T00:00:00.123Z'],
    ['2026-11-22T00:00:00.123999999Z', '2026-11-22T00:00:00.123Z'],
    ['2026-11-22T01:30:00+02:00', '2026-11-21T23:30:00.000Z'],
    ['2026-11-22T01:30:00.25-05:30', '2026-11-22T07:00:00.250Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (typed, meant) => {
    expect(queryInstant.parse(typed)).toBe(meant);
    for (const list of [ListAudit, ListRuns])
      expect(list.parse({ from: typed, to: typed })).toMatchObject({ from: meant, to: meant });
    expect(instant.parse(meant)).toBe(meant);
  });

  it.each([
    '',
    'yesterday',
    '2026-11-22',
    '2026-11-22T00:00Z',
    '2026-11-22T00:00+02:00',
    '2026-11-22T00:00:00',
    '2026-11-22T00:00:00.Z',
    '2026-11-22T00:00:00.1234567890Z',
    '2026-02-30T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T00:00:00 02:00',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '2026-11-22T00:00:00Z\u0000',
  ])('%j is none, and what is expected is said once', (typed) => {
    const { error } = queryInstant.safeParse(typed);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining('RFC 3339, e.g. 2026-11-22T00:00:00Z'),
    ]);
  });

  it('is a date-time to whoever reads the OpenAPI document', () =>
    expect(z.toJSONSchema(queryInstant, { target: 'openapi-3.0', io: 'input' })).toMatchObject({
      type: 'string',
      format: 'date-time',
    }));

  it('leaves what is stored as strict as it was', () =>
    expect(instant.safeParse('2026-11-22T00:00:00Z').success).toBe(false));
});
