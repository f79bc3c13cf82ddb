import { unlinked } from './links';
import { alias, organizationName } from './words';

/**
 * The forms that programs find links in plain text by: schemes, `www.`, domains with what follows them, addresses and
 * IPs, in every script and width.
 */
const linked = [
  'https://evil.example',
  'HTTP://evil.example',
  'hxxp://evil.example',
  'ftp://evil.example',
  'evil.example/pay',
  'www.evil.example',
  'WWW.evil.example',
  'www2.evil.example',
  'evil.example/',
  'evil.example:8080',
  'evil.example?x=1',
  'evil.example#x',
  'sub.evil.example/a',
  'Pay at evil.example/pay now',
  '(www.evil.example)',
  'user@evil.example',
  'mailto:user@evil.example',
  'tel:+4917012345',
  'sms:12345',
  'javascript:alert(1)',
  'skype:evil',
  'market://x',
  '192.0.2.1',
  '192.0.2.1/pay',
  'http://[2001:db8::1]/',
  '[2001:db8::1]',
  'münchen.example/pay',
  'xn--mnchen-3ya.example/pay',
  'пример.рф/оплата',
  'evil。example/pay',
  'ｗｗｗ．evil.example',
  'evil．example／pay',
  'evil.example\\pay',
  'evil.xn--p1ai/x',
];
const telephones = [
  'Call +1 900 555 0199',
  '+49 (0)170 1234567',
  '0170 123 456 78',
  '1-900-555-0199',
  'Support 900.555.01.99',
];
const names = [
  'Müller GmbH & Co. KG',
  'St. John',
  'Node.js',
  'A.B.',
  'J.R.R. Tolkien',
  'Acme Inc.',
  'Acme, Inc./Ltd.',
  'Booking.com',
  'e.V. Berlin',
  'AC/DC',
  '24/7 Logistics',
  'C++ and C#',
  'R&D: Berlin',
  'Class of 2024-2025',
  'Studio 54',
  'Version 2.0.1',
  'Ada "Countess" Lovelace',
  "O'Neill",
  'Dr. med. Anna',
  'Anna @ Acme',
  '1.000 Dinge',
  'Halle 12.3',
  'z.B. Müller',
  'A/B Testing',
  'Team Data: Nord',
  'Wwwelt',
  'file: archive',
  '김철수',
  '3D-Druck',
  'build-1234567890ab',
  'john.0123456789ab',
  'S.p.A. Rossi',
];

describe('C2: names in mails', () => {
  it.each([...linked, ...telephones, '<b>Anna</b>'])('%s is no name', (name) => {
    expect(organizationName.safeParse(name).success).toBe(false);
    expect(alias.safeParse(name).success).toBe(false);
  });

  it.each(names)('%s is a name', (name) => {
    expect(organizationName.parse(name)).toBe(name.normalize('NFC'));
    expect(alias.parse(name)).toBe(name.normalize('NFC'));
  });

  it.each([...linked, ...names, 'evil.example', 'bit.ly', 'evil.example.'])(
    '%s has nothing to open where it stands in a mail',
    (name) => {
      for (const word of unlinked(name).split(' ')) expect(word).not.toMatch(/[.:@\u3002\uff0e\uff1a\uff20]./u);
    },
  );

  it.each([
    ['Müller GmbH & Co. KG', 'Müller GmbH & Co. KG'],
    ['evil.example/pay', 'evil. example/pay'],
    ['Node.js', 'Node. js'],
    ['J.R.R. Tolkien', 'J. R. R. Tolkien'],
    ['Acme Inc.', 'Acme Inc.'],
    ['a\r\nBcc: eve@evil.example', 'a Bcc: eve@ evil. example'],
    ['a\u2028b\u0000c', 'a b c'],
    ['x\u202ey', 'x y'],
    ['علی‌رضا', 'علی‌رضا'],
    ['👩‍💻', '👩‍💻'],
  ])('%j stands there as %j', (name, shown) => expect(unlinked(name)).toBe(shown));
});
