import type { EventDefinition } from '@annals/contracts';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { schemaOf, type Schema } from './parts-schema';

const FILE = 'libs/contracts/events.golden.json';
const part = z.record(z.string(), z.unknown());
const Golden = z.looseObject({ type: z.string(), version: z.int(), data: part });
type Golden = z.infer<typeof Golden>;
type Entry = Pick<Golden, 'type' | 'version'>;

/** An event of every version that was ever released. */
export const readGolden = (root: string): Golden[] =>
  existsSync(join(root, FILE)) ? z.array(Golden).parse(JSON.parse(readFileSync(join(root, FILE), 'utf8'))) : [];
const has =
  (entries: readonly Entry[]) =>
  ({ type, version }: Entry): boolean =>
    entries.some((entry) => entry.type === type && entry.version === version);

/** What stands for text of a format; for any other text some words. */
const TEXTS: Readonly<Record<string, string>> = {
  'date-time': '2026-06-03T09:15:00.000Z',
  date: '2026-06-03',
  email: 'ada@example.org',
};

/** The same id wherever a field is called so: the events of all types are about the same few things. */
const idCalled = (name: string): string =>
  `0a000000-0000-4000-8000-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;

/** Some value of a schema, for a field that is called so. */
function example(schema: Schema | boolean | undefined, called = ''): unknown {
  if (schema === undefined || typeof schema === 'boolean') return null;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.examples)) return schema.examples[0];
  const [first] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (first !== undefined) return example(first, called);
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, each]) => [name, example(each, name)]),
    );
  if (schema.type === 'array') return [example([schema.items ?? true].flat()[0], called)];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return idCalled(called);
  return schema.type === 'string' ? (TEXTS[schema.format ?? ''] ?? 'Some words') : null;
}

/**
 * Whether the definition still describes it: until 1.0.0 a locked event may change, and what was stored is then
 * nobody's promise.
 */
function describes(definition: EventDefinition, golden: Golden): boolean {
  return (['data', 'personal', 'text'] as const).every((name) =>
    definition[name] ? definition[name].strict().safeParse(golden[name]).success : golden[name] === undefined,
  );
}

function goldenOf(definition: EventDefinition): Golden {
  const exampleOf = (name: 'data' | 'personal' | 'text') =>
    definition[name]?.parse(example(schemaOf(definition, name)));
  const [personal, text] = [exampleOf('personal'), exampleOf('text')];
  return {
    type: definition.type,
    version: definition.version,
    data: part.parse(exampleOf('data')),
    ...(personal && { personal }),
    ...(text && { text }),
  };
}

/**
 * There is an event of every version that was ever released, as it was stored: what this program must read for ever
 * (R13).
 */
export function checkGolden(root: string, released: readonly Entry[]): string[] {
  return released
    .filter((entry) => !has(readGolden(root))(entry))
    .map(
      ({ type, version }) =>
        `${type} (version ${version}) is not in ${FILE}: run "npm run events" before its form changes, or write by hand what was stored.`,
    );
}

/**
 * Adds an event of each version that is written today and not there yet. What is there stays as it is, as long as the
 * lock lets nothing change.
 * @throws ZodError when no example can be made: then write it by hand
 */
export function writeGolden(root: string, definitions: readonly EventDefinition[]): void {
  const golden = readGolden(root).filter((each) =>
    definitions.every((definition) => !has([definition])(each) || describes(definition, each)),
  );
  const added = definitions.filter((definition) => !has(golden)(definition)).map(goldenOf);
  const entries = [...golden, ...added].sort((a, b) =>
    a.type === b.type ? a.version - b.version : a.type < b.type ? -1 : 1,
  );
  writeFileSync(join(root, FILE), `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`);
}
