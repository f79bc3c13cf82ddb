import { eventDefinitions, upcasts, type EventDefinition, type StoredForm, type Upcast } from '@annals/contracts';

/** What a program knows about stored forms. */
export interface Forms<Definition = EventDefinition> {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly upcasts: ReadonlyMap<string, Upcast>;
}

/** All that is needed to read: which version of a type is written today. */
export type Versions = Forms<Pick<EventDefinition, 'version'>>;

/** What `@annals/contracts` knows. */
export const formsOfAnnals: Forms = { definitions: eventDefinitions, upcasts };

/** An upcast that leads in a circle must not hang the reader. */
const MOST_STEPS = 1000;

/**
 * Brings a stored event to the version that is written today, step by step.
 * @throws when the type is unknown, the version is newer than this program, or a step is missing
 */
export function upcast(forms: Versions, stored: StoredForm): StoredForm {
  if (forms.definitions.get(stored.type)?.version === stored.version) return stored;
  let event = stored;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const step = forms.upcasts.get(`${event.type}@${event.version}`);
    if (!step) return latestOrFault(forms, event);
    event = step(event);
  }
  throw new Error(`Its upcasts lead in a circle (${event.type}@${event.version})`);
}

function latestOrFault(forms: Versions, event: StoredForm): StoredForm {
  const definition = forms.definitions.get(event.type);
  if (!definition) throw new Error('This program does not know its type');
  if (event.version > definition.version)
    throw new Error(`Its schema version ${event.version} is newer than this program's (${definition.version})`);
  if (event.version < definition.version)
    throw new Error(`There is no upcast from its schema version ${event.version}`);
  return event;
}

/**
 * An event of any version that was ever released, in the version that is written today. @throws when this program does
 * not know it
 */
export const todaysForm = (stored: StoredForm): StoredForm => upcast(formsOfAnnals, stored);
