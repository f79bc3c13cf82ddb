import { formats, isFormat, type Entry } from './lines';

const entry: Entry = {
  sequence: 48_213,
  at: '2026-06-03T09:15:00.123Z',
  type: 'BotDisabled',
  area: 'fleet',
  actor: { kind: 'user', id: 'olga', label: 'Olga' },
  sentence: [{ text: 'disabled ' }, { kind: 'bot', id: 'b', label: 'invoice-reader' }],
  outcome: 'allowed',
  reason: 'It sent\ntwice',
  ...{
    data: { botId: 'b' },
    personal: null,
    text: null,
    permission: null,
    grants: null,
    changes: [],
    routine: false,
    onBehalfOf: null,
    roleNames: {},
    session: null,
  },
  ...{ command: 'c', correlationId: 'c', causationId: 'c', stream: 'fleet-o', revision: 0, position: '0' },
};

describe('a line of a replay', () => {
  it('is a sentence with its moment and number', () =>
    expect(formats.sentences(entry)).toBe(
      '2026-06-03 09:15:00 UTC  #48213  Olga disabled invoice-reader (It sent twice)',
    ));

  it('tells who was refused, and what was erased', () =>
    expect(
      formats.sentences({ ...entry, outcome: 'denied', reason: null, actor: { ...entry.actor, label: null } }),
    ).toBe('2026-06-03 09:15:00 UTC  #48213  Refused: [erased] disabled invoice-reader'));

  it('gives a terminal no orders', () =>
    expect(formats.sentences({ ...entry, reason: null, sentence: [{ text: 'ran \u001b[2J\u202eevil\r\n' }] })).toBe(
      '2026-06-03 09:15:00 UTC  #48213  Olga ran  [2J evil',
    ));

  it('is JSON with everything that was stored', () =>
    expect(JSON.parse(formats.jsonl(entry))).toEqual({ ...entry, words: 'Olga disabled invoice-reader' }));

  it('has two formats', () =>
    expect(['sentences', 'jsonl', 'csv', 'constructor'].map(isFormat)).toEqual([true, true, false, false]));
});
