import { statusSentence } from './organization-status';

describe('A17: the status of an organization in words', () => {
  it.each([
    ['active', null, 'Active'],
    ['suspended', 'owner', 'Paused by an owner'],
    ['suspended', 'operator', 'Suspended by the operator of this installation'],
    ['suspended', null, 'Paused or suspended'],
    ['frozen', null, 'Frozen'],
    ['pending_deletion', null, 'About to be deleted'],
    ['of_a_newer_release', null, 'of a newer release'],
  ])('%s by %s reads "%s"', (status, suspendedBy, words) =>
    expect(statusSentence({ status, suspendedBy })).toBe(words),
  );
});
