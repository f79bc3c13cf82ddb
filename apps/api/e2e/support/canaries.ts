import { categoryOf, eventDefinitions, isOfAccount, type AnyEvent, type EventDefinition } from '@annals/contracts';
import { isEvent, oneOfEach } from '@annals/testing';
import { z } from 'zod';

/** In everything that a canary says. */
export const CANARY = 'xanthippe-ocelot';

interface Subject {
  readonly personId: string;
  readonly userId: string;
}

/** A value that a personal field takes, with the canary in it. */
function canaryFor(field: z.ZodType, n: number): string {
  const found = [`${CANARY} ${n}`, `${CANARY}.${n}@canary.example`, `${CANARY}-${n}`].find(
    (value) => field.safeParse(value).success,
  );
  if (found === undefined) throw new Error('A personal field takes no canary: give it a form here');
  return found;
}

function withCanaries({ personal, of }: EventDefinition, event: AnyEvent, { personId, userId }: Subject): AnyEvent {
  const part = Object.fromEntries(
    Object.entries(personal?.shape ?? {}).map(([name, field], n) => [name, canaryFor(field as z.ZodType, n)]),
  );
  const known = {
    ...('userId' in event.data ? { userId } : {}),
    ...('roles' in event.data ? { roles: ['member'] } : {}),
    ...(of === undefined ? {} : { [of]: personId }),
  };
  const changed = { ...event, data: { ...event.data, ...known }, personal: part };
  if (!isEvent(changed)) throw new Error(`${event.type} takes no canaries`);
  return changed;
}

/**
 * Of every type of event in an organization that says something of a person: one that says it of this person, a canary
 * in each field. A new type, and a new field, is among them without being listed.
 * @param others types that the spec itself makes
 */
export const canaryEvents = (subject: Subject, others: readonly string[]): readonly AnyEvent[] =>
  oneOfEach().flatMap((event) => {
    const definition = eventDefinitions.get(event.type);
    const isPersonal = definition?.personal !== undefined && !isOfAccount(categoryOf(event.type));
    return isPersonal && !others.includes(event.type) ? [withCanaries(definition, event, subject)] : [];
  });
