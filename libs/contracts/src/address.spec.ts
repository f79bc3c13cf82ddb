import { comparableAddress, mailboxOf } from './address';
import { email } from './words';

const accepts = (address: string): boolean => email.safeParse(address).success;

describe('C4: an e-mail address', () => {
  it.each([
    'ada@example.com',
    'user=tag@example.com',
    'a&b@example.com',
    'jörg@example.com',
    'user+tag@example.com',
    'first.last@example.co.uk',
    "o'neill@example.ie",
    "!#$%&'*+/=?^_`{|}~-@example.com",
    'x@example.com',
    '1@example.com',
    '_@example.com',
    '-@example.com',
    'user-@example.com',
    'bounce/team=acme.example@lists.example.org',
    'customer/department=shipping@example.com',
    '$A12345@example.com',
    'ada@sub.sub.example.museum',
    'ada@1and1.example',
    'ada@123.example',
    'ada@a.co',
    'ada@x-y.example',
    'ada@xn--mnchen-3ya.example',
    'jörg@münchen.example',
    'ada@MÜNCHEN.example',
    '用户@例え.jp',
    'почта@пример.рф',
    'δοκιμή@παράδειγμα.gr',
    'مثال@example.com',
    'संपर्क@डाटामेल.भारत',
    'ada@例え。jp',
    '🙂@example.com',
    'ADA@EXAMPLE.COM',
    `${'x'.repeat(64)}@example.com`,
    `${'é'.repeat(32)}@example.com`,
    `a@${'d'.repeat(63)}.example`,
    `${'x'.repeat(64)}@${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(57)}.com`,
  ])('%s is one', (address) => expect(email.parse(address)).toBe(address.normalize('NFC')));

  it.each([
    '',
    'ada',
    '@example.com',
    'ada@',
    'ada@example',
    'ada@@example.com',
    'a@b@example.com',
    'ada example@example.com',
    'ada@exam ple.com',
    '.ada@example.com',
    'ada.@example.com',
    'ada..b@example.com',
    'ada@.example.com',
    'ada@example..com',
    'ada@example.com.',
    'ada@-example.com',
    'ada@example-.com',
    'ada@exa_mple.com',
    '"ada"@example.com',
    '"a b"@example.com',
    'ada@[192.0.2.1]',
    'ada@192.0.2.1',
    'ada@1.2',
    'ada@example.123',
    'ada<b@example.com',
    'Ada <ada@example.com>',
    'ada@example.com,eve@evil.example',
    'ada;eve@example.com',
    'ada:b@example.com',
    'ada(b)@example.com',
    'ada\\b@example.com',
    'ada[b]@example.com',
    'ada@example.com:25',
    'ada@example.com/path',
    'ada@exam%70le.com',
    'ada@example.com?x',
    'ada@user@example.com',
    'mailto:ada@example.com',
    'ada\n@example.com',
    'ada\u0000@example.com',
    'ada\r\nBcc: eve@evil.example@example.com',
    'ada\u200b@example.com',
    'ada\u202e@example.com',
    'ada\ud800@example.com',
    'ada\u00a0b@example.com',
    'ada\u3000b@example.com',
    `${'x'.repeat(65)}@example.com`,
    `${'é'.repeat(33)}@example.com`,
    `a@${'d'.repeat(64)}.example`,
    `${'x'.repeat(64)}@${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(58)}.com`,
    `a@${'ü'.repeat(60)}.example`,
  ])('%j is none', (address) => expect(accepts(address)).toBe(false));

  it('is trimmed, made NFC, and otherwise left as it was typed', () =>
    expect(email.parse('  Jo\u0308rg@Example.com ')).toBe('J\u00f6rg@Example.com'));

  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    ['J\u00d6RG@x.example', 'jo\u0308rg@x.example'],
    ['ada@münchen.example', 'ada@xn--mnchen-3ya.example'],
    ['ada@MÜNCHEN.example', 'ada@münchen.example'],
    ['ada@例え。jp', 'ada@例え.jp'],
    [' ada@example.com', 'ada@example.com '],
    ['ada@stra\u00dfe.example', 'ada@xn--strae-oqa.example'],
  ])('%s and %s are the same', (one, other) => expect(comparableAddress(one)).toBe(comparableAddress(other)));

  it('differs by anything that a mail server may tell apart, but for case', () => {
    const different = [
      'ada@example.com',
      'ad.a@example.com',
      'ada+tag@example.com',
      'ada@sub.example.com',
      'àda@example.com',
    ];
    expect(new Set(different.map(comparableAddress)).size).toBe(different.length);
  });

  it.each([
    ['same+1@Example.com', 'same@example.com'],
    ['same+1+2@example.com', 'same@example.com'],
    ['same@example.com', 'same@example.com'],
    ['+tag@example.com', '+tag@example.com'],
    ['jörg+x@münchen.example', 'jörg@xn--mnchen-3ya.example'],
  ])('C1: %s is a mailbox with %s', (address, mailbox) => expect(mailboxOf(address)).toBe(mailbox));
});
