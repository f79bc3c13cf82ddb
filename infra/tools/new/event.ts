import { categoryOf, isOfAccount } from '@annals/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { camel } from './place';

const Samples = z.array(
  z.object({
    type: z.string(),
    version: z.int(),
    data: z.record(z.string(), z.unknown()),
    personal: z.record(z.string(), z.unknown()).optional(),
    text: z.record(z.string(), z.unknown()).optional(),
  }),
);

/** An event that something new begins with. */
export interface FirstEvent {
  readonly type: string;
  /** What makes it: `botDisabled`. */
  readonly factory: string;
  /** The first id in its data, which names what it is about: `botId`. */
  readonly id: string;
  /** One of it, as a program: `botDisabled({ botId: '…' })`. */
  readonly sample: string;
}

/** A value as Oxfmt leaves it where the line is short enough. */
const literal = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/"(\w+)":/g, '$1: ')
    .replaceAll(',"', ', "')
    .replaceAll(/,(?=\w+: )/g, ', ')
    .replaceAll(/\{(?=\w)/g, '{ ')
    .replaceAll(/(?<=["\w\]])\}/g, ' }')
    .replaceAll('"', "'");

/**
 * Finds an event of an organization by its type, and one of it among the golden samples.
 * @throws Error with a sentence when there is none, or when it is about an account or about nothing that has an id
 */
export function firstEvent(root: string, type: string): FirstEvent {
  const category = categoryOf(type);
  if (category === undefined)
    throw new Error(`There is no event ${type === '' ? '(say which one)' : type} in libs/contracts.`);
  if (isOfAccount(category)) throw new Error(`${type} belongs to an account, not to an organization.`);
  const samples = Samples.parse(JSON.parse(readFileSync(join(root, 'libs/contracts/events.golden.json'), 'utf8')));
  const newest = samples.filter((each) => each.type === type).sort((one, other) => other.version - one.version)[0];
  if (newest === undefined) throw new Error(`${type} has no golden sample yet: run "npm run events".`);
  const { data, personal, text } = newest;
  const id = Object.keys(data).find((name) => name.endsWith('Id'));
  if (id === undefined) throw new Error(`${type} names nothing by an id: write what begins with it by hand.`);
  const sealed = personal || text ? `, ${literal({ ...personal, ...text })}` : '';
  const factory = camel(type);
  return { type, factory, id, sample: `${factory}(${literal(data)}${sealed})` };
}
