'use strict';

// A process that loads this goes ahead of the machine's clock by the milliseconds in the file that ANNALS_DATA has then.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const file = join(process.env['ANNALS_DATA'] ?? '.', 'clock-ahead');
const ahead = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
if (ahead > 0) {
  const RealDate = Date;
  globalThis.Date = class Date extends RealDate {
    /** @param {[] | [string | number | Date]} given */
    constructor(...given) {
      super(given.length === 0 ? RealDate.now() + ahead : given[0]);
    }

    static now() {
      return RealDate.now() + ahead;
    }
  };
}
