'use strict';

/** A rule that reports every node that one of the selectors finds. */
const forbid = (message, ...selectors) => ({
  create: (context) =>
    Object.fromEntries(
      selectors.map((selector) => [
        selector,
        (node) => {
          context.report({ node, message });
        },
      ]),
    ),
});

/** Rules that Oxlint does not have; `.oxlintrc.json` says where they apply. */
module.exports = {
  meta: { name: 'annals' },
  rules: {
    'no-chance': forbid('Pure code gets ids as facts.', "MemberExpression[object.name='Math'][property.name='random']"),
    'no-clock': forbid(
      'Pure code gets the time as a fact.',
      "MemberExpression[object.name='Date'][property.name='now']",
      "NewExpression[callee.name='Date'][arguments.length=0]",
    ),
  },
};
