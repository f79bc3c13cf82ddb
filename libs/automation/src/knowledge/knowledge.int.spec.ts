import { randomUUID } from 'node:crypto';
import { botRegistered, routes, syncStarted, workspaceCreated, type Route } from '@annals/contracts';
import { fromMilliseconds, plus } from '@annals/kernel';
import type { RequestFacts } from '@annals/platform';
import { anyStream, sharedDatabase, write } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { CommandBus } from '@nestjs/cqrs';
import { MoveBotCommand } from '../commands/move-bot/move-bot.handler';
import { readFiles, readWebsites } from '../commands/complete-sync/complete-sync.job';
import { readWhatIsDue } from '../commands/start-sync/start-sync.job';
import { fleet } from '../fleet/fleet';
import { keepKnowledge } from '../reactions/keep-knowledge-when-it-changes/keep-knowledge-when-it-changes.job';
import { callerOf, contextOf, Neighbours, startWorld, type World } from '../testing/a-world.setup';
import { workspaceId } from '../testing/examples';
import { page, startWebsite, type Answer } from '../testing/some-website.setup';
import { SearchKnowledgeController } from '../views/knowledge/search.controller';
import { contentKind, KeptKnowledge } from './kept-knowledge.service';
import { knowledge } from './knowledge';

jest.setTimeout(120_000);

const { automation } = routes;
const otherWorkspace = '0c000000-0000-4000-8000-00000000000d';
const person: RequestFacts = { permissions: new Set(), workspaces: new Map(), context: contextOf() };
const clock = () => fromMilliseconds(Date.now());

describe('knowledge, on a real event store and vault', () => {
  let world: World;
  let organizationId: string;
  beforeAll(async () => {
    world = await startWorld('knowledge', { sharedDatabase, startEventStore });
  });
  beforeEach(async () => {
    organizationId = randomUUID();
    world.get(Neighbours).workspaces.add(otherWorkspace);
    await write(
      world.store,
      { stream: anyStream('organization'), id: [organizationId] },
      [workspaceId, otherWorkspace].map((id, n) =>
        workspaceCreated({ workspaceId: id, isDefault: n === 0 }, { name: `Workspace ${n}` }),
      ),
    );
  });
  afterEach(() => world.get(Neighbours).reset());
  afterAll(() => world.stop());

  /** Asks a route as whoever may. */
  async function ask<R extends Route>(route: R, said: object, minPosition?: string) {
    const asked = { organizationId, workspaceId, ...said } as never;
    return await world.of(route).serve({ asked, caller: person, context: contextOf(), minPosition });
  }
  const addText = async (text: string, { name = 'returns.txt', of = workspaceId } = {}) =>
    ask(automation.addText, { name, text, workspaceId: of });
  const read = () => readFiles.does(world.tools)(clock());
  const readSites = () => readWebsites.does(world.tools)(clock());
  const list = async (position: string, of = workspaceId) =>
    ask(automation.listSources, { workspaceId: of, limit: 50 }, position);
  const source = async (sourceId: string, position?: string) => ask(automation.getSource, { sourceId }, position);
  const stateOf = async (of = workspaceId) =>
    (await world.store.state({ stream: knowledge, id: [organizationId, of] }, 0)).state;
  const eventsOf = async (of = workspaceId) => {
    const types: string[] = [];
    for (let revision = 0; ; revision += 1) {
      const event = await world.store.eventAt(`knowledge-${organizationId}.${of}`, revision);
      if (!event) return types;
      types.push(event.type);
    }
  };
  /** What the worker does after an event of a source. */
  const keep = (sourceId: string | null, of = workspaceId) =>
    keepKnowledge.handler(world.tools)({ organizationId, workspaceId: of, sourceId }, 1);
  const found = async (question: string, of = workspaceId) => {
    const asked = { organizationId, workspaceId: of, question, limit: 5 };
    const arrived = { asked, caller: person, context: contextOf() };
    return (await world.get(SearchKnowledgeController).try(arrived)).passages.map(({ text }) => text);
  };
  const bot = async (of = workspaceId) => {
    const botId = randomUUID();
    await world.store.decide({ stream: fleet, id: [organizationId] }, contextOf(), () => [
      botRegistered({ botId, workspaceId: of, kind: 'rpa' }, { name: 'returns-desk' }),
    ]);
    const ask = async (question: string) => {
      const caller = callerOf(botId, organizationId);
      const asked = { organizationId, question, limit: 5 };
      return world.get(SearchKnowledgeController).search({ asked, caller, context: caller.context });
    };
    return { botId, ask };
  };
  async function website(pages: Readonly<Record<string, Answer>>) {
    const site = await startWebsite(pages);
    world.config.knowledgeHosts = [site.host];
    const { sourceId, position } = await ask(automation.addWebsite, { address: site.url(), levels: 2 });
    return { ...site, sourceId, position };
  }

  it('D8: a text is read and found, by a bot with its key too', async () => {
    const { sourceId, position } = await addText('Returns take fourteen days.');
    expect(await source(sourceId, position)).toMatchObject({ state: 'waiting', sync: { done: 0 } });
    expect(await found('returns')).toEqual([]);
    await read();
    expect(await found('How long do returns take?')).toEqual(['Returns take fourteen days.']);
    expect(await (await bot()).ask('returns')).toMatchObject({
      passages: [{ sourceId, sourceName: 'returns.txt', page: null, text: 'Returns take fourteen days.' }],
      searched: 1,
    });
    expect(await eventsOf()).toEqual(['KnowledgeSourceAdded', 'SyncStarted', 'SyncCompleted']);
  });

  it('D8: a bot reads its own workspace only, what others share with it, and what it keeps to', async () => {
    const own = await addText('Returns take fourteen days.');
    const { sourceId } = await addText('Returns of the other workspace are secret.', { of: otherWorkspace });
    await read();
    const { botId, ask: asks } = await bot();
    const texts = async () => (await asks('returns')).passages.map(({ text }) => text);
    expect(await texts()).toEqual(['Returns take fourteen days.']);
    const attach = { sourceId, botId };
    await expect(ask(automation.attachSource, attach)).rejects.toMatchObject({ code: 'SOURCE_IN_OTHER_WORKSPACE' });
    await expect(ask(automation.attachSource, { ...attach, workspaceId: otherWorkspace })).rejects.toMatchObject({
      code: 'SOURCE_IN_OTHER_WORKSPACE',
    });
    const { position } = await ask(automation.shareSource, { sourceId, workspaceId: otherWorkspace });
    expect((await list(position)).items.map(({ isShared }) => isShared)).toEqual([false, true]);
    await keep(sourceId, otherWorkspace);
    expect(await texts()).toHaveLength(2);
    await ask(automation.attachSource, attach);
    expect(await texts()).toEqual(['Returns of the other workspace are secret.']);
    await ask(automation.unshareSource, { sourceId, workspaceId: otherWorkspace });
    expect(await texts()).toEqual([]);
    await ask(automation.detachSource, attach);
    expect(await texts()).toEqual(['Returns take fourteen days.']);
    await ask(automation.removeSource, { sourceId: own.sourceId });
    expect(await texts()).toEqual([]);
  });

  it('D8: a bot reads no more because the source that it keeps to is removed, or because it is moved', async () => {
    const faq = await addText('Salaries are no question here.');
    await addText('Salaries of everybody.');
    await addText('Salaries of the other workspace.', { of: otherWorkspace });
    for (let each = 1; each <= 3; each += 1) await read();
    const { botId, ask: asks } = await bot();
    const texts = async () => (await asks('salaries')).passages.map(({ text }) => text);
    await ask(automation.attachSource, { sourceId: faq.sourceId, botId });
    expect(await texts()).toEqual(['Salaries are no question here.']);
    await world
      .get(CommandBus)
      .execute(new MoveBotCommand({ organizationId, botId, workspaceId: otherWorkspace }, contextOf(), 'all'));
    expect(await texts()).toEqual([]);
    await world.get(CommandBus).execute(new MoveBotCommand({ organizationId, botId, workspaceId }, contextOf(), 'all'));
    const { position } = await ask(automation.removeSource, { sourceId: faq.sourceId });
    expect(await texts()).toEqual([]);
    expect((await list(position)).gone).toEqual([{ sourceId: faq.sourceId, bots: [{ botId, name: 'returns-desk' }] }]);
    const detached = await ask(automation.detachSource, { sourceId: faq.sourceId, botId });
    expect((await list(detached.position)).gone).toEqual([]);
    expect(await texts()).toEqual(['Salaries of everybody.']);
  });

  it('D12: another organization finds nothing of it', async () => {
    await addText('Returns take fourteen days.');
    await read();
    organizationId = randomUUID();
    expect(await found('returns')).toEqual([]);
  });

  it('D8: nothing of what cannot be read is used; what was read before is', async () => {
    const { sourceId } = await addText('Returns take fourteen days.');
    await read();
    const content = Buffer.from('%PDF-1.7 and nothing else').toString('base64');
    const { position } = await ask(automation.replaceSource, { sourceId, name: 'returns.pdf', content });
    await read();
    expect(await source(sourceId, position)).toMatchObject({ name: 'returns.pdf' });
    const syncs = await ask(automation.listSyncs, { sourceId, limit: 50 }, (await stop(sourceId)) ?? position);
    expect(syncs.items.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['failed', 'UNREADABLE'],
      ['completed', null],
    ]);
    expect(await found('returns')).toEqual(['Returns take fourteen days.']);
  });

  /** The position of the end of a reading: of a command that comes after it. */
  const stop = async (sourceId: string): Promise<string | undefined> =>
    (await ask(automation.shareSource, { sourceId })).position;

  it('D8: says no to what is no text, no PDF, or too large', async () => {
    const add = (content: Buffer) => ask(automation.addFile, { name: 'x.pdf', content: content.toString('base64') });
    await expect(add(Buffer.from([0x89, 0x50, 0, 1]))).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' });
    await expect(add(Buffer.alloc(10 * 1024 * 1024 + 1, 'x'))).rejects.toMatchObject({ code: 'SOURCE_TOO_LARGE' });
    await expect(ask(automation.addWebsite, { address: 'http://127.0.0.1/', levels: 1 })).rejects.toMatchObject({
      code: 'URL_NOT_ALLOWED',
    });
    await expect(ask(automation.addWebsite, { address: 'nonsense', levels: 1 })).rejects.toMatchObject({
      code: 'URL_NOT_ALLOWED',
    });
    expect(await eventsOf()).toEqual([]);
  });

  it('D8: adds a website whose host is longer than a name, and says no to an address that is too long spelled out', async () => {
    const host = `${'long-label.'.repeat(13)}example.org`;
    world.config.knowledgeHosts = [host];
    const add = (address: string) => ask(automation.addWebsite, { address, levels: 1 });
    const { sourceId } = await add(`https://${host}/`);
    expect((await stateOf()).sources.get(sourceId)?.name).toBe(host.slice(0, 120));
    await expect(add(`https://${host}/${'ü'.repeat(600)}`)).rejects.toMatchObject({ code: 'URL_NOT_ALLOWED' });
  });

  it('D8: a text that begins as a PDF does is a text', async () => {
    await addText('%PDF-1.7 is how a PDF begins.');
    await read();
    expect(await found('begins')).toEqual(['%PDF-1.7 is how a PDF begins.']);
  });

  it('D8: a document that is all headings is read in few passages', async () => {
    const content = Buffer.from('# a\n'.repeat(300_000)).toString('base64');
    const { sourceId } = await ask(automation.addFile, { name: 'headings.md', content });
    await read();
    const used = (await stateOf()).sources.get(sourceId)?.used;
    expect(used?.characters).toBe(300_000);
    expect(used?.passages).toBeLessThan(1_600);
  });

  it('D8: a website is read page by page, with its pages that were missed', async () => {
    const site = await website({ '/': page('Start', '/a', '/gone'), '/a': page('Returns take fourteen days') });
    await readSites();
    const position = await stop(site.sourceId);
    expect(await source(site.sourceId, position)).toMatchObject({
      state: 'ready',
      pages: 2,
      missed: 1,
      name: site.host,
    });
    expect(await found('returns')).toEqual(['Returns take fourteen days']);
    await site.stop();
  });

  it('D8: a reading that is stopped ends once, whatever the worker does', async () => {
    let answered: () => void = () => undefined;
    const asked = new Promise<void>((arrived) => {
      answered = arrived;
    });
    const hanging: Answer = () => answered();
    const site = await website({ '/': page('Start', '/never'), '/never': hanging });
    const reading = readSites();
    await asked;
    await ask(automation.stopSync, { sourceId: site.sourceId });
    await keep(site.sourceId);
    await reading;
    expect(await eventsOf()).toEqual(['KnowledgeSourceAdded', 'SyncStarted', 'SyncFailed']);
    await site.stop();
  });

  it('D8: what died in the middle is taken up again, and given up after three times', async () => {
    const { sourceId } = await addText('Returns take fourteen days.');
    const late = { isWebsite: false, until: plus(clock(), { seconds: -1 }) };
    for (let time = 1; time <= 2; time += 1)
      expect(await world.vault.sourceReads.take(clock(), late)).toMatchObject({ tries: time });
    await read();
    expect((await stateOf()).sources.get(sourceId)?.used).toBeDefined();
    await ask(automation.startSync, { sourceId });
    for (let time = 1; time <= 3; time += 1) await world.vault.sourceReads.take(clock(), late);
    await read();
    expect((await eventsOf()).slice(-2)).toEqual(['SyncStarted', 'SyncFailed']);
    expect(await found('returns')).toHaveLength(1);
  });

  it('D8: an organization that stands still is read later, and so is a workspace that is archived', async () => {
    await addText('Returns take fourteen days.');
    world.get(Neighbours).status = 'suspended';
    await read();
    expect((await eventsOf()).at(-1)).toBe('SyncStarted');
    world.get(Neighbours).reset();
    await addText('Money is paid back at once.');
    world.get(Neighbours).archived = true;
    await read();
    expect((await eventsOf()).at(-1)).toBe('SyncStarted');
  });

  it('D8: what waited for an hour is read all the same', async () => {
    const { sourceId } = await addText('Returns take fourteen days.');
    const one = { organizationId, workspaceId, sourceId };
    const syncId = (await stateOf()).sources.get(sourceId)?.open ?? '';
    await world.vault.sourceReads.close(one, undefined);
    await world.vault.sourceReads.open(one, { syncId, isWebsite: false, since: plus(clock(), { minutes: -60 }) });
    await read();
    expect((await eventsOf()).at(-1)).toBe('SyncCompleted');
  });

  it('D8: a reading that ends with its process was no try', async () => {
    const ending = new AbortController();
    const site = await website({ '/': () => ending.abort() });
    await readWebsites.does(world.tools)(clock(), ending.signal);
    expect((await eventsOf()).at(-1)).toBe('SyncStarted');
    const later = { isWebsite: true, until: plus(clock(), { seconds: 60 }) };
    const again = await world.vault.sourceReads.take(plus(clock(), { seconds: 1 }), later);
    expect(again).toMatchObject({ sourceId: site.sourceId, tries: 1 });
    await site.stop();
  });

  it('D8: nothing stays of a source that is removed while it is read', async () => {
    const { sourceId } = await addText('Returns take fourteen days.');
    const syncId = (await stateOf()).sources.get(sourceId)?.open ?? '';
    await ask(automation.removeSource, { sourceId });
    await keep(sourceId);
    expect(
      await world.vault.passages.put({ organizationId, sourceId, syncId }, workspaceId, [{ text: 'late' }]),
    ).toBeUndefined();
    expect(await world.vault.passages.kept(organizationId, [syncId])).toEqual(new Set());
  });

  it('D8: whoever settles late takes nothing of what was read meanwhile', async () => {
    const { sourceId } = await addText('Returns take fourteen days.');
    await read();
    const one = { organizationId, workspaceId, sourceId };
    let held: Promise<void> | undefined;
    await world.vault.sourceReads.alone(one, async () => {
      held = world.get(KeptKnowledge).settle(one); // waits
      await world.store.decide({ stream: knowledge, id: [organizationId, workspaceId] }, contextOf(), () => [
        syncStarted({ sourceId, syncId: sourceId, cause: 'hand' }),
      ]);
      await world.vault.sourceReads.open(one, { syncId: sourceId, isWebsite: false, since: clock() });
      await world.vault.passages.put({ organizationId, sourceId, syncId: sourceId }, workspaceId, [{ text: 'Newer.' }]);
    });
    await held;
    expect(await world.vault.passages.kept(organizationId, [sourceId])).toEqual(new Set([sourceId]));
    await read();
  });

  it('D8: a website is read again as it is due, once, and not while its workspace is archived', async () => {
    const site = await website({ '/': page('Returns take fourteen days') });
    await readSites();
    const { position } = await ask(automation.scheduleSync, { sourceId: site.sourceId, every: 'day' });
    await keep(site.sourceId);
    const { nextAt } = await source(site.sourceId, position);
    expect(nextAt).not.toBeNull();
    const due = () => readWhatIsDue.does(world.tools)(plus(nextAt ?? '', { seconds: 1 }));
    world.get(Neighbours).archived = true;
    await due();
    world.get(Neighbours).archived = false;
    world.get(Neighbours).status = 'suspended';
    await due();
    expect((await eventsOf()).at(-1)).toBe('SyncScheduled');
    world.get(Neighbours).status = 'active';
    await Promise.all([due(), due()]);
    await due();
    expect((await eventsOf()).filter((type) => type === 'SyncStarted')).toHaveLength(2);
    await site.stop();
  });

  it('D8: what was brought and read is gone with the source, and with its workspace', async () => {
    const one = await addText('Returns take fourteen days.');
    const two = await addText('Money is paid back at once.');
    await read();
    const kept = async (sourceId: string) => {
      const state = (await stateOf()).sources.get(sourceId);
      const digest = state?.content ?? '';
      const payload = await world.vault.payloads.read({ organizationId, kind: contentKind(sourceId), digest });
      return { payload, passages: await world.vault.passages.kept(organizationId, [state?.used?.syncId ?? sourceId]) };
    };
    const before = (await stateOf()).sources.get(one.sourceId);
    await ask(automation.removeSource, { sourceId: one.sourceId });
    await keep(one.sourceId);
    const { passages } = world.vault;
    expect(await passages.kept(organizationId, [before?.used?.syncId ?? ''])).toEqual(new Set());
    expect((await kept(two.sourceId)).payload).toBeDefined();
    world.get(Neighbours).workspaces.delete(workspaceId);
    await keep(null);
    world.get(Neighbours).workspaces.add(workspaceId);
    expect(await kept(two.sourceId)).toEqual({ payload: undefined, passages: new Set() });
  });

  it('D8: what was read and is not here says so, and is read again', async () => {
    const { sourceId } = await addText('Returns take fourteen days.');
    await read();
    await world.vault.passages.keepOnly({ organizationId, sourceId }, []);
    const position = await stop(sourceId);
    expect(await source(sourceId, position)).toMatchObject({ state: 'missing' });
    expect((await list(position ?? '')).capacity).toMatchObject({ failures: 1, files: 1 });
    await ask(automation.startSync, { sourceId });
    await read();
    expect(await found('returns')).toHaveLength(1);
  });
});
