import { variableNames, workerVariables } from '@annals/config';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, type Rule } from './rule';

/** Code and documents speak only of settings that exist. */
export const environment: Rule = {
  name: 'environment',
  check(root) {
    const known: readonly string[] = [...variableNames, ...workerVariables];
    const files = ['apps', 'libs', 'infra', 'docs']
      .flatMap((folder) => filesBelow(root, folder))
      .filter((file) => /\.(ts|tsx|cjs|mjs|md|ya?ml)$/.test(file) && !/\.spec\.tsx?$/.test(file));
    return [...files, ...['README.md', 'CONTRIBUTING.md'].filter((file) => existsSync(join(root, file)))].flatMap(
      (file) => {
        const words = readFileSync(join(root, file), 'utf8').match(/\bANNALS_[A-Z][A-Z_]*[A-Z]\b/g) ?? [];
        return [...new Set(words)]
          .filter((name) => !known.includes(name))
          .map((name) => `${file} speaks of ${name}, which is no setting.`);
      },
    );
  },
};
