import { Resolver } from 'node:dns/promises';
import type { Config } from '@annals/config';
import { CONFIG } from '@annals/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Where a domain says whose it is. */
export const recordName = (domain: string): string => `_annals.${domain}`;
/** What it says there. */
export const recordValue = (domainId: string): string => `annals=${domainId}`;

/** There is no such name, or nothing of this type at it: the record is not there. */
const ABSENT: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);
/** Nobody answers, or nobody who knows: that says nothing of the record. */
const UNKNOWN: ReadonlySet<unknown> = new Set(['ESERVFAIL', 'EREFUSED', 'ETIMEOUT', 'ECONNREFUSED']);

/**
 * Asks the name servers that the operator named, or those of this machine, about domains. Whatever answers `texts` so can
 * stand in its place.
 */
@Injectable()
export class DomainRecords {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'dnsServers'>) {}

  /** The texts published at a name; undefined where nobody who knows answers in time. */
  async texts(name: string): Promise<readonly string[] | undefined> {
    const resolver = new Resolver({ timeout: 2_000, tries: 1 });
    if (this.config.dnsServers.length > 0) resolver.setServers(this.config.dnsServers);
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (ABSENT.has(code)) return [];
      if (UNKNOWN.has(code)) return undefined;
      throw error;
    }
  }
}
