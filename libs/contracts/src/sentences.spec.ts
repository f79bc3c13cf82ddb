import { oneOf, oneOfEach, unheardOf, withUnknownWords } from '@annals/testing';
import { commandDenied } from './audit/events';
import { memberInvited } from './organization/invitations/events';
import { memberAdded } from './organization/people/events';
import { eventDefinitions, type AnyEvent, type EventType } from './registry';
import type { Piece } from './sentence';
import { sentenceFor, sentences } from './sentences';

const isSaid = (part: [string, string | undefined]): part is [string, string] => part[1] !== undefined;
const textOf = (event: AnyEvent) =>
  'text' in event ? Object.fromEntries(Object.entries<string | undefined>({ ...event.text }).filter(isSaid)) : null;
const told = (event: AnyEvent, text: Record<string, string> | null = textOf(event)): readonly Piece[] =>
  sentenceFor(event.type, event.data, text);
const inWords = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : `<${piece.kind}>`)).join('');
const saying = (type: EventType, text: Record<string, string> | null): string => inWords(told(oneOf(type), text));
const all = oneOfEach();
const SENTENCE = /^[a-z<].{5,}[^ ]$/s;
const SOME_ID = '9c11b2f0-0000-4000-8000-0000abcd4a7c';
const NO_WORDS = /undefined|null|NaN|\[object|[0-9a-f]{8}-/;

describe('D5 sentences of the audit log', () => {
  it('has one for every event type that can be stored', () => {
    expect(Object.keys(sentences).sort()).toEqual([...eventDefinitions.keys()].sort());
    expect(Object.entries(sentences).filter(([type, template]) => type !== template.type)).toEqual([]);
    expect(all).toHaveLength(eventDefinitions.size);
  });

  it.each(all)('$type has one of its own, in words', (event) => {
    const sentence = inWords(told(event));
    expect(sentence).toMatch(SENTENCE);
    expect(sentence).not.toMatch(NO_WORDS);
    expect(sentence.replace(/\W/g, '').toLowerCase()).not.toBe(event.type.toLowerCase());
    expect(all.filter((other) => inWords(told(other)) === sentence)).toHaveLength(1);
  });

  it.each(all)('$type is told with words of another release, too, and shows them', (event) => {
    const unknown = withUnknownWords(event);
    const sentence = inWords(told(unknown));
    expect(sentence).toMatch(SENTENCE);
    expect(sentence).not.toMatch(NO_WORDS);
    // Where the sentence rests on a word, that word is in it.
    if (sentence !== inWords(told(event))) expect(sentence).toMatch(/unheard[ _]of/i);
  });

  it('names the things that it is about, so that screens can link them', () => {
    const things = (event: AnyEvent) => told(event).filter((piece) => typeof piece !== 'string');
    const failed = oneOf('RunFailed');
    expect(things(failed)).toEqual([
      { kind: 'run', id: failed.data.runId },
      { kind: 'bot', id: failed.data.botId },
    ]);
    const invited = oneOf('MemberInvited');
    expect(things(invited)).toEqual([{ kind: 'person', id: invited.data.personId }]);
  });

  it('reads as people write', () => {
    expect(saying('OrganizationRenamed', { name: 'Halden' })).toBe('renamed the organization to Halden');
    expect(saying('InvitationAccepted', null)).toBe('accepted the invitation by <inviter>');
    expect(saying('RunFailed', { error: 'Portal answered 401\nstack' })).toBe(
      'reported that the run <run> of <bot> failed: Portal answered 401',
    );
    expect(saying('BotWentOffline', null)).toBe(
      'noticed that <bot> is offline; it was last heard of on 3 Jun 2026, 09:15 UTC',
    );
    const { data, personal } = oneOf('MemberAdded');
    const joined = memberAdded({ ...data, roles: ['owner', 'auditor'], via: 'invitation' }, personal);
    expect(inWords(told(joined))).toBe('joined by invitation, as Owner and Auditor');
  });

  it('calls a role that this release does not know by its word, and an organization’s own by what it is', () => {
    const { data, personal } = oneOf('MemberInvited');
    const invited = memberInvited({ ...data, roles: [unheardOf.word, data.personId, 'admin'] }, personal);
    expect(inWords(told(invited))).toBe('invited <person> as unheard of, <role>, and Admin');
  });

  it('says what was denied, on what, and how often', () => {
    const minute = '2026-06-03T09:15:00.000Z';
    const denied = (data: Partial<Parameters<typeof commandDenied>[0]>) =>
      inWords(told(commandDenied({ minute, count: 1, ...data })));
    const [permission, id] = ['bots:toggle' as const, oneOf('BotDisabled').data.botId];
    expect(denied({ permission, target: { kind: 'bot', id }, count: 3 })).toBe(
      'was denied: Enable and disable bots on <bot>, 3 times',
    );
    expect(denied({ permission, target: { kind: 'organization', id }, count: 2 })).toBe(
      'was denied: Enable and disable bots, 2 times',
    );
    expect(denied({ permission, target: { kind: 'person', id } })).toBe(
      'was denied: Enable and disable bots on <person>',
    );
    expect(denied({ permission, target: '*', count: 9_980 })).toMatch(
      /^was denied: .* were too many to be told apart, 9980 times$/,
    );
    expect(denied({ permission })).toBe('was denied: Enable and disable bots, on things that do not exist');
    expect(denied({ target: '*', count: 7 })).toMatch(/^counted 7 more denied commands/);
  });

  it('B11: says of a file of the run history by which trigger, source and asker it was filtered', () => {
    const file = { list: 'runs', rows: 3, status: 'failed', triggerId: SOME_ID, source: 'trigger' };
    const sentence = (asker: object, search = '') =>
      inWords(sentenceFor('ListExported', { ...file, asker }, { search }));
    const filtered = 'took the run history as a file: 3 rows, failed ones, of <trigger>, from trigger, asked for by ';
    expect(sentence({ kind: 'key', id: SOME_ID }, 'portal')).toBe(`${filtered}<key>, that match “portal”`);
    expect(sentence({ kind: 'user', id: SOME_ID })).toBe(`${filtered}<account>`);
    expect(sentence({ kind: 'system' })).toBe(`${filtered}Annals`);
  });

  it('says so where what people typed was erased', () => {
    expect(saying('OrganizationRenamed', null)).toBe('renamed the organization to [erased]');
    expect(saying('RunFailed', null)).toContain('failed: [erased]');
  });

  it('are none of data that such an event cannot have: it is told by the name of its type', () => {
    expect(sentences.BotDisabled.tell({ botId: 'x' }, null)).toBeUndefined();
    expect(sentenceFor('BotDisabled', { bot: 'renamed' }, null)).toEqual([
      'did something that this version does not know (BotDisabled)',
    ]);
  });
  it('pass over fields that this release does not know', () => {
    const botId = '9c11b2f0-0000-4000-8000-000000004a7c';
    expect(sentenceFor('BotEnabled', { botId, colour: 'blue' }, null)).toEqual([
      'enabled ',
      { kind: 'bot', id: botId },
    ]);
  });
});
