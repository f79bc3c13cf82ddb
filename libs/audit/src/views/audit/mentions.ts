import { sentenceFor } from '@annals/contracts';
import { z } from 'zod';
import type { Told } from './changes';
import { isRoutine } from './routine';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** So many things of one event are found by their names; a plan for hundreds of bots is one entry all the same. */
const MOST = 50;
/** Ids of what has no name to look for. */
const NAMELESS: ReadonlySet<string> = new Set(['organizationId', 'runId', 'syncId', 'bulkId', 'linkId', 'retryOf']);

/** Everything that an event names by its id, each once: it is found where somebody looks for their names. */
export function mentionsIn(data: object): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (found.size >= MOST) return;
    if (typeof value === 'string' && UUID.test(value)) found.add(value);
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) if (!NAMELESS.has(name)) look(each);
  };
  look(data);
  return [...found];
}

/** Of a long text the beginning is found. */
const LONGEST = 500;

/**
 * The words of an entry that are looked through for a text: its sentence, what people typed, and why. No names of people
 * are among them: those are looked for where they can be forgotten. Of routine only what somebody typed is kept.
 */
export function wordsOf(told: Told, actor: string, reason: string | null): string | null {
  const sentence = isRoutine(told.type, actor) ? '' : sentenceWords(told);
  const typed = Object.values(told.text ?? {}).filter((value) => typeof value === 'string');
  const others = [...typed, reason ?? ''].map((value) => value.slice(0, LONGEST));
  return (
    [sentence, ...others.filter((each) => !sentence.includes(each))].filter((each) => each !== '').join('\n') || null
  );
}

function sentenceWords({ type, data, text }: Told): string {
  const said = z.record(z.string(), z.string()).nullable().catch(null).parse(text);
  return sentenceFor(type, data, said)
    .map((piece) => (typeof piece === 'string' ? piece : '…'))
    .join('')
    .slice(0, LONGEST);
}
