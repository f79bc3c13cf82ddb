import { Select, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { attachSource, detachSource, sourceQuery, syncsQuery } from '../../api/knowledge';
import { botsQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import type { WorkspaceIds } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { SidePanel } from '../../app/frame/side-panel';
import { Facts, PanelHeading } from '../../components/facts';
import { InlineError, LoadFailure } from '../../components/failure';
import { ShortId } from '../../components/short-id';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { count, plural } from '../../format/words';
import classes from './knowledge.module.css';
import { SourceActs } from './source-acts';
import { TrySearch } from './try-search';
import { type AnySource, becauseOf, causeWords, everyWords, lookOf, whatItIs } from './words';

interface Props {
  ids: WorkspaceIds;
  sourceId: string;
  sources: readonly AnySource[];
  close: () => void;
  open: (sourceId: string) => void;
}

/** One source: how it is, when it was read, who gets it, and what it answers. */
export function SourcePanel({ ids, sourceId, sources, close, open }: Props) {
  const { can } = useOrganization();
  const read = useQuery(sourceQuery({ ...ids, sourceId }));
  const source = read.data ?? sources.find((each) => each.sourceId === sourceId);
  const index = sources.findIndex((each) => each.sourceId === sourceId);
  const step = (by: number) => {
    const next = index === -1 ? undefined : sources[index + by];
    return (
      next &&
      (() => {
        open(next.sourceId);
      })
    );
  };
  const place = { of: index === -1 ? '' : `${index + 1} of ${sources.length}`, previous: step(-1), next: step(1) };
  if (source === undefined)
    return (
      <SidePanel
        label="Source"
        place={place}
        close={close}
        head={
          <h2 className={classes.panelTitle}>
            {read.isPending ? 'Loading…' : "There is nothing here, or you can't see it"}
          </h2>
        }
      >
        {null}
      </SidePanel>
    );
  const mayChange = source.workspaceId === ids.workspaceId && can('knowledge:manage', ids.workspaceId);
  return (
    <SidePanel
      label={`Source ${source.name}`}
      place={place}
      close={close}
      footer={mayChange ? <SourceActs ids={ids} source={source} key={sourceId} /> : undefined}
      head={
        <>
          <h2 className={classes.panelTitle}>{source.name}</h2>
          <p className={classes.panelUnder}>
            <Status look={lookOf(source)} pill />
            <span>{whatItIs(source)}</span>
          </p>
        </>
      }
    >
      {source.failure !== null && (
        <p className={classes.failed}>
          The last reading came to nothing <When at={source.failure.at} />, because {becauseOf(source.failure.code)}.
          {source.failure.detail !== null && <> {source.failure.detail}</>}
        </p>
      )}
      <Facts facts={factsOf(source)} />
      <PanelHeading>Bots that keep to it</PanelHeading>
      <Keepers ids={ids} source={source} />
      <PanelHeading>Try a search</PanelHeading>
      <TrySearch ids={ids} sourceId={sourceId} key={sourceId} />
      <PanelHeading>When it was read</PanelHeading>
      <Syncs ids={ids} sourceId={sourceId} />
    </SidePanel>
  );
}

function factsOf(source: AnySource): Parameters<typeof Facts>[0]['facts'] {
  const { address, levels, characters, passages, pages, missed, kind, every, nextAt } = source;
  return [
    ...(address === null ? [] : [['Address', address] as const]),
    ...(levels === null ? [] : [['How deep', plural(levels, 'level')] as const]),
    ['Characters', characters === null ? '–' : count(characters)],
    ['Passages', passages === null ? '–' : count(passages)],
    ['Pages', pages === null ? '–' : `${count(pages)}${missed ? `, ${count(missed)} missed` : ''}`],
    ['Read', <When key="read" at={source.readAt} />],
    ...(kind === 'website' ? [['Read again', everyWords[every] ?? every] as const] : []),
    ...(nextAt === null ? [] : [['Next', <When key="next" at={nextAt} />] as const]),
    ['Shared', source.isShared ? 'With all workspaces' : 'No'],
    ['Added', <When key="added" at={source.addedAt} />],
    ['Id', <ShortId key="id" id={source.sourceId} what="source" />],
  ];
}

function Keepers({ ids, source }: { ids: WorkspaceIds; source: AnySource }) {
  const { can } = useOrganization();
  const { organizationId, workspaceId } = ids;
  const manages = can('knowledge:manage', workspaceId);
  const bots = useQuery({
    ...botsQuery(organizationId, { workspaceId, limit: 200 }),
    enabled: manages && can('bots:read', workspaceId),
  });
  const command = useCommand(
    ({ botId, keeps }: { botId: string; keeps: boolean }, key) =>
      (keeps ? attachSource : detachSource)({ ...ids, sourceId: source.sourceId, botId }, key),
    { organizationId },
  );
  const others = (bots.data?.items ?? []).filter(({ botId }) => !source.bots.some((each) => each.botId === botId));
  return (
    <>
      {source.bots.length === 0 && (
        <p className={classes.help}>None. Bots that keep to no source use all that this workspace may read.</p>
      )}
      <ul className={classes.keepers}>
        {source.bots.map(({ botId, name }) => (
          <li key={botId}>
            <span>{name}</span>
            {manages && (
              <UnstyledButton
                className={classes.link}
                disabled={command.pending}
                onClick={() => void command.run({ botId, keeps: false })}
                aria-label={`Take it from ${name}`}
              >
                Take away
              </UnstyledButton>
            )}
          </li>
        ))}
      </ul>
      {manages && others.length > 0 && (
        <Select
          aria-label="Have a bot keep to it"
          placeholder="Have a bot keep to it"
          data={others.map(({ botId, name }) => ({ value: botId, label: name }))}
          value={null}
          searchable
          disabled={command.pending}
          onChange={(botId) => {
            if (botId !== null) void command.run({ botId, keeps: true });
          }}
        />
      )}
      <InlineError error={command.error} />
    </>
  );
}

const outcomes: Readonly<Record<string, string>> = { going_on: 'Being read', completed: 'Read', failed: 'Failed' };

function Syncs({ ids, sourceId }: { ids: WorkspaceIds; sourceId: string }) {
  const syncs = useQuery(syncsQuery({ ...ids, sourceId }));
  if (syncs.data === undefined)
    return syncs.error === null ? null : (
      <LoadFailure what="history of this source" error={syncs.error} retry={() => void syncs.refetch()} />
    );
  return (
    <ul className={classes.syncs}>
      {syncs.data.items.map((sync) => (
        <li key={sync.syncId}>
          <p>
            <b>{outcomes[sync.outcome] ?? sync.outcome}</b>
            {sync.code !== null && `: ${becauseOf(sync.code)}`}
            {sync.characters !== null && `: ${plural(sync.characters, 'character')}`}
          </p>
          <p className={classes.under}>
            {causeWords[sync.cause] ?? sync.cause} · <When at={sync.endedAt ?? sync.startedAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}
