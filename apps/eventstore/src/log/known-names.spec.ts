import { randomUUID } from 'node:crypto';
import { KnownNames } from './known-names';

/** Complete, as after reading the tables. */
async function complete(...names: string[]): Promise<KnownNames> {
  const known = new KnownNames();
  await known.load(
    (async function* () {
      yield names;
    })(),
  );
  return known;
}

describe('the names of streams', () => {
  it('until the tables were read, and after somebody else may have written, everything may', async () => {
    expect(new KnownNames().mayHaveFamily('x')).toBe(true);
    const names = await complete('a');
    expect([names.mayHaveFamily('a'), names.mayHaveFamily('x')]).toEqual([true, false]);
    names.forget();
    expect(names.mayHaveFamily('x')).toBe(true);
  });
  it('a reading that was overtaken does not count', async () => {
    const names = new KnownNames();
    await names.load(
      (async function* () {
        yield ['a'];
        names.forget();
      })(),
    );
    expect(names.mayHaveFamily('x')).toBe(true);
  });
  it('what was added may, by its name or by its metadata', async () => {
    const names = await complete();
    const added = Array.from({ length: 5000 }, () => `run-${randomUUID()}`);
    for (const name of added) names.add(name);
    names.add('$$only-metadata');
    for (const name of [...added, 'only-metadata']) expect(names.mayHaveFamily(name)).toBe(true);
  });
  it('what was not added may not, however alike', async () => {
    const names = await complete();
    for (let index = 0; index < 200_000; index += 1) names.add(`run-${index}.${index * 7}`);
    const others = [
      ...Array.from({ length: 20_000 }, () => `run-${randomUUID()}`),
      ...Array.from({ length: 20_000 }, (_, index) => `run-${index}.${index * 7 + 1}`),
    ];
    expect(others.filter((name) => names.mayHaveFamily(name))).toEqual([]);
    expect([names.has('run-199999.1399993'), names.has('$$run-1.7')]).toEqual([true, false]);
  });
});
