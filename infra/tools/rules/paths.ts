import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Rule } from './rule';

const Paths = z.record(z.string(), z.array(z.string()));
const TsConfig = z.object({ compilerOptions: z.object({ paths: Paths }) });
const Swc = z.object({ jsc: z.object({ paths: Paths }) });

/** How each tool finds `@annals/x`: tsconfig.base.json is the source, the others must say the same. */
export const paths: Rule = {
  name: 'paths-agree',
  check(root) {
    const text = (file: string): string => readFileSync(join(root, file), 'utf8');
    const wanted = TsConfig.parse(JSON.parse(text('tsconfig.base.json'))).compilerOptions.paths;
    const problems: string[] = [];
    if (JSON.stringify(wanted) !== JSON.stringify({ '@annals/*': ['./libs/*/src/index.ts'] }))
      problems.push('tsconfig.base.json has other paths than @annals/* -> libs/*/src/index.ts.');
    if (JSON.stringify(Swc.parse(JSON.parse(text('.swcrc'))).jsc.paths) !== JSON.stringify(wanted))
      problems.push('.swcrc has other paths than tsconfig.base.json.');
    if (!text('jest.config.ts').includes("'^@annals/([^/]+)$': '<rootDir>/libs/$1/src/index.ts'"))
      problems.push('jest.config.ts maps @annals/* differently than tsconfig.base.json.');
    for (const file of ['apps/console/vite.config.ts', 'apps/console/tsconfig.json']) {
      if (existsSync(join(root, file)) && !/@annals/.test(text(file))) problems.push(`${file} does not map @annals/*.`);
    }
    return problems;
  },
};
