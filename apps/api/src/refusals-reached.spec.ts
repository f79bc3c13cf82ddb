import { refusals, routes, type RefusalCode, type Route } from '@annals/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const folders = ['apps/api/e2e', 'apps/console/e2e'];
/** What specs over HTTP say: the code of a refusal stands there where one is expected. */
const told = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.e2e.spec.ts'))
      .map((file) => join(root, folder, file)),
  )
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const organization: readonly Route[] = Object.values(routes.organization);
const promised = [...new Set(organization.flatMap((each) => each.refusals ?? []))];

/** Only a race brings it about, which nobody can stage by requests; integration specs hold it. */
const notByRequests: readonly RefusalCode[] = ['CONFLICT'];

describe('the refusals that routes of organizations promise', () => {
  it('are each expected by a spec over HTTP, but those that no request brings about', () => {
    const missing = promised.filter((code) => !new RegExp(`\\b${code}\\b`).test(told));
    expect(missing.sort()).toEqual(notByRequests);
  });

  it('have a sentence that people read', () => {
    for (const code of promised) expect([code, refusals[code][1].length > 20]).toEqual([code, true]);
  });
});
