import { isSlug, refused, slugBesides, slugOf } from '@annals/contracts';
import { EventStore, uuidV5 } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';
import { answersTo } from './settings';
import { unlessPurged } from './unless-purged';

/** So many are tried with a number behind the name before the id decides. */
const TRIES = 20;

/** The claim on what an organization is called in addresses: of everybody on the installation one has it. */
export const slugClaim = (organizationId: string, slug: string) => ({
  scope: 'slugs',
  kind: 'slug',
  value: slug,
  holder: organizationId,
});

/**
 * Who is called what in addresses (A9, A14), by claims in the vault. A claim is an organization's as long as it answers to
 * the slug; what it gave up more than 180 days ago is free for whoever asks for it next.
 */
@Injectable()
export class Slugs {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** Whether a new organization could be called so now. */
  isFree(slug: string): Promise<boolean> {
    return this.vault.claims.isFree(slugClaim('', slug), (holder) => this.answers(holder, slug), { evenHeld: true });
  }

  /** Which organization answers to a slug now. */
  async find(slug: string): Promise<string | undefined> {
    const holder = (await this.vault.claims.find(slugClaim('', slug)))?.holder;
    return holder !== undefined && (await this.answers(holder, slug)) ? holder : undefined;
  }

  /**
   * Changes what an organization is called while nobody else can be called so. @throws Refused SLUG_INVALID, SLUG_TAKEN,
   * and whatever `change` throws
   */
  async changing<T>(organizationId: string, slug: string, change: () => Promise<T>): Promise<T> {
    if (!isSlug(slug)) throw refused('SLUG_INVALID');
    const claim = slugClaim(organizationId, slug);
    const taken = await this.take(organizationId, slug);
    if (taken.outcome === 'held') throw refused('SLUG_TAKEN');
    try {
      const changed = await change();
      await this.vault.claims.confirm(claim);
      return changed;
    } catch (error) {
      if (error instanceof Refused) await this.vault.claims.abandon(claim, taken);
      throw error;
    }
  }

  /**
   * The first free one for a new organization of this name; the same for who asks again.
   * @param wanted the one that it was begun with: its own, unless it was finished so late that somebody else has it
   */
  async firstFree(organizationId: string, name: string, wanted?: string): Promise<string> {
    if (wanted !== undefined && (await this.take(organizationId, wanted)).outcome !== 'held') return wanted;
    for (let nth = 1; nth <= TRIES; nth += 1) {
      const slug = slugOf(name, nth);
      if ((await this.take(organizationId, slug)).outcome !== 'held') return slug;
    }
    const slug = slugBesides(name, organizationId);
    await this.take(organizationId, slug);
    return slug;
  }

  /** It is the organization's for good. */
  async keep(organizationId: string, slug: string): Promise<void> {
    await this.vault.claims.confirm(slugClaim(organizationId, slug));
  }

  private take(organizationId: string, slug: string) {
    const stillThere = (holder: string) => this.answers(holder, slug);
    return this.vault.claims.take(slugClaim(organizationId, slug), stillThere, { evenHeld: true });
  }

  /** Whether it answers to a slug now; one that was purged is called nothing any more. */
  private async answers(organizationId: string, slug: string): Promise<boolean> {
    const target = { stream: organization, id: [organizationId] } as const;
    const commandId = uuidV5(organizationId, `slug/${slug}`);
    const context = { commandId, correlationId: commandId, actor: 'system:slugs' } as const;
    const look = () =>
      this.store.preview(target, context, ({ settings }, { clock }) => answersTo(settings, slug, clock));
    return (await unlessPurged(this.vault, organizationId, look))?.result === true;
  }
}
