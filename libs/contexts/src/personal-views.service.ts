import type { PersonalViews } from '@annals/audit';
import { personalCells, ViewReader } from '@annals/views';
import { Injectable } from '@nestjs/common';
import { views } from './contexts';

interface OnePerson {
  readonly organizationId: string;
  readonly personId: string;
}

/** Looks into every view of every context: only here all of them are known. */
@Injectable()
export class EveryViewOfPeople implements PersonalViews {
  constructor(private readonly reader: ViewReader) {}

  async valuesOf(person: OnePerson): Promise<number> {
    let values = 0;
    for (const view of views) values += await personalCells(this.reader, view, person);
    return values;
  }

  async forgot(person: OnePerson, position: string): Promise<void> {
    for (const view of views) {
      const left = await personalCells(this.reader, view, { ...person, minPosition: position });
      if (left > 0) throw new Error(`The view ${view.name} still has ${left} values that identify ${person.personId}`);
    }
  }
}
