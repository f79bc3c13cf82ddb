import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, type Rule } from './rule';

/** A library has one front door, and there are no other barrels. */
export const frontDoors: Rule = {
  name: 'front-doors',
  check(root) {
    const libraries = new Set(filesBelow(root, 'libs').map((file) => file.split('/')[1] ?? ''));
    const files = [...filesBelow(root, 'apps'), ...filesBelow(root, 'libs'), ...filesBelow(root, 'infra/tools')];
    const front = /^libs\/[^/]+\/src\/index\.ts$/;
    return [
      ...[...libraries]
        .filter((name) => !files.includes(`libs/${name}/src/index.ts`))
        .map((name) => `libs/${name} has no front door src/index.ts.`),
      ...files
        .filter((file) => /(^|\/)index\.tsx?$/.test(file) && !front.test(file))
        .map((file) => `${file} is a barrel: name the file after what it holds.`),
      ...files
        .filter(
          (file) =>
            /\.tsx?$/.test(file) &&
            !front.test(file) &&
            /^export \* from/m.test(readFileSync(join(root, file), 'utf8')),
        )
        .map((file) => `${file} re-exports everything of another file.`),
    ];
  },
};
