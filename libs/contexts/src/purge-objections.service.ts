import type { PurgeObjection, PurgeObjections } from '@annals/organization';
import { Inject, Injectable } from '@nestjs/common';

/** Who may object to a purge: a context that has a reason adds its own here. */
export const OBJECTING = Symbol('objecting to purges');

/** Everybody's objections. */
@Injectable()
export class AllObjections implements PurgeObjections {
  constructor(@Inject(OBJECTING) private readonly objecting: readonly PurgeObjections[]) {}

  async against(organizationId: string): Promise<readonly PurgeObjection[]> {
    const all = await Promise.all(this.objecting.map((each) => each.against(organizationId)));
    return all.flat();
  }
}
