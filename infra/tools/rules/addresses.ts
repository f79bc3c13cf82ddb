import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, type Rule } from './rule';

/** The specs type addresses as strangers do; the bench asks other products, too. */
const isCode = (file: string): boolean =>
  /\.tsx?$/.test(file) && !/\.spec\.tsx?$|\/e2e\//.test(file) && !file.startsWith(join('libs', 'contracts'));

/** An address of the API stands in its route, and whoever needs it has it from there. */
export const addresses: Rule = {
  name: 'addresses-in-contracts',
  check(root) {
    return ['apps', 'libs']
      .flatMap((folder) => filesBelow(root, folder))
      .filter((file) => isCode(file) && readFileSync(join(root, file), 'utf8').includes('/v1/'))
      .map(
        (file) => `${file} writes an address of the API: take it from the route in libs/contracts (callOf, pathOf).`,
      );
  },
};
