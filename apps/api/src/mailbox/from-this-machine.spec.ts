import { isFromThisMachine } from './from-this-machine';

const socket = { remoteAddress: '127.0.0.1' };
const here = { host: 'localhost:8080' };

describe('the mailbox is for this machine', () => {
  it.each([
    here,
    { host: '127.0.0.1:8080' },
    { host: '[::1]:8080' },
    { ...here, 'sec-fetch-site': 'none' },
    { ...here, 'sec-fetch-site': 'same-origin' },
  ])('it answers %j', (headers) => expect(isFromThisMachine({ headers, socket })).toBe(true));
  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('it answers a connection from %s', (remoteAddress) =>
    expect(isFromThisMachine({ headers: here, socket: { remoteAddress } })).toBe(true),
  );

  it.each([
    { host: 'evil.example' },
    { host: 'localhost.evil.example:8080' },
    { host: '10.0.0.7' },
    {},
    { host: 'user@@' },
    { ...here, 'sec-fetch-site': 'cross-site' },
  ])('nobody else: %j', (headers) => expect(isFromThisMachine({ headers, socket })).toBe(false));

  it.each([
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-forwarded-anything',
    'forwarded',
    'via',
    'x-real-ip',
    'cf-connecting-ip',
  ])('B6: nor whom a proxy speaks for, though it sends Host: localhost: %s', (name) =>
    expect(isFromThisMachine({ headers: { ...here, [name]: 'x' }, socket })).toBe(false),
  );

  it.each(['10.0.0.7', '::ffff:10.0.0.7', '2001:db8::1', undefined])('B6: nor a connection from %s', (remoteAddress) =>
    expect(isFromThisMachine({ headers: here, socket: { remoteAddress } })).toBe(false),
  );
});
