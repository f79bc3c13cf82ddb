import type { Belonging, Belongings } from '@annals/organization';
import { Inject, Injectable } from '@nestjs/common';

/** Where people own something: a context that lets them adds its own here. */
export const OWNED_IN = Symbol('where people own something');

/** What somebody owns, of every context. */
@Injectable()
export class AllBelongings implements Belongings {
  constructor(@Inject(OWNED_IN) private readonly ownedIn: readonly Belongings[]) {}

  async ownedBy(organizationId: string, personId: string): Promise<readonly Belonging[]> {
    const all = await Promise.all(this.ownedIn.map((each) => each.ownedBy(organizationId, personId)));
    return all.flat();
  }
}
