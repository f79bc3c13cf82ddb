import * as words from '@annals/contracts';
import { z } from 'zod';
import { problemOf } from './problem';
import { validationProblem } from './violations';

const Thing = z
  .strictObject({
    name: words.line(2, 5),
    email: words.email,
    id: words.id,
    from: words.queryInstant,
    day: words.utcDay,
    kind: z.enum(['a', 'b']),
    on: z.boolean(),
    percent: z.number().min(0).max(100),
    roles: z.array(z.string()).min(1).max(2),
  })
  .partial();

function violationsOf(sent: unknown, schema: z.ZodType = Thing) {
  const { error } = schema.safeParse(sent);
  if (!error) throw new Error('nothing is wrong');
  return problemOf(validationProblem(error.issues, sent))['violations'] as words.Violation[];
}

describe('D4: what is wrong with a field has a stable code, and words that follow its name', () => {
  it.each<readonly [object, string, string]>([
    [{ name: 1 }, 'wrong_type', 'is expected to be text'],
    [{ name: null }, 'wrong_type', 'is expected to be text'],
    [{ name: 'x' }, 'too_short', 'has at least 2 characters'],
    [{ name: 'xxxxxx' }, 'too_long', 'has at most 5 characters'],
    [{ name: 'a\u0000b' }, 'not_allowed', 'has characters that cannot be shown'],
    [{ email: 'nobody' }, 'not_an_email', 'is not an e-mail address'],
    [{ id: 'x' }, 'not_an_id', 'is not an id'],
    [{ day: 'today' }, 'not_a_day', 'is not a day as in 2026-11-22'],
    [{ kind: 'c' }, 'not_one_of', 'is not one of a, b'],
    [{ on: 'yes' }, 'wrong_type', 'is expected to be true or false'],
    [{ percent: 101 }, 'too_large', 'is at most 100'],
    [{ percent: -1 }, 'too_small', 'is at least 0'],
    [{ roles: [] }, 'too_few', 'may not be empty'],
    [{ roles: ['', '', ''] }, 'too_many', 'has at most 2 entries'],
    [{ other: 1 }, 'unknown_field', 'is not known here'],
  ])('%j is %s', (sent, code, message) =>
    expect(violationsOf(sent)).toEqual([{ path: `/${Object.keys(sent)[0] ?? ''}`, code, message }]),
  );

  it('keeps a schema’s own words', () =>
    expect(violationsOf({ from: 'yesterday' })).toMatchObject([
      { code: 'not_an_instant', message: expect.stringContaining('RFC 3339') as string },
    ]));

  it('tells what is missing from what is wrong', () =>
    expect(violationsOf({ b: 1 }, z.strictObject({ a: z.string(), b: z.string() }))).toMatchObject([
      { path: '/a', code: 'required' },
      { path: '/b', code: 'wrong_type' },
    ]));

  it('A6: names 20 faults at most, and little of the sender’s own words', () => {
    const violations = violationsOf(
      Object.fromEntries(Array.from({ length: 70_000 }, (_, index) => [`${'k'.repeat(1_000)}/${index}`, 1])),
    );
    expect(violations).toHaveLength(20);
    expect(JSON.stringify(violations).length).toBeLessThan(5_000);
    expect(violationsOf({ roles: Array(30).fill(1) }, z.object({ roles: z.array(z.string()) }))).toHaveLength(20);
  });
});
