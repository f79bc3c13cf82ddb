import { Intent } from './intent';

describe('the idempotency key of an intent', () => {
  it('stays for every attempt at the same', () => {
    const intent = new Intent();
    expect(intent.keyFor('{"name":"a"}')).toBe(intent.keyFor('{"name":"a"}'));
  });

  it('is another one for other content, and for a new attempt after it is known how the last one ended', () => {
    const intent = new Intent();
    const first = intent.keyFor('a');
    const second = intent.keyFor('b');
    intent.settle();
    expect(new Set([first, second, intent.keyFor('b')]).size).toBe(3);
  });
});
