import { anchorOf } from './anchors';
import { readSettings } from './settings';

describe('places where checkpoints are kept', () => {
  it.each([
    ['disk=file:///mnt/worm/annals', { name: 'disk', kind: 'file' }],
    ['kestrel=https://kestrel.example/annals', { name: 'kestrel', kind: 'http' }],
    ['inside=http://10.0.0.7:8080/annals', { name: 'inside', kind: 'http' }],
    [
      'bucket=s3://key:secret@s3.eu-north-1.amazonaws.com/halden/annals?region=eu-north-1',
      { name: 'bucket', kind: 's3' },
    ],
  ])('are %s', (text, expected) => expect(anchorOf(text)).toMatchObject(expected));

  it.each([
    'https://kestrel.example',
    'a b=https://kestrel.example',
    'x=ftp://kestrel.example',
    'x=file://host/folder',
    'x=https://user:password@kestrel.example',
    'x=s3://s3.example/bucket',
    'x=s3://key:secret@s3.example/',
    '=https://kestrel.example',
    'x=',
  ])('are not %s', (text) => expect(anchorOf(text)).toBeUndefined());

  it('have a name each, and are not too many', () => {
    const given = (ANNALS_ANCHORS: string) => () => readSettings({ env: { ANNALS_ANCHORS } });
    expect(given('a=file:///x b=https://y.example')().ANNALS_ANCHORS).toHaveLength(2);
    expect(given('a=file:///x a=file:///y')).toThrow(/ANNALS_ANCHORS/);
    expect(given(Array.from({ length: 9 }, (_, n) => `a${n}=file:///x`).join(' '))).toThrow(/ANNALS_ANCHORS/);
    expect(given('nonsense')).toThrow(/ANNALS_ANCHORS/);
  });
});
