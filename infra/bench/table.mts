import pg from 'pg';
import { median } from './harness.mts';

/**
 * How often each measurement is repeated; those of one row take turns, so that a slow moment of the machine meets all
 * of them.
 */
export const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

/**
 * One line of the table: ours beside a peer doing the same work and a limit that nobody can pass, with their ratios and
 * the goal.
 */
export interface Row {
  id: string;
  what: string;
  ours: string;
  peer: string;
  limit: string;
  ratio: string;
  goal: string;
}

export const number = (value: number) => Math.round(value).toLocaleString('en');
export const times = (value: number) => `${value.toFixed(2)}x`;
export const say = (text: string) => process.stderr.write(`${text}\n`);

/** A new database. @returns its connection string */
export async function database(adminUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Runs every measurement once in each round, one after the other.
 * @param measurements each does a fixed amount of work and returns its rate
 * @param slices how often they take turns within a round, when they are short: a slow moment of the machine then meets
 * all of them alike
 * @returns the median of each
 */
export async function interleaved<Name extends string>(
  title: string,
  measurements: Record<Name, () => Promise<number>>,
  slices = 1,
): Promise<Record<Name, number>> {
  const names = Object.keys(measurements) as Name[];
  const results = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    const times = new Map<Name, number>(names.map((name) => [name, 0]));
    for (let slice = 0; slice < slices; slice += 1)
      for (const name of names) times.set(name, (times.get(name) ?? 0) + 1 / (await measurements[name]()));
    for (const name of names) results.get(name)?.push(slices / (times.get(name) ?? NaN));
    say(
      `${title}: round ${round} of ${rounds}: ${names.map((name) => `${name} ${number(results.get(name)?.at(-1) ?? NaN)}`).join(', ')}`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, median(results.get(name) ?? [])])) as Record<Name, number>;
}
