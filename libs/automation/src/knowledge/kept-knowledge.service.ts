import { stopOf } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { fromMilliseconds, Refused } from '@annals/kernel';
import { Memberships } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { Workspaces } from '../fleet/workspaces.port';
import { Meaning } from '../meaning/meaning.service';
import { nextSync } from '../reading/due-syncs';
import { isWebsite, knowledge, ofWorkspace, shelfOf } from './knowledge';

interface OneSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** Where in the vault it lies what somebody brought. */
export const contentKind = (sourceId: string): string => `knowledge/${sourceId}`;

/** Keeps in the vault what the stream says: what is to be read, what was brought and what was read; nothing else. */
@Injectable()
export class KeptKnowledge {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly workspaces: Workspaces,
    private readonly memberships: Memberships,
    private readonly meaning: Meaning,
  ) {}

  /** Nothing is read while the organization is paused or frozen, or the workspace archived. */
  async standsStill({ organizationId, workspaceId }: Omit<OneSource, 'sourceId'>): Promise<boolean> {
    const { status } = await this.memberships.standing(organizationId);
    if (stopOf({ method: 'POST', access: 'knowledge:manage' }, status) !== undefined) return true;
    return (await this.refusal({ organizationId, workspaceId })) === 'WORKSPACE_ARCHIVED';
  }

  /** As the source is at this moment: whoever comes last is right, and once more comes to the same. */
  async settle({ organizationId, workspaceId, sourceId }: OneSource): Promise<void> {
    const one = { organizationId, workspaceId, sourceId };
    await this.vault.sourceReads.alone(one, () => this.settleNow(one));
  }

  /** All sources of a workspace. */
  async settleAll(workspace: Omit<OneSource, 'sourceId'>): Promise<void> {
    const { state } = await this.store.state({ stream: knowledge, id: ofWorkspace(workspace) }, 0);
    for (const sourceId of state.sources.keys()) await this.settle({ ...workspace, sourceId });
  }

  /**
   * Nothing of it is read meanwhile that the stream, as it is looked at here, does not know: who reads is let in here.
   */
  private async settleNow(one: OneSource): Promise<void> {
    const { organizationId, sourceId } = one;
    const { state } = await this.store.state({ stream: knowledge, id: ofWorkspace(one) }, 0);
    const source = (await this.refusal(one)) === 'WORKSPACE_NOT_FOUND' ? undefined : state.sources.get(sourceId);
    const now = fromMilliseconds(Date.now());
    const { passages, payloads, sourceReads } = this.vault;
    if (source?.open === undefined) await sourceReads.close(one, source && nextSync(source.every, source.from, now));
    else await sourceReads.open(one, { syncId: source.open, isWebsite: isWebsite(source), since: now });
    await passages.keepOnly(one, [source?.used?.syncId, source?.open]);
    if (source) await passages.shelve(one, shelfOf(one, source));
    await this.meaning.settle(one, source?.used);
    await payloads.keepOnly({ organizationId, kind: contentKind(sourceId) }, source?.content);
  }

  private async refusal({ organizationId, workspaceId }: Omit<OneSource, 'sourceId'>): Promise<string | undefined> {
    try {
      await this.workspaces.mustBeActive(organizationId, workspaceId);
      return undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return error.code as string;
    }
  }
}
