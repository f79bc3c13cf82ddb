import { firstVisible, parseMetadata, withTruncateBefore, NO_METADATA, SOFT_DELETE } from './stream-metadata';
import { TOMBSTONE } from './types';

const parse = (json: string) => parseMetadata(Buffer.from(json));

describe('stream metadata', () => {
  it('reads the three limits and the access list, ignores zero, negatives and what it does not know', () => {
    expect(parse('{"$maxCount":3,"$maxAge":60,"$tb":7,"$acl":{"$r":"x"},"own":1.5}')).toEqual({
      maxCount: 3,
      maxAge: 60,
      truncateBefore: 7,
      softDeleted: false,
      acl: { read: ['x'] },
    });
    expect(parse('{"$acl":{"$r":[],"$w":["a","$b"],"$d":"$all","$mr":"c","$mw":["d"]}}').acl).toEqual({
      read: [],
      write: ['a', '$b'],
      delete: ['$all'],
      readMetadata: ['c'],
      writeMetadata: ['d'],
    });
    expect(parse('{"$maxCount":0,"$tb":-4}')).toEqual(NO_METADATA);
    expect(parse('{"$maxCount":1,"$maxCount":2}').maxCount).toBe(2);
    expect(parse('{"nested":{"$tb":5}}')).toEqual(NO_METADATA);
  });
  it('is soft-deleted by exactly 2^63-1', () => {
    expect(parseMetadata(SOFT_DELETE).softDeleted).toBe(true);
    for (const near of ['9223372036854775806', '9223372036854775000', '1'])
      expect(parse(`{"$tb":${near}}`).softDeleted).toBe(false);
  });
  it('is none at all when one number is none, or the JSON is no object', () => {
    for (const wrong of ['"3"', '1.5', 'null', '9223372036854775808', '[1]', 'true'])
      expect(parse(`{"$maxCount":1,"$tb":${wrong}}`)).toEqual(NO_METADATA);
    for (const [key, most] of [
      ['$maxAge', '922337203685'],
      ['$cacheControl', '922337203685'],
      ['$maxCount', '9223372036854775807'],
      ['$tb', '9223372036854775807'],
    ]) {
      expect(parse(`{"${key}":${most},"$acl":{"$r":"x"}}`).acl).toEqual({ read: ['x'] });
      expect(parse(`{"${key}":${BigInt(most ?? 0) + 1n},"$acl":{"$r":"x"}}`)).toEqual(NO_METADATA);
    }
    for (const wrong of ['', '{', '[]', '7', 'null', '"x"']) expect(parse(wrong)).toEqual(NO_METADATA);
    for (const wrong of ['null', '"a"', '[]', '{"$r":null}', '{"$r":["a",1]}', '{"$r":{}}', '{"$x":"a"}'])
      expect(parse(`{"$maxCount":1,"$acl":${wrong}}`)).toEqual(NO_METADATA);
    expect(parseMetadata(undefined)).toEqual(NO_METADATA);
  });
  it('gets another $tb and keeps the rest to the last digit', () => {
    expect(
      withTruncateBefore(
        Buffer.from('{"$tb":9223372036854775807,"big":12345678901234567890,"f":1.5,"s":"é"}'),
        4,
      )?.toString(),
    ).toBe('{"$tb":4,"big":12345678901234567890,"f":1.5,"s":"é"}');
    expect(withTruncateBefore(Buffer.from('no json'), 4)).toBeUndefined();
  });
  it('tells the first visible revision', () => {
    expect(firstVisible(NO_METADATA, 9)).toBe(0);
    expect(firstVisible({ maxCount: 3, softDeleted: false }, 9)).toBe(7);
    expect(firstVisible({ maxCount: 30, truncateBefore: 4, softDeleted: false }, 9)).toBe(4);
    expect(firstVisible(parseMetadata(SOFT_DELETE), 9)).toBe(TOMBSTONE);
  });
});
