import { describeConfig } from './describe';
import { embeddingsOf } from './embeddings';
import { readSettings } from './settings';

const told = (env: Record<string, string>) => embeddingsOf(readSettings({ env }));
const url = 'https://ai.example.org/v1';

describe('the endpoint of embeddings', () => {
  it('is nowhere unless somebody names it', () => expect(told({})).toBeUndefined());

  it('is an address, a model and perhaps a key', () => {
    const named = { ANNALS_EMBEDDINGS_URL: `${url}/`, ANNALS_EMBEDDINGS_MODEL: 'small' };
    expect(told(named)).toEqual({ url, model: 'small', key: undefined });
    expect(told({ ...named, ANNALS_EMBEDDINGS_KEY: 'sk-1' })).toEqual({ url, model: 'small', key: 'sk-1' });
  });

  it('is refused by half, each thing by its name', () => {
    expect(() => told({ ANNALS_EMBEDDINGS_URL: url })).toThrow('ANNALS_EMBEDDINGS_MODEL is missing');
    expect(() => told({ ANNALS_EMBEDDINGS_KEY: 'sk-1' })).toThrow(/URL is missing.*MODEL is missing/);
  });

  it.each(['ftp://ai.example.org', 'https://user:pw@ai.example.org', 'https://ai.example.org/v1?key=1', 'ai'])(
    'says no to %s',
    (wrong) => expect(() => told({ ANNALS_EMBEDDINGS_URL: wrong })).toThrow('ANNALS_EMBEDDINGS_URL must be'),
  );

  it('never shows its key', () => {
    const env = { ANNALS_EMBEDDINGS_KEY: 'sk-secret' };
    expect(JSON.stringify(describeConfig({ env }))).not.toContain('sk-secret');
  });
});
