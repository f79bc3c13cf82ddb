import { openWords, type EventDefinition } from '@annals/contracts';
import { schemaOf, type Schema } from './parts-schema';

/** What text in `data` may be: an id, an instant, a day or an open word; nothing that can hold a name. */
const FORMATS = new Set(['uuid', 'date-time', 'date']);
const isBare = ({ format, pattern }: Schema): boolean =>
  !FORMATS.has(format ?? '') && !(pattern !== undefined && pattern in openWords);

function findings(path: string, schema: Schema | boolean | undefined): string[] {
  if (schema === undefined || schema === false) return [];
  if (schema === true) return [`${path} may be anything`];
  if (schema.enum !== undefined) return [`${path} is a closed list`];
  if (schema.const !== undefined) return [];
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (alternatives.length > 0) return alternatives.flatMap((each) => findings(path, each));
  if (schema.type === 'string') return isBare(schema) ? [`${path} is a bare string`] : [];
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
 * A bare string in `data` could hold what identifies a person, for ever: it must be an id, an instant or an open word
 * (`word()`, `code()`), or move to `personal` or `text`. A closed list could never get one more word (history.md §2).
 */
export function bareStrings(definition: EventDefinition): string[] {
  return findings(`${definition.type}.data`, schemaOf(definition, 'data')).map(
    (finding) => `${finding}: only ids, open words, numbers, instants and booleans belong there.`,
  );
}
