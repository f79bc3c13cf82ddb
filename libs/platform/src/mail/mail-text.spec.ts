import { mailText, ours } from './mail-text';

describe('C2: the text of a mail', () => {
  it('has the words of others without their links, and ours as they are', () => {
    const name = 'www.evil.example\r\nBcc: eve@evil.example';
    expect(String(mailText`Hello ${name}, see ${ours('https://annals.example/x#1.2')}`)).toBe(
      'Hello www. evil. example Bcc: eve@ evil. example, see https://annals.example/x#1.2',
    );
    expect(String(mailText`${mailText`${name}!`} ${'Müller GmbH & Co. KG'}`)).toBe(
      'www. evil. example Bcc: eve@ evil. example! Müller GmbH & Co. KG',
    );
  });
});
