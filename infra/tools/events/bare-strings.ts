import type { EventDefinition } from '@annals/contracts';
import { schemaOf, type Schema } from './parts-schema';

/** What text in `data` may be: an id, an instant or a day; nothing that can hold a name. */
const FORMATS = new Set(['uuid', 'date-time', 'date']);

function findings(path: string, schema: Schema | boolean | undefined): string[] {
  if (schema === undefined || schema === false) return [];
  if (schema === true) return [`${path} may be anything`];
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (alternatives.length > 0) return alternatives.flatMap((each) => findings(path, each));
  if (schema.type === 'string') return FORMATS.has(schema.format ?? '') ? [] : [`${path} is a bare string`];
  if (schema.type === 'array')
    return [schema.items ?? true, schema.prefixItems ?? []].flat().flatMap((each) => findings(`${path}[]`, each));
  if (schema.type === 'object') {
    return [
      ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => findings(`${path}.${name}`, each)),
      ...findings(`${path}.*`, schema.additionalProperties),
      ...findings(`${path} (its keys)`, schema.propertyNames),
    ];
  }
  return ['integer', 'number', 'boolean', 'null'].includes(String(schema.type)) ? [] : [`${path} may be anything`];
}

/**
 * A bare string in `data` could hold what identifies a person, for ever: it must be an id, an enum or an instant, or
 * move to `personal` or `text` (history.md §2).
 */
export function bareStrings(definition: EventDefinition): string[] {
  return findings(`${definition.type}.data`, schemaOf(definition, 'data')).map(
    (finding) => `${finding}: only ids, enums, numbers, instants and booleans belong there.`,
  );
}
