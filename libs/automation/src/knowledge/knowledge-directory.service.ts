import { EventStore } from '@annals/eventstore';
import type { Frozen } from '@annals/kernel';
import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { HomesOfSources } from '../views/knowledge/homes.query';
import { knowledge, type Knowledge, type Source } from './knowledge';

interface OneSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** What bots of a workspace may read, as the log has it: a view says only in which streams to look. */
@Injectable()
export class KnowledgeDirectory {
  constructor(
    private readonly store: EventStore,
    private readonly queries: QueryBus,
  ) {}

  /** The knowledge of a workspace as it is this moment. */
  async of(organizationId: string, workspaceId: string): Promise<Frozen<Knowledge>> {
    return (await this.store.state({ stream: knowledge, id: [organizationId, workspaceId] }, 0)).state;
  }

  /** Its own sources and those that others share, of which something was read. */
  async readable(organizationId: string, workspaceId: string): Promise<readonly Frozen<Source>[]> {
    const homes = await this.homes(organizationId, { isShared: true });
    const others = homes.filter((home) => home !== workspaceId);
    const [own, ...shared] = await Promise.all([workspaceId, ...others].map((each) => this.of(organizationId, each)));
    return [
      ...(own?.sources.values() ?? []),
      ...shared.flatMap(({ sources }) => [...sources.values()].filter(({ isShared }) => isShared)),
    ];
  }

  /** Where a source is beside a workspace. */
  async elsewhere({ organizationId, workspaceId, sourceId }: OneSource): Promise<'shared' | 'kept' | 'nowhere'> {
    const [home] = (await this.homes(organizationId, { sourceId })).filter((each) => each !== workspaceId);
    const source = home === undefined ? undefined : (await this.of(organizationId, home)).sources.get(sourceId);
    if (!source) return 'nowhere';
    return source.isShared ? 'shared' : 'kept';
  }

  /** The workspace that a source is in, if it is there. */
  async homeOf({ organizationId, sourceId }: Omit<OneSource, 'workspaceId'>): Promise<string | undefined> {
    return (await this.homes(organizationId, { sourceId }))[0];
  }

  /** The workspaces that are there in which such sources are. */
  homes(
    organizationId: string,
    which: { readonly isShared?: true; readonly sourceId?: string },
  ): Promise<readonly string[]> {
    return this.queries.execute(new HomesOfSources.Query({ organizationId, ...which }, { permissions: new Set() }));
  }
}
