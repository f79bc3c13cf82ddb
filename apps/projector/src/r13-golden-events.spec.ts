import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eventDefinitions, type AnyEvent, type StoredForm } from '@annals/contracts';
import { todaysForm } from '@annals/eventstore';
import { goldenEvents, isEvent, oneOfEach, withUnknownWords } from '@annals/testing';
import { givenLog, owned, someLog } from '@annals/views';
import { z } from 'zod';
import { reactions, views as everyView } from '@annals/contexts';

const golden = goldenEvents();
const today = oneOfEach();
const read = (stored: StoredForm): AnyEvent => {
  const { version, ...event } = todaysForm(stored);
  if (version !== eventDefinitions.get(event.type)?.version || !isEvent(event))
    throw new Error(`${stored.type}@${stored.version} does not come to an event of today`);
  return event;
};

describe('R13: every event version ever released', () => {
  it.each(golden.map((stored) => [`${stored.type}@${stored.version}`, stored] as const))(
    '%s is read as an event of today',
    (_name, stored) => {
      expect(() => read(stored)).not.toThrow();
    },
  );

  it('has a second version where the first is read with what was so then', () => {
    const [first, second] = golden.filter(({ type }) => type === 'AccountLocked').map(todaysForm);
    expect(first).toEqual(second);
    expect(second).toMatchObject({ version: 2, data: { factor: 'password' } });
  });

  it('is, where its type has later versions, as today’s definition says even without its upcast: these only add optional fields, so rows that kept it stay readable', () => {
    const former = golden.filter(({ type, version }) => version < (eventDefinitions.get(type)?.version ?? 0));
    expect(former.map(({ type }) => type)).toEqual(expect.arrayContaining(['AccountLocked', 'RoleCreated']));
    // A part that came later has nothing in it there.
    const withParts = ({ version: _, ...event }: (typeof former)[number]) => ({
      ...(eventDefinitions.get(event.type)?.text ? { text: {} } : {}),
      ...event,
    });
    expect(former.filter((event) => !isEvent(withParts(event)))).toEqual([]);
  });

  it.each(everyView.map((view) => [view.name, view] as const))('folds into the view %s', (_name, view) => {
    for (const stored of golden) expect(() => givenLog(read(stored)).viewOf(view)).not.toThrow();
    expect(Object.keys(givenLog(...golden.map(read)).viewOf(view)).sort()).toEqual(Object.keys(view.tables).sort());
  });

  it.each(everyView.map((view) => [view.name, view] as const))(
    'folds into the view %s with words of another release, in the same rows (history.md §2)',
    (_name, view) => {
      for (const event of today) {
        const rowsOf = (each: AnyEvent) => Object.values(givenLog(each).viewOf(view)).map((rows) => rows.length);
        expect([event.type, rowsOf(withUnknownWords(event))]).toEqual([event.type, rowsOf(event)]);
      }
    },
  );

  it.each(everyView.map((view) => [view.name, view] as const))(
    'A2: writes rows of its own owner only in the view %s, so that nobody’s rows wait for another’s events',
    (_name, view) => {
      for (const stored of golden) {
        const event = read(stored);
        const [owner] = someLog(event).map((each) => owned(each));
        for (const row of Object.values(givenLog(event).viewOf(view)).flat()) {
          const whose = z
            .looseObject({ organization_id: z.string().optional(), account_id: z.string().nullish() })
            .parse(row);
          expect([event.type, whose.organization_id ?? whose.account_id]).toEqual([
            event.type,
            owner?.organization ?? owner?.account,
          ]);
        }
      }
    },
  );

  it.each(reactions.map((reaction) => [reaction.name, reaction] as const))(
    'is taken by the reaction %s',
    (_name, reaction) => {
      const handled = someLog(...golden.map(read), ...today.map(withUnknownWords)).filter(({ type }) =>
        reaction.handles(type),
      );
      expect(handled.length).toBeGreaterThan(0);
      for (const event of handled)
        for (const { queue, key } of reaction.jobs(owned(event)))
          expect([queue, key].every((text) => text.length > 0)).toBe(true);
    },
  );

  it('is in the file', () => {
    const locked = z
      .array(z.object({ type: z.string(), version: z.int() }))
      .parse(JSON.parse(readFileSync(resolve(__dirname, '../../../libs/contracts/events.lock.json'), 'utf8')));
    expect(golden.map(({ type, version }) => `${type}@${version}`)).toEqual(
      expect.arrayContaining(locked.map(({ type, version }) => `${type}@${version}`)),
    );
  });
});
