import {
  botKind,
  code,
  defineEvent,
  eventDefinitions,
  id,
  instant,
  permission,
  refusals,
  systemRole,
  word,
  type EventDefinition,
} from '@annals/contracts';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { bareStrings } from './bare-strings';
import { checkGolden, writeGolden } from './golden';
import { changes, checkLock, readLock, writeLock } from './lock';
import { promiseOf } from './parts-schema';

const ROOT = resolve(__dirname, '../../..');
const moved = (data: Record<string, z.ZodType>, type = 'ThingMoved'): EventDefinition => defineEvent(type, { data });

describe('no bare string in data', () => {
  it.each([
    ['a name', { name: z.string() }],
    ['an e-mail address', { email: z.email() }],
    ['in a list', { names: z.array(z.string()) }],
    ['in an object', { a: z.object({ b: z.string() }) }],
    ['an alternative', { a: z.union([id, z.string()]) }],
    ['a record', { a: z.record(z.string(), z.int()) }],
    ['anything', { a: z.unknown() }],
    ['a pattern', { a: z.string().regex(/^\d+$/) }],
    ['a closed list', { kind: z.enum(['a', 'b']) }],
    ['a closed list in a list', { kinds: z.array(z.object({ kind: z.enum(['a', 'b']) })) }],
    ['a closed list in a union', { kind: z.union([id, z.literal(['a', 'b'])]) }],
  ])('finds %s', (_, data) => expect(bareStrings(moved(data))).toHaveLength(1));

  it('lets ids, open words, instants, numbers and booleans be', () => {
    expect(
      bareStrings(
        moved({
          id,
          at: instant,
          day: z.iso.date(),
          kind: word(['a', 'b']),
          code: code(),
          n: z.int(),
          yes: z.boolean(),
          one: z.literal('one'),
          ids: z.array(id).optional(),
          maybe: id.nullable(),
        }),
      ),
    ).toEqual([]);
  });

  it('holds for every event that there is', () =>
    expect([...eventDefinitions.values()].flatMap(bareStrings)).toEqual([]));
});

describe('a word that will grow (history.md §2)', () => {
  it('may get one more without changing what is released', () => {
    const asked = (known: readonly string[]) => moved({ permissions: z.array(word(known)), code: code(known) });
    expect(promiseOf(asked(['bots:read', 'bots:fly']))).toBe(promiseOf(asked(['bots:read'])));
  });

  it('is not in the promise of any event: no permission, role or refusal', () => {
    const words = [...permission.options, ...systemRole.options, ...botKind.options, ...Object.keys(refusals)];
    const promises = [...eventDefinitions.values()].map(promiseOf).join();
    expect(words.filter((each) => promises.includes(`"${each}"`))).toEqual([]);
  });

  it('is shown with those of today in docs/events.md, and its golden event has one of them', () => {
    expect(readFileSync(join(ROOT, 'docs/events.md'), 'utf8')).toContain('kind: word (rpa, chat_agent)');
    const root = mkdtempSync(join(tmpdir(), 'annals-words-'));
    mkdirSync(join(root, 'libs/contracts'), { recursive: true });
    writeGolden(root, [moved({ kind: word(['rpa', 'chat_agent']), code: code(['BOT_DISABLED']) })]);
    const golden = readFileSync(join(root, 'libs/contracts/events.golden.json'), 'utf8');
    rmSync(root, { recursive: true, force: true });
    expect(golden).toContain('"data":{"kind":"rpa","code":"BOT_DISABLED"}');
  });
});

describe('events.lock.json', () => {
  let root: string;
  const versioned = (version: string, changelog = '') => {
    writeFileSync(join(root, 'package.json'), JSON.stringify({ version }));
    writeFileSync(join(root, 'CHANGELOG.md'), `# Changelog\n\n## Unreleased\n${changelog}\n`);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'annals-lock-'));
    mkdirSync(join(root, 'libs/contracts'), { recursive: true });
    versioned('0.1.0');
    writeLock(root, [moved({ id })]);
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const text = () => readFileSync(join(root, 'libs/contracts/events.lock.json'), 'utf8');

  it('agrees with what it was written from', () => expect(checkLock(root, [moved({ id })])).toEqual([]));

  it('refuses a changed, a missing and a new event', () => {
    expect(checkLock(root, [moved({ id, n: z.int() })])).toEqual([
      expect.stringContaining('ThingMoved (version 1) differs'),
    ]);
    expect(checkLock(root, [])).toEqual([expect.stringContaining('ThingMoved is in')]);
    expect(checkLock(root, [moved({ id }), moved({ id }, 'ThingLost')])).toEqual([
      expect.stringContaining('ThingLost (version 1) is not in'),
    ]);
  });

  it('says in one line what is new, what has another form, and what is gone', () => {
    const [one, other] = [
      { type: 'ThingMoved', version: 1, sha256: 'a' },
      { type: 'ThingLost', version: 1, sha256: 'b' },
    ];
    expect(changes([one, other], [one, other])).toBe('No event is new or changed.');
    expect(changes([one], [{ ...one, sha256: 'c' }, { ...one, version: 2 }, other])).toBe(
      'ThingMoved (version 2) is new. ThingLost (version 1) is new. ThingMoved (version 1) has another form.',
    );
    expect(changes([one], [])).toBe('ThingMoved (version 1) is gone.');
  });

  it('takes a change over before 1.0.0 only when the changelog names it, and never later', () => {
    const before = text();
    expect(writeLock(root, [moved({ id, n: z.int() })])).toEqual([
      'ThingMoved is locked: name the change in CHANGELOG.md under "Unreleased" first.',
    ]);
    versioned('1.0.0', '- ThingMoved has a number');
    expect(writeLock(root, [moved({ id, n: z.int() })])).toEqual(['ThingMoved is locked: it is released for ever.']);
    expect(text()).toBe(before);
    versioned('0.2.0', '- ThingMoved has a number');
    expect(writeLock(root, [moved({ id, n: z.int() })])).toEqual([]);
    expect(text()).not.toBe(before);
  });

  it('keeps older versions of an event for ever', () => {
    const newer = Object.assign(moved({ id, n: z.int().optional() }), { version: 2 });
    expect(writeLock(root, [newer])).toEqual([]);
    expect(text().match(/ThingMoved/g)).toHaveLength(2);
  });

  it('goes with an event of every version, which stays as it was when a version is added', () => {
    expect(checkGolden(root, readLock(root))).toEqual([
      expect.stringContaining('ThingMoved (version 1) is not in libs/contracts/events.golden.json'),
    ]);
    writeGolden(root, [moved({ id })]);
    expect(checkGolden(root, readLock(root))).toEqual([]);
    const golden = () =>
      readFileSync(join(root, 'libs/contracts/events.golden.json'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('ThingMoved'));
    const [first] = golden();
    writeGolden(root, [Object.assign(moved({ id, n: z.int().min(3) }), { version: 2 })]);
    expect(golden()).toEqual([`${first ?? ''},`, expect.stringContaining('"version":2') as string]);
    expect(golden()[1]).toContain('"n":3');
  });

  it('is up to date', () => expect(checkLock(ROOT, [...eventDefinitions.values()])).toEqual([]));
});
