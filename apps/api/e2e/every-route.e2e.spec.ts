import {
  allRoutes,
  AS_OF,
  callOf,
  exampleOf,
  looksBack,
  nameOf,
  namesIn,
  pathAt,
  type Route,
  statusOf,
} from '@annals/contracts';
import { startAnnals, type TestAnnals } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { founder } from './support/people';
import { type Prepared, prepared } from './support/prepared';
import { type Place, thing, things } from './support/things';

const asked = allRoutes.filter(({ tag, produces }) => tag !== undefined && produces !== 'text/event-stream');
const preparations: Readonly<Record<string, (place: Place) => Promise<Prepared>>> = prepared;

/** Of the past nobody knows what only the vault does, nor what depends on the moment in which somebody asks. */
const momentary = new Set(['lastUsedAt', 'lastSeenAt', 'version', 'host', 'ahead', 'progress', 'until', 'since']);

function steady(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(steady);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).filter(([name]) => !momentary.has(name));
  return Object.fromEntries(known.map(([name, each]) => [name, steady(each)]));
}

/** A new route is asked here without being listed anywhere; where it needs more, `support/prepared.ts` says so. */
describe('every route, asked rightly, answers as it promises', () => {
  let annals: TestAnnals;
  let place: Place;
  beforeAll(async () => {
    annals = await startAnnals();
    place = { annals, owner: await founder(annals, 'everybody') };
  });
  afterAll(() => annals.stop());

  const read = new Map<string, string>();
  /** Who only reads a thing reads the one that there is; who changes one has one of their own. */
  async function toRead(names: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const named: Record<string, string> = {};
    for (const name of names) {
      const known = name.endsWith('Id') ? read.get(name) : undefined; // a logo and a slug are what they are now
      named[name] = known ?? (await thing(name, place));
      read.set(name, named[name]);
    }
    return named;
  }

  /** All that is said: things for the path, an example for the body, and what was prepared. */
  async function saidTo(route: Route, said: Prepared['said'] = {}): Promise<Readonly<Record<string, unknown>>> {
    const wanting = namesIn(route.path).filter((name) => !(name in said));
    const example = route.body?.parse(exampleOf(route.body));
    const named = await (route.method === 'GET' ? toRead(wanting) : things(place, wanting));
    return { ...named, ...example, ...said };
  }

  /** E1: as of the last event a route answers what it answers now, or says that it is known only as it is now. */
  async function askedOfThePast(route: Route, { by, path }: { by: Prepared['by']; path: string }): Promise<void> {
    const head = async () =>
      (await place.owner.client.get<{ last: { sequence: number } }>(`${place.owner.path}/history`)).body.last.sequence;
    const sequence = await head();
    const [then, now] = [await by?.get(pathAt(path, sequence)), await by?.get(path)];
    // What a worker did meanwhile is in the one and not in the other.
    if ((await head()) !== sequence) return askedOfThePast(route, { by, path });
    if (!looksBack(route)) {
      expect(then?.body).toMatchObject({ code: 'KNOWN_ONLY_NOW' });
      return;
    }
    expect({ status: then?.status, text: then?.text, asOf: then?.headers.get(AS_OF) }).toEqual({
      status: 200,
      text: then?.text,
      asOf: String(sequence),
    });
    expect(route.answer?.safeParse(then?.body).error?.issues ?? []).toEqual([]);
    expect(steady(then?.body)).toEqual(steady(now?.body));
  }

  it.each(asked.map((route) => [nameOf(route), route] as const))('%s', async (name, route) => {
    const { by = place.owner.client, said, saysNo } = (await preparations[name]?.(place)) ?? {};
    const { method, path, body } = callOf(route, await saidTo(route, said));
    const command = { headers: { 'idempotency-key': randomUUID() }, ...(body === undefined ? {} : { body }) };
    const answer = await (method === 'GET' ? by.get(path) : by.send(method, path, command));
    if (saysNo !== undefined) {
      expect(answer.body).toMatchObject({ code: saysNo });
      return;
    }
    expect({ status: answer.status, text: answer.text }).toEqual({ status: statusOf(route), text: answer.text });
    expect(route.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
    expect(route.answer === undefined && route.produces === undefined).toBe(answer.text === '');
    if (method === 'GET' && path.startsWith('/api/v1/organizations/')) await askedOfThePast(route, { by, path });
  });
});
