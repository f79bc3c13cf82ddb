import { phoneNumberOf, writtenNumber } from './phone-number.service';

describe('A19: phone numbers', () => {
  it.each([
    ['+47 69 21 04 00', '+4769210400'],
    ['+1 (212) 555-2368', '+12125552368'],
    ['+49 30 901820', '+4930901820'],
    ['+۴۷ ۶۹ ۲۱ ۰۴ ۰۰', '+4769210400'],
  ])('%s is stored as %s', (typed, stored) => expect(phoneNumberOf(typed)).toBe(stored));

  it.each(['69 21 04 00', '+47 1', '+999 12 34 56 78', 'call +47 69 21 04 00', '+47 69 21 04 00 ext. 7', '+', '0'])(
    '"%s" is none that can be called from everywhere',
    (typed) => expect(() => phoneNumberOf(typed)).toThrow('PHONE_INVALID'),
  );

  it('is shown in groups; a number that no plan has any more as it is stored', () => {
    expect(writtenNumber('+4769210400')).toBe('+47 69 21 04 00');
    expect(writtenNumber('+9991234567')).toBe('+9991234567');
  });
});
