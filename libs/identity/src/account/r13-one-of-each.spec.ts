import { accountEvents, keysEvents, sessionsEvents } from '@annals/contracts';
import { foldedOneOfEach, unheardOf } from '@annals/testing';
import { keys } from '../keys/keys';
import { sessions } from '../sessions/sessions';
import { account } from './account';

describe('R13: what is remembered takes an event of every type, also with words of another release (history.md §2)', () => {
  it('of an account', () => {
    const { types, known, unknown } = foldedOneOfEach(account);
    expect(types).toHaveLength(Object.keys(accountEvents).length);
    expect(unknown).toEqual(known); // no decision rests on one of its words
  });

  it('of sessions', () => {
    const { types, unknown } = foldedOneOfEach(sessions);
    expect(types).toHaveLength(Object.keys(sessionsEvents).length);
    expect([...unknown.begun.values()]).toMatchObject([{ method: unheardOf.word, factors: [unheardOf.word] }]);
  });

  it('of API keys', () => {
    const { types, unknown } = foldedOneOfEach(keys);
    expect(types).toHaveLength(Object.keys(keysEvents).length);
    expect([...unknown.byId.values()]).toMatchObject([{ holder: { kind: unheardOf.word } }]);
  });
});
