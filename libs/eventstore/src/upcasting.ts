import { eventDefinitions, upcasts, type StoredForm, type Upcast } from '@annals/contracts';

/** What this program knows about stored forms; `@annals/contracts` has the real ones. */
export interface Forms {
  readonly definitions: ReadonlyMap<string, { readonly version: number }>;
  readonly upcasts: ReadonlyMap<string, Upcast>;
}

/** An upcast that leads in a circle must not hang the reader. */
const MOST_STEPS = 1000;

/**
 * Brings a stored event to the version that is written today, step by step.
 * @throws when the type is unknown, the version is newer than this program, or a step is missing
 */
export function upcast(forms: Forms, stored: StoredForm): StoredForm {
  if (forms.definitions.get(stored.type)?.version === stored.version) return stored;
  let event = stored;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const step = forms.upcasts.get(`${event.type}@${event.version}`);
    if (!step) return latestOrFault(forms, event);
    event = step(event);
  }
  throw new Error(`Its upcasts lead in a circle (${event.type}@${event.version})`);
}

function latestOrFault(forms: Forms, event: StoredForm): StoredForm {
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
export const todaysForm = (stored: StoredForm): StoredForm =>
  upcast({ definitions: eventDefinitions, upcasts }, stored);
