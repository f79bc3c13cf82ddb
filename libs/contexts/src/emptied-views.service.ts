import type { EmptiedViews } from '@annals/organization';
import { ViewReader } from '@annals/views';
import { Injectable } from '@nestjs/common';
import { views } from './contexts';

/** Looks into every view of every context: only here all of them are known. */
@Injectable()
export class EveryViewEmptied implements EmptiedViews {
  constructor(private readonly reader: ViewReader) {}

  async of(organizationId: string, position: string): Promise<void> {
    for (const view of views) {
      const rows = await this.reader.rowsOf(view, organizationId, { minPosition: position });
      if (rows > 0) throw new Error(`The view ${view.name} still has ${rows} rows of ${organizationId}`);
    }
  }
}
