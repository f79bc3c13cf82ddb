import { eventDefinitions, type AnyEvent, type DenialsEvent, type EventType } from '@annals/contracts';
import { sentences } from './sentences';
import { ids, oneOfEach } from '../testing/one-of-each';
import type { Piece } from './telling';

const all: readonly AnyEvent[] = Object.values(oneOfEach);
const textOf = (event: AnyEvent) => ('text' in event ? { ...event.text } : null);
const told = (type: EventType, text: Record<string, string> | null = textOf(oneOfEach[type])): readonly Piece[] =>
  sentences[type].tell(oneOfEach[type].data, text);
const words = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : `<${piece.kind}>`)).join('');

describe('D5 sentences of the audit log', () => {
  it('has one for every event type that can be stored', () => {
    expect(Object.keys(sentences).sort()).toEqual([...eventDefinitions.keys()].sort());
    expect(Object.entries(sentences).filter(([type, template]) => type !== template.type)).toEqual([]);
  });

  it.each(all)('$type has one of its own, in words', ({ type }) => {
    const sentence = words(told(type));
    expect(sentence).toMatch(/^[a-z<].{5,}[^ ]$/s);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object|[0-9a-f]{8}-/);
    expect(sentence.replace(/\W/g, '').toLowerCase()).not.toBe(type.toLowerCase());
    expect(all.filter((other) => words(told(other.type)) === sentence)).toHaveLength(1);
  });

  it('names the things that it is about, so that screens can link them', () => {
    const things = (type: EventType) => told(type).filter((piece) => typeof piece !== 'string');
    expect(things('RunFailed')).toEqual([
      { kind: 'run', id: ids.run },
      { kind: 'bot', id: ids.bot },
    ]);
    expect(things('MemberInvited')).toEqual([{ kind: 'person', id: ids.person }]);
    expect(things('ApiKeyIssued')).toEqual([
      { kind: 'key', id: ids.key },
      { kind: 'bot', id: ids.bot },
    ]);
  });

  it('reads as people write', () => {
    expect(words(told('OrganizationRenamed'))).toBe('renamed the organization to Halden');
    expect(words(told('MemberAdded'))).toBe('joined by invitation, as Owner and Auditor');
    expect(words(told('InvitationAccepted'))).toBe('accepted the invitation by <inviter>');
    expect(words(told('RunFailed'))).toBe('reported that the run <run> of <bot> failed: Portal answered 401');
    expect(words(told('BotWentOffline'))).toBe(
      'noticed that <bot> is offline; it was last heard of on 3 Jun 2026, 09:15 UTC',
    );
  });

  it('says what was denied, on what, and how often', () => {
    const denied = (data: Partial<DenialsEvent['data']>) =>
      words(sentences.CommandDenied.tell({ minute: '2026-06-03T09:15:00.000Z', count: 1, ...data }, null));
    const permission = 'bots:toggle';
    expect(words(told('CommandDenied'))).toBe('was denied: Enable and disable bots on <bot>, 3 times');
    expect(denied({ permission, target: { kind: 'organization', id: ids.organization }, count: 2 })).toBe(
      'was denied: Enable and disable bots, 2 times',
    );
    expect(denied({ permission, target: { kind: 'person', id: ids.person } })).toBe(
      'was denied: Enable and disable bots on <person>',
    );
    expect(denied({ permission, count: 9_980 })).toMatch(/^was denied: .* were too many to be told apart, 9980 times$/);
    expect(denied({ count: 7 })).toMatch(/^counted 7 more denied commands/);
  });

  it('says so where what people typed was erased', () => {
    expect(words(told('OrganizationRenamed', null))).toBe('renamed the organization to [erased]');
    expect(words(told('RunFailed', null))).toContain('failed: [erased]');
  });

  it('refuses data that such an event cannot have', () =>
    expect(() => sentences.BotDisabled.tell({ botId: 'x' }, null)).toThrow());
});
