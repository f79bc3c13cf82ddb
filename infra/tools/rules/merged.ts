import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, type Rule } from './rule';

const LEFT = /^(?:<{7}|>{7}|\|{7})(?: |$)/m;

/** Nothing is left of two versions that were merged. */
export const merged: Rule = {
  name: 'merged',
  check: (root) =>
    [
      ...readdirSync(root).filter((name) => statSync(join(root, name)).isFile()),
      ...['apps', 'libs', 'infra', 'docs'].flatMap((folder) => filesBelow(root, folder)),
    ]
      .filter((file) => LEFT.test(readFileSync(join(root, file), 'utf8')))
      .map((file) => `${file} still has the marks of a conflict in it.`),
};
