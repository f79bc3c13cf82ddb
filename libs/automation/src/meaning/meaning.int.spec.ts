import { randomUUID } from 'node:crypto';
import { routes, workspaceCreated } from '@annals/contracts';
import { fromMilliseconds, plus } from '@annals/kernel';
import type { RequestFacts } from '@annals/platform';
import { anyStream, sharedDatabase, write } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { fillVectors, readFiles } from '../commands/complete-sync/complete-sync.job';
import { knowledge } from '../knowledge/knowledge';
import { keepKnowledge } from '../reactions/keep-knowledge-when-it-changes/keep-knowledge-when-it-changes.job';
import { contextOf, Neighbours, startWorld, type World } from '../testing/a-world.setup';
import { workspaceId } from '../testing/examples';
import { answerOf, startEndpoint } from '../testing/some-endpoint.setup';
import { SearchKnowledgeController } from '../views/knowledge/search.controller';

jest.setTimeout(120_000);

const { automation } = routes;
const person: RequestFacts = { permissions: new Set(), workspaces: new Map(), context: contextOf() };
const clock = () => fromMilliseconds(Date.now());
const RETURNS = 'Returns take fourteen days.';
const MONEY = 'Money is paid back at once.';

describe('knowledge by meaning, on a real endpoint, event store and vault', () => {
  let world: World;
  let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
  let organizationId: string;
  let filling: ReturnType<typeof fillVectors.does>;
  beforeAll(async () => {
    endpoint = await startEndpoint();
    world = await startWorld('meaning', { sharedDatabase, startEventStore });
    filling = fillVectors.does(world.tools);
  });
  beforeEach(async () => {
    organizationId = randomUUID();
    endpoint.calls.length = 0;
    endpoint.answers = undefined;
    world.config.embeddings = { url: endpoint.url, model: 'small', key: undefined };
    world.get(Neighbours).textsMayLeave = true;
    await write(world.store, { stream: anyStream('organization'), id: [organizationId] }, [
      workspaceCreated({ workspaceId, isDefault: true }, { name: 'Returns' }),
    ]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    world.get(Neighbours).reset();
  });
  afterAll(async () => {
    endpoint.stop();
    await world.stop();
  });

  const added = async (text: string) => {
    const asked = { organizationId, workspaceId, name: 'returns.txt', text } as never;
    const served = world.of(automation.addText);
    const { sourceId, position } = await served.serve({
      asked,
      caller: person,
      context: contextOf(),
      minPosition: undefined,
    });
    await readFiles.does(world.tools)(clock());
    await world
      .of(automation.listSources)
      .serve({
        asked: { organizationId, workspaceId, limit: 50 },
        caller: person,
        context: contextOf(),
        minPosition: position,
      });
    return sourceId;
  };
  const fill = (seconds = 0) => filling(plus(clock(), { seconds }));
  const search = async (question: string) => {
    const asked = { organizationId, workspaceId, question, limit: 5 };
    const answer = await world.get(SearchKnowledgeController).try({ asked, caller: person, context: contextOf() });
    return [answer.by, ...answer.passages.map(({ text }) => text)];
  };
  /** The worker, after the policy changed. */
  const settleAll = () => keepKnowledge.handler(world.tools)({ organizationId, workspaceId: null, sourceId: null }, 1);
  const dues = async () =>
    (await world.vault.vectorDues.by(plus(clock(), { days: 1 }), 100)).filter(
      (due) => due.organizationId === organizationId,
    );
  const missing = async (sourceId: string) => {
    const { state } = await world.store.state({ stream: knowledge, id: [organizationId, workspaceId] }, 0);
    const { syncId = '', passages = 0 } = state.sources.get(sourceId)?.used ?? {};
    return world.vault.vectors.missing({ organizationId, sourceId, syncId }, 'small', passages);
  };
  /** From here on it is so much later. */
  const later = (seconds: number) => {
    const real = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => real() + seconds * 1_000);
  };

  it('D8: finds what shares no word with the question, beside what does', async () => {
    await added(RETURNS);
    await added(MONEY);
    expect(await search('reimbursement')).toEqual(['words']);
    await fill();
    expect(await search('reimbursement')).toEqual(['words_and_meaning', MONEY, RETURNS]);
    expect(await search('fourteen refunds')).toEqual(['words_and_meaning', RETURNS, MONEY]);
    expect(await dues()).toEqual([]);
  });

  it('D8: nothing leaves without a policy, nor by a question in quotes; with it no vector stays when it ends', async () => {
    world.get(Neighbours).textsMayLeave = false;
    const sourceId = await added(MONEY);
    await fill();
    expect(await search('reimbursement')).toEqual(['words']);
    expect(endpoint.texts()).toEqual([]);
    world.get(Neighbours).textsMayLeave = true;
    await settleAll();
    await fill();
    expect(endpoint.texts()).toEqual([MONEY]);
    expect(await missing(sourceId)).toEqual([]);
    expect(await search('"money is paid"')).toEqual(['words', MONEY]);
    expect(endpoint.texts()).toEqual([MONEY]);
    world.get(Neighbours).textsMayLeave = false;
    await settleAll();
    expect(await missing(sourceId)).toEqual([0]);
    expect(await dues()).toEqual([]);
  });

  it('D8: an endpoint that fails stops no reading and no search, and is asked again later and later', async () => {
    endpoint.answers = (response) => void response.writeHead(500).end();
    const sourceId = await added(MONEY);
    expect(await search('money')).toEqual(['words', MONEY]);
    const asked = endpoint.calls.length;
    expect(await search('money')).toEqual(['words', MONEY]); // nobody waits for it again
    expect(endpoint.calls).toHaveLength(asked);
    await fill();
    await fill();
    expect(await dues()).toMatchObject([{ id: sourceId, misses: 1 }]);
    await fill(11);
    expect(await dues()).toMatchObject([{ misses: 2 }]);
    endpoint.answers = undefined;
    await fill(60);
    expect([await missing(sourceId), await dues()]).toEqual([[], []]);
    later(20);
    expect(await search('reimbursement')).toEqual(['words_and_meaning', MONEY]);
  });

  it('D8: a search waits two seconds for one that hangs, once', async () => {
    await added(MONEY);
    await fill();
    later(60);
    endpoint.answers = () => undefined;
    expect(await search('money')).toEqual(['words', MONEY]);
    endpoint.answers = undefined;
    expect(await search('money')).toEqual(['words', MONEY]);
  });

  it('D8: vectors of another length, and of another model, are not compared', async () => {
    const sourceId = await added(MONEY);
    await fill();
    later(120);
    endpoint.answers = (response, input) => void response.end(answerOf(input.map(() => [1, 2])));
    expect(await search('money')).toEqual(['words', MONEY]);
    endpoint.answers = undefined;
    world.config.embeddings = { url: endpoint.url, model: 'large', key: undefined };
    expect(await search('money')).toEqual(['words', MONEY]);
    await fillVectors.does(world.tools)(clock()); // as a worker begins anew
    expect(await search('reimbursement')).toEqual(['words_and_meaning', MONEY]);
    expect(await missing(sourceId)).toEqual([0]); // of the model before
  });

  it('D8: vectors go with their source, and say nothing in Postgres', async () => {
    const sourceId = await added(MONEY);
    await fill();
    await world
      .of(automation.removeSource)
      .serve({
        asked: { organizationId, workspaceId, sourceId },
        caller: person,
        context: contextOf(),
        minPosition: undefined,
      });
    await keepKnowledge.handler(world.tools)({ organizationId, workspaceId, sourceId }, 1);
    later(180);
    expect(await search('reimbursement')).toEqual(['words']);
    expect(await dues()).toEqual([]);
  });

  it('D8: says where texts go, and whether they do', async () => {
    const about = () =>
      world
        .get(SearchKnowledgeController)
        .about({ asked: { organizationId, workspaceId }, caller: person, context: contextOf() });
    const named = { host: new URL(endpoint.url).host, model: 'small' };
    expect(await about()).toEqual({ meaning: { ...named, isAllowed: true } });
    world.get(Neighbours).textsMayLeave = false;
    expect(await about()).toEqual({ meaning: { ...named, isAllowed: false } });
    world.config.embeddings = undefined;
    expect(await about()).toEqual({ meaning: null });
  });
});
