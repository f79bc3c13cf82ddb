import { isFromThisMachine } from './from-this-machine';

describe('the mailbox is for this machine', () => {
  it.each([{ host: 'localhost:8080' }, { host: '127.0.0.1:8080' }, { host: '[::1]:8080' }, { host: 'localhost', 'sec-fetch-site': 'none' }, { host: 'localhost', 'sec-fetch-site': 'same-origin' }])(
    'it answers %j', (headers) => expect(isFromThisMachine(headers)).toBe(true));

  it.each([
    { host: 'evil.example' }, { host: 'localhost.evil.example:8080' }, { host: '10.0.0.7' }, {}, { host: 'user@@' },
    { host: 'localhost', 'x-forwarded-for': '8.8.8.8' }, { host: 'localhost', forwarded: 'for=8.8.8.8' }, { host: 'localhost', 'sec-fetch-site': 'cross-site' },
  ])('nobody else: %j', (headers) => expect(isFromThisMachine(headers)).toBe(false));
});
