import { resolve } from 'node:path';
import { newReaction } from './reaction';

const root = resolve(__dirname, '../../..');

/** That what it makes compiles is checked with the types (infra/tools/test/new-files.ts). */
describe('npm run new reaction', () => {
  it('makes a reaction, its job and a spec', () => {
    const folder = 'libs/identity/src/reactions/warn-owner-when-key-is-issued/warn-owner-when-key-is-issued';
    const [reaction, job, spec] = newReaction(root, 'identity/warn-owner-when-key-is-issued', 'ApiKeyIssued');
    expect([reaction?.path, job?.path, spec?.path]).toEqual([`${folder}.ts`, `${folder}.job.ts`, `${folder}.spec.ts`]);
    expect(reaction?.text).toContain("export const WARN_OWNER = 'identity.warn-owner';");
  });

  it.each([
    ['identity/warn-owner', 'ApiKeyIssued', 'Name the reaction by what it does and when'],
    ['nowhere/warn-owner-when-key-is-issued', 'ApiKeyIssued', 'There is no context'],
    ['identity/warn-owner-when-account-is-locked', 'AccountLocked', 'AccountLocked belongs to an account'],
  ])('says what is wrong with %s of %s', (path, type, sentence) => {
    expect(() => newReaction(root, path, type)).toThrow(sentence);
  });
});
