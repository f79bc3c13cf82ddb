import type { Allowances } from '@annals/automation';
import { Injectable } from '@nestjs/common';

/** Nothing is counted and nothing costs anything where no context looks after that. */
@Injectable()
export class Unlimited implements Allowances {
  async stops(): Promise<undefined> {}
}
