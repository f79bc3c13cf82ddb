import { countries } from '../countries';
import { postalCodeOf, postalCodeRule, postalCodesOf } from './postal-codes';
import { taxIdOf, taxIdRule } from './tax-ids';

describe('A18: postal codes', () => {
  it.each([
    ['NO', '1767', '1767'],
    ['SE', '11122', '111 22'],
    ['GB', 'sw1a1aa', 'SW1A 1AA'],
    ['GB', 'M1 1AE', 'M1 1AE'],
    ['NL', '1012jx', '1012 JX'],
    ['PL', '00950', '00-950'],
    ['US', '94105-1234', '94105-1234'],
    ['CA', 'k1a-0b1', 'K1A 0B1'],
    ['IE', 'D02AF30', 'D02 AF30'],
    ['LV', '1010', '1010'],
    ['LV', 'lv1010', 'LV-1010'],
    ['JP', '100 0001', '100-0001'],
    ['IO', 'BBND 1ZZ', 'BBND 1ZZ'],
  ])('of %s: %s is %s', (country, typed, written) => {
    expect(postalCodeOf(country, typed)).toBe(written);
    expect(postalCodeOf(country, written)).toBe(written);
  });

  it.each([
    ['NO', '17671', 'has 4 digits there'],
    ['DE', '1234', 'has 5 digits there'],
    ['NL', '1012', 'is written like 9999 AA there (9 is a digit, A a letter)'],
    ['AE', '12345', 'has no place in an address of this country'],
    ['GB', 'ABC', 'is written like A9 9AA or A99 9AA or AA9 9AA there (9 is a digit, A a letter)'],
  ])('%s has no %s: it %s', (country, typed, rule) =>
    expect([postalCodeOf(country, typed), postalCodeRule(country)]).toEqual([undefined, rule]),
  );

  it('are known of countries of the world only', () => {
    const known = Array.from({ length: 26 * 26 }, (_, n) =>
      String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26)),
    ).filter((country) => postalCodesOf(country).kind !== 'unknown');
    expect(known.filter((country) => !countries.includes(country))).toEqual(['XK']);
    expect(known.length).toBeGreaterThan(190);
  });
});

describe('A18: tax ids', () => {
  it.each([
    ['NO', 'NO918274655MVA', 'NO 918 274 655 MVA'],
    ['NO', '918 274 655', 'NO 918 274 655'],
    ['DE', '123456789', 'DE123456789'],
    ['AT', 'U12345678', undefined],
    ['AT', '12345678', 'ATU12345678'],
    ['GR', 'EL 123456789', 'EL123456789'],
    ['FR', 'FR83404833048', 'FR83404833048'],
    ['NL', 'NL123456789B01', 'NL123456789B01'],
    ['CH', 'CHE-123.456.788 MWST', 'CHE-123.456.788 MWST'],
    ['US', '123456789', '12-3456789'],
    ['BR', '12.345.678/0001-95', '12.345.678/0001-95'],
    ['XX', 'ab-123', 'AB123'],
    ['XX', 'ab', undefined],
    ['NO', 'DE123456789', undefined],
  ])('of %s: %s is %s', (country, typed, written) => expect(taxIdOf(country, typed)).toBe(written));

  it('say how they are written', () => {
    expect(taxIdRule('DE')).toBe('is written like DE999999999 there (9 is a digit)');
    expect(taxIdRule('XX')).toBe('has 4 to 20 letters and digits');
  });
});
