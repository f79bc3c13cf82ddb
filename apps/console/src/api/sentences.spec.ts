import { refusals } from '@annals/contracts';
import { isRefusalCode } from './problem';
import { sentenceOf } from './sentences';

const codes = [...Object.keys(refusals).filter(isRefusalCode), 'OFFLINE', 'TIMEOUT', 'UNREADABLE'] as const;

describe('sentences for people', () => {
  it('are for every code', () => expect(codes).toHaveLength(Object.keys(refusals).length + 3));
  it.each(codes)('%s has one', (code) => expect(sentenceOf(code)).toMatch(/^[A-Z“].{10,}\.$/));

  it.each(codes)('%s speaks of nothing that only programmers know', (code) =>
    expect(sentenceOf(code)).not.toMatch(
      /idempotency|json|http|request body|event store|projection|stream|payload|header|oops|please|!/i,
    ),
  );

  it.each(['OUTCOME_UNKNOWN', 'INTERNAL', 'OFFLINE', 'TIMEOUT'] as const)('%s says that trying again is safe', (code) =>
    expect(sentenceOf(code)).toMatch(/nothing happens twice/),
  );

  it('HISTORY_DAMAGED sends nobody to try again', () =>
    expect(sentenceOf('HISTORY_DAMAGED')).toMatch(/Trying again does not help/));
});
