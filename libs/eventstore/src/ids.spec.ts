import { randomUUID } from 'node:crypto';
import { v5, validate } from 'uuid';
import { uuidV5 } from './ids';

describe('derived ids', () => {
  it('are those of RFC 9562, version 5', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
    for (let n = 0; n < 200; n += 1) {
      const [namespace, name] = [n % 2 === 0 ? randomUUID() : randomUUID().toUpperCase(), `${'ä'.repeat(n)}/${n}`];
      expect(uuidV5(namespace, name)).toBe(v5(name, namespace));
      expect(validate(uuidV5(namespace, name))).toBe(true);
    }
  });

  it('need a namespace that is a uuid', () => {
    for (const namespace of ['', 'organization', '6ba7b810-9dad-11d1-80b4-00c04fd430'])
      expect(() => uuidV5(namespace, 'name')).toThrow('is no uuid');
  });
});
