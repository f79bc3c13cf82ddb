import { dictionary } from '@zxcvbn-ts/language-common';
import { isCommonPassword } from './common-passwords';
import { commonWords } from './common-words';

describe('common passwords', () => {
  it('knows more than a thousand words', () => expect(commonWords.size).toBeGreaterThan(1000));

  it.each([
    'password',
    'Password1!',
    'P@ssw0rd',
    'p4ssw0rd2024',
    '12345678',
    '87654321',
    '1q2w3e4r',
    '1qaz2wsx',
    'qwertyuiop',
    'Qwertz123',
    'iloveyou2',
    'aaaaaaaa',
    'abcabcabc',
    'letmein!!',
    'passwordpassword',
    'sunshine99',
    'Football2026',
    '1990-12-24',
    'trustno1',
    'admin123!',
    'ABCDEFGH',
    '!@#$%^&*',
  ])('refuses %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    'correct horse battery staple',
    'tiger lily under glass',
    'vK7#pQ2!zR',
    'purple-otter-kayak',
    'sieben Zwerge im Regen',
    '4f9a1c77e0b2',
    'пароль из трёх слов',
    'Quartz-Falcon-88',
  ])('accepts %s', (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  it.each([
    'q1w2e3r4',
    'Q1W2E3R4T5',
    'zaq12wsx',
    '!QAZxsw2',
    'asdfghjkl',
    'ASDFGHJK',
    'mnbvcxza',
    'abcde1abcde1',
    'ｐａｓｓｗｏｒｄ',
    'PASSWORD',
    ' password ',
    'Annals2026!',
    'annalsannals',
  ])('C6: refuses %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it('C6: refuses all of the first that attackers try, however they are written', () => {
    const all = Object.values(dictionary['passwords-common'] ?? [])
      .map(String)
      .filter((each) => each.length >= 8);
    expect(all.length).toBeGreaterThan(10_000);
    expect(all.filter((password) => !isCommonPassword(password))).toEqual([]);
    expect(all.slice(0, 3_000).filter((password) => !isCommonPassword(password.toUpperCase()))).toEqual([]);
  });

  describe('C6: what everybody knows of a person', () => {
    const own = ['john.doe@halden-logistics.example', 'Johnny', 'Halden Logistics'];

    it.each([
      'john.doe@halden-logistics.example',
      'John.Doe2026',
      'johnny123!',
      'HaldenLogistics',
      'halden-logistics1',
      'doe.john.1999',
      '!!Johnny!!',
      'annals-halden',
    ])('refuses %s', (password) => {
      expect(isCommonPassword(password, own)).toBe(true);
    });

    it.each(['john likes blue tulips', 'halden harbour at dawn', 'sieben Zwerge im Regen'])('accepts %s', (password) =>
      expect(isCommonPassword(password, own)).toBe(false),
    );
    it('does not take a short name for all words that it is in', () =>
      expect(isCommonPassword('correct horse battery', ['o@x.io', 'Jo'])).toBe(false));
    it('accepts for others what is weak for one', () => expect(isCommonPassword('HaldenLogistics')).toBe(false));
  });
});
