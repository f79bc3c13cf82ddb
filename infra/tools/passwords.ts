import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LIST_FILE, listFile } from './passwords/list';

/** `npm run passwords`: writes the list of common passwords that ships. */
writeFileSync(join(resolve(__dirname, '../..'), LIST_FILE), listFile());
