import { eventsByCategory } from '@annals/contracts';
import { fold, someFacts, type Decide, type DomainEvent, type Facts, type Frozen, type Stream } from '@annals/kernel';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A command with an example: how many events it appends to a history. */
export type Appending<E extends DomainEvent> = (history: readonly E[]) => number;

interface Example<E extends DomainEvent> {
  /** What has to have happened last for the command to have something to do. */
  readonly own?: readonly E[];
  readonly facts?: Partial<Facts>;
}

/** What goes through many: a loop, or a function over all of a list. */
const ITERATES = /\b(?:for|while) \(|\.(?:map|flatMap|forEach|reduce)\(|\bArray\.from\(/;
/** Where an event is made: each is named by its factory. */
const MAKES_EVENTS = new RegExp(`\\b(?:${Object.values(eventsByCategory).flatMap(Object.keys).join('|')})\\(`);
/** Routes are about HTTP, jobs issue commands one by one, and specs only tell. */
const DECIDES_NOTHING = /\.(?:spec|controller|job)\.ts$/;

/** The files beside it from which a program takes something to call. */
const takenBy = (file: string, program: string): string[] =>
  [...program.matchAll(/^import \{[^}]*\} from '(\.[^']+)';/gm)].map(
    ([, from = '']) => `${join(dirname(file), from)}.ts`,
  );

function iterates(folder: string): boolean {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !DECIDES_NOTHING.test(name));
  return files.some((name) => {
    const file = join(folder, name);
    const program = readFileSync(file, 'utf8');
    const helpers = takenBy(file, program).filter(existsSync);
    return (
      ITERATES.test(program) ||
      helpers.map((each) => readFileSync(each, 'utf8')).some((each) => ITERATES.test(each) && MAKES_EVENTS.test(each))
    );
  });
}

/**
 * The names of those commands of a context that may append more where there is more: their own program goes through
 * many, or takes its events from a file that does. The others append as many events as are written in them.
 */
export const commandsThatIterate = (commands: string): string[] =>
  readdirSync(commands, { withFileTypes: true })
    .filter((each) => each.isDirectory() && iterates(join(commands, each.name)))
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
