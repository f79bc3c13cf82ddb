import { resolve } from 'node:path';

/** The processes of an installation that run our code. */
export type ProcessName = 'eventstore' | 'projector' | 'worker' | 'api';

/** Where everything is built to (this file to dist/apps/cli/src/supervisor; tests run it from its source). */
const apps = __dirname.includes('/dist/apps/') ? resolve(__dirname, '../../..') : resolve(__dirname, '../../../../dist/apps');

/** The built main file of a process. */
export const scriptOf = (name: ProcessName): string => resolve(apps, name, 'src/main.js');

/** The projector's rebuild of one view. */
export const rebuildScript = resolve(apps, 'projector/src/rebuild.js');
