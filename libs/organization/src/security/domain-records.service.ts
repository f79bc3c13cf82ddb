import { Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';

/** Where a domain says whose it is. */
export const recordName = (domain: string): string => `_annals.${domain}`;
/** What it says there. */
export const recordValue = (domainId: string): string => `annals=${domainId}`;

/** No such name, nothing of this type at it, or a server that does not know: the record is not there. */
const ABSENT: ReadonlySet<unknown> = new Set([
  'ENOTFOUND',
  'ENODATA',
  'ESERVFAIL',
  'EREFUSED',
  'ETIMEOUT',
  'ECONNREFUSED',
]);

/** Asks the name servers of this machine about domains. Whatever answers `texts` so can stand in its place. */
@Injectable()
export class DomainRecords {
  /** The texts published at a name; none where there are none, or nobody answers in time. */
  async texts(name: string): Promise<readonly string[]> {
    const resolver = new Resolver({ timeout: 2_000, tries: 1 });
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    } catch (error) {
      if (error instanceof Error && 'code' in error && ABSENT.has(error.code)) return [];
      throw error;
    }
  }
}
