import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack, unpack } from '@annals/eventstore';
import { fold, type DomainEvent, type Stream } from '@annals/kernel';
import { oneOfEach, ofThisRealm, withUnknownWords } from '@annals/testing';

type AnyStream = Stream<unknown, DomainEvent>;

const LIBS = join(__dirname, '../..');
const NOT_OF_PROCESSES = /\.spec\.ts$|\/testing\//;

const isStream = (value: unknown): value is AnyStream =>
  typeof value === 'object' && value !== null && 'category' in value && 'initial' in value && 'evolve' in value;

/** Every stream that any library defines, found by its type. */
async function streams(): Promise<AnyStream[]> {
  const files = readdirSync(LIBS, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !NOT_OF_PROCESSES.test(file),
  );
  const defined = files.flatMap((file) =>
    [...readFileSync(join(LIBS, file), 'utf8').matchAll(/^export const (\w+): Stream</gm)].map(([, name = '']) => ({
      file,
      name,
    })),
  );
  return await Promise.all(
    defined.map(async ({ file, name }) => {
      const found: unknown = Reflect.get((await import(join(LIBS, file))) as object, name);
      if (!isStream(found)) throw new Error(`${file} says that ${name} is a stream`);
      return found;
    }),
  );
}

/** One of each of its events, again with other words, and again in the other order. */
function historyOf({ evolve }: AnyStream): DomainEvent[] {
  const known = oneOfEach().filter(({ type }) => Object.hasOwn(evolve, type));
  return [...known, ...known.map(withUnknownWords), ...known.toReversed()];
}

/** As snapshots write and read a state (libs/eventstore/src/snapshots.ts). */
const written = (state: object): unknown => unpack(pack(state));

describe('snapshots of every stream', () => {
  it('hold its state as it is, and the fold goes on from there as if there had been none', async () => {
    const all = await streams();
    expect(all.map(({ category }) => category).sort()).toEqual(
      expect.arrayContaining(['access', 'account', 'fleet', 'keys', 'organization', 'presence', 'run', 'sessions']),
    );
    for (const stream of all) {
      const history = historyOf(stream);
      expect(history.length).toBeGreaterThan(0);
      const whole = fold(stream, history);
      for (let cut = 0; cut <= history.length; cut += 1) {
        const state = fold(stream, history.slice(0, cut)) as object;
        // Of a class of its own nothing but its fields would come back: then the types are not the same.
        expect(ofThisRealm(written(state))).toStrictEqual(state);
        const rest = fold(stream, history.slice(cut), written(state), cut);
        expect(ofThisRealm(rest)).toStrictEqual(whole);
      }
    }
  });
});
