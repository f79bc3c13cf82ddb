import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, type Rule } from './rule';

const OFF = /\b(?:describe|it|test)\.(?:only|skip|todo|failing)\b|\b(?:xit|xdescribe|xtest|fit|fdescribe)\(/;

/** Every test runs: none is switched off, and none switches the others off. */
export const specs: Rule = {
  name: 'specs',
  check: (root) =>
    ['apps', 'libs', 'infra']
      .flatMap((folder) => filesBelow(root, folder))
      .filter((file) => /\.spec\.tsx?$/.test(file) && OFF.test(readFileSync(join(root, file), 'utf8')))
      .map((file) => `${file} switches tests off (only, skip, todo).`),
};
