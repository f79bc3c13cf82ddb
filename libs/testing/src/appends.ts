import { fold, someFacts, type Decide, type DomainEvent, type Facts, type Frozen, type Stream } from '@annals/kernel';
import { readdirSync } from 'node:fs';

/** A command with an example: how many events it appends to a history. */
export type Appending<E extends DomainEvent> = (history: readonly E[]) => number;

interface Example<E extends DomainEvent> {
  /** What has to have happened last for the command to have something to do. */
  readonly own?: readonly E[];
  readonly facts?: Partial<Facts>;
}

/** The names of the commands of a context: one folder each. */
export const commandsIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => name);

/** Counts what a command appends. It has to append something: a refusal or silence would prove nothing. */
export function appending<S, E extends DomainEvent, Command, New extends E>(
  stream: Stream<S, E>,
  decide: Decide<S, Command, New>,
  command: Command,
  { own = [], facts = {} }: Example<NoInfer<E>> = {},
): Appending<E> {
  return (history) => {
    const { length } = decide(fold(stream, [...history, ...own]) as Frozen<S>, command, { ...someFacts, ...facts });
    if (length === 0) throw new Error('The example appends nothing');
    return length;
  };
}
