import { refusals } from '@annals/contracts';
import { sentences } from './sentences';

describe('sentences for people', () => {
  it.each([...Object.keys(refusals), 'OFFLINE', 'TIMEOUT', 'UNREADABLE'])('%s has one', (code) => {
    const sentence = (sentences as Record<string, string>)[code];
    expect(sentence).toMatch(/^[A-Z“].{10,}\.$/);
  });

  it.each(Object.entries(sentences))('%s speaks of nothing that only programmers know', (_, sentence) =>
    expect(sentence).not.toMatch(/idempotency|json|http|request body|event store|projection|stream|payload|header|oops|please|!/i));

  it('says for an unknown outcome that trying again is safe', () => {
    for (const code of ['OUTCOME_UNKNOWN', 'INTERNAL', 'OFFLINE', 'TIMEOUT'] as const) expect(sentences[code]).toMatch(/nothing happens twice/);
  });
});
