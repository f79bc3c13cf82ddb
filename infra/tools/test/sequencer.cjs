'use strict';
const { default: Sequencer } = require('@jest/test-sequencer');

const ORDER = ['e2e', 'int', 'unit'];

/**
 * The order of the spec files where several projects run together: what takes longest begins first, so that the pure
 * specs, of which each takes about a second, fill the cores up to the end. Within a project Jest's own order stays.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ context }) => ORDER.indexOf(context.config.displayName?.name);
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};
