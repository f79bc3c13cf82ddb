import type { ServerResponse } from 'node:http';
import { answerOf, startEndpoint } from '../testing/some-endpoint.setup';
import { EmbeddingsEndpoint } from './embeddings.service';

describe('the endpoint of embeddings', () => {
  let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
  let asking: EmbeddingsEndpoint;
  beforeAll(async () => {
    endpoint = await startEndpoint();
    asking = new EmbeddingsEndpoint({ embeddings: { url: endpoint.url, model: 'small', key: 'sk-1' } });
  });
  afterEach(() => {
    endpoint.answers = undefined;
  });
  afterAll(() => endpoint.stop());
  const ask = (withinMs = 5_000) => asking.vectorsOf(['A refund.', 'A holiday.'], withinMs);

  it('is asked by the protocol of OpenAI, and answers a vector for each text', async () => {
    expect(await ask()).toEqual([
      [1, 0.01, 0.01],
      [0.01, 0.01, 1],
    ]);
    expect(endpoint.calls.at(-1)).toMatchObject({
      headers: { authorization: 'Bearer sk-1', 'content-type': 'application/json' },
      body: { model: 'small', input: ['A refund.', 'A holiday.'], encoding_format: 'float' },
    });
    expect(asking.named).toEqual({ host: new URL(endpoint.url).host, model: 'small' });
  });

  it('may answer in any order', async () => {
    endpoint.answers = (response) =>
      void response.end('{"data":[{"index":1,"embedding":[2]},{"index":0,"embedding":[1]}]}');
    expect(await ask()).toEqual([[1], [2]]);
  });

  it.each<[string, (response: ServerResponse) => unknown, string]>([
    ['fails', (response) => response.writeHead(500).end('{"error":"no"}'), 'answered 500'],
    ['leads elsewhere', (response) => response.writeHead(307, { location: '/ai/embeddings' }).end(), 'answered 307'],
    ['speaks no JSON', (response) => response.end('<html>'), 'no JSON'],
    ['answers one of two', (response) => response.end(answerOf([[1]])), 'no vector for each'],
    [
      'answers one twice',
      (response) => response.end('{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}'),
      'no vector',
    ],
    ['answers different lengths', (response) => response.end(answerOf([[1], [1, 2]])), 'different lengths'],
    ['answers no numbers', (response) => response.end(answerOf([['a'], ['b']])), 'no vector for each'],
    ['answers nothing in them', (response) => response.end(answerOf([[], []])), 'no vector for each'],
    ['hangs up', (response) => response.destroy(), 'did not answer'],
  ])('is not believed where it %s', async (_, answers, why) => {
    endpoint.answers = answers;
    await expect(ask()).rejects.toMatchObject({
      name: 'EmbeddingsFailed',
      message: expect.stringContaining(why) as string,
    });
  });

  it('is waited for no longer than that, before and in the middle of an answer', async () => {
    endpoint.answers = () => undefined;
    await expect(ask(50)).rejects.toThrow('not within 50 ms');
    endpoint.answers = (response) => void response.writeHead(200).write('{"data":[');
    await expect(ask(50)).rejects.toThrow('not within 50 ms');
  });
});
