import { isCommonPassword } from './common-passwords';
import { commonWords } from './common-words';

describe('common passwords', () => {
  it('knows more than a thousand words', () => expect(commonWords.size).toBeGreaterThan(1000));

  it.each(['password', 'Password1!', 'P@ssw0rd', 'p4ssw0rd2024', '12345678', '87654321', '1q2w3e4r', '1qaz2wsx', 'qwertyuiop', 'Qwertz123', 'iloveyou2', 'aaaaaaaa', 'abcabcabc',
    'letmein!!', 'passwordpassword', 'sunshine99', 'Football2026', '1990-12-24', 'trustno1', 'admin123!', 'ABCDEFGH', '!@#$%^&*'])('refuses %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each(['correct horse battery staple', 'tiger lily under glass', 'vK7#pQ2!zR', 'purple-otter-kayak', 'sieben Zwerge im Regen', '4f9a1c77e0b2', 'пароль из трёх слов', 'Quartz-Falcon-88'])('accepts %s', (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });
});
