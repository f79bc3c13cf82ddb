import { refusalsOf, routes, type Route } from '@annals/contracts';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { camel } from '../new/place';
import type { Rule } from './rule';
import { thrownIn } from './thrown';

/** Which refusals a command can throw that its route does not name. */
function unpromised(root: string, context: string, known: Readonly<Record<string, Route>>): string[] {
  const commands = `libs/${context}/src/commands`;
  if (!existsSync(join(root, commands))) return [];
  return readdirSync(join(root, commands)).flatMap((name) => {
    const route = known[camel(name)];
    if (route === undefined) return [];
    const promised = refusalsOf(route);
    return [...thrownIn(root, `${commands}/${name}`)]
      .filter(([code]) => !promised.includes(code))
      .map(([code, file]) => `${context}/${name} can refuse by ${code} (${file}): its route does not say so.`);
  });
}

/**
 * A route names every refusal of the command of its name that is written in its folder, and in the functions that it
 * calls. What a service refuses is found by the end-to-end specs only.
 */
export const promised: Rule = {
  name: 'promised',
  check: (root) => Object.entries(routes).flatMap(([context, known]) => unpromised(root, context, known)),
};
