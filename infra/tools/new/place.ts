import { routes, type Route } from '@annals/contracts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A file to write, relative to the repository. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

export const pascal = (name: string): string =>
  name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
export const camel = (name: string): string => pascal(name).replace(/^./, (letter) => letter.toLowerCase());

/** @throws Error with a sentence where there is no such context */
export function mustBeContext(root: string, context: string): void {
  if (!existsSync(join(root, `libs/${context}/src/${context}.context.ts`)))
    throw new Error(`There is no context libs/${context}.`);
}

/** The route that something is made for. Who may ask is said there, and nowhere guessed. */
export function routeOf({ context, name }: { readonly context: string; readonly name: string }): Route {
  const ofContext = Object.entries<Readonly<Record<string, Route>>>(routes).find(([each]) => each === context);
  const found = ofContext?.[1][camel(name)];
  if (found === undefined)
    throw new Error(
      `There is no route ${camel(name)} in libs/contracts/src/${context}/routes.ts: write it first, with its access.`,
    );
  return found;
}
