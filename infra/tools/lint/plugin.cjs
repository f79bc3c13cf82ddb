'use strict';

/** A rule that reports every node that one of the selectors finds. */
const forbid = (message, ...selectors) => ({
  create: (context) => Object.fromEntries(selectors.map((selector) => [selector, (node) => { context.report({ node, message }); }])),
});

const isQueried = (node) => node.type === 'TSTypeQuery' || (node.type === 'TSQualifiedName' && isQueried(node.parent));
const isChange = ({ identifier }) => (identifier.parent.argument ?? identifier.parent.left) === identifier
  && (identifier.parent.type === 'UpdateExpression' || identifier.parent.type === 'AssignmentExpression') && identifier.parent.parent.type === 'ExpressionStatement';
const isWrite = (reference) => reference.isWrite() && !reference.isRead();
const isDefault = ({ identifier: { parent } }) => parent.type === 'AssignmentPattern' && parent.parent.type !== 'TSParameterProperty';
const isNotLast = ({ type, name, node }) => type === 'Parameter' && node.params.at(-1) !== name;

/** Why a value counts as unused although something refers to it; undefined if it is used, or if `no-unused-vars` says it. */
function why(values, references) {
  const isType = values.some(({ type }) => type === 'ClassName' || type === 'TSEnumName');
  const isTypeOnly = (one) => isQueried(one.identifier.parent) || (!isType && one.isTypeReference && !one.isValueReference);
  if (!references.every((one) => isTypeOnly(one) || isChange(one) || isWrite(one))) return undefined;
  if (references.some(isTypeOnly)) return values.every(isNotLast) ? undefined : 'only used as a type';
  if (references.some(isChange)) return 'changed and never read';
  return values.some(({ type }) => type === 'Parameter') && references.every(isDefault) ? 'given a default and never used' : undefined;
}

const DECLARATIONS = new Set(['Variable', 'FunctionName', 'ClassName', 'TSEnumName']);
const isParameter = ({ type, node }) => type === 'Parameter' && (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression');
const isExported = ({ type, node }) => type !== 'Parameter' && [node, node.parent, node.parent?.parent].some((one) => one?.type.startsWith('Export') === true);
const isTypeExport = (node) => node.parent.source === null && (node.exportKind === 'type' || node.parent.exportKind === 'type');

/** Values that something refers to and nothing reads; `no-unused-vars` lets them pass. A value that only its type is wanted of should be that type. */
const noUnreadVars = {
  create(context) {
    const exportedTypes = new Set();
    const reasonOf = (values, { name, references }) => {
      if (exportedTypes.has(name) && references.every(isWrite) && values.every(({ type }) => type === 'Variable' || type === 'FunctionName')) return 'only used as a type';
      if (references.length > 0) return why(values, references);
      return values.some(({ type, node }) => (type === 'FunctionName' || type === 'ClassName') && node.declare === true) ? 'declared and never used' : undefined;
    };
    return {
      ExportSpecifier(node) { if (isTypeExport(node)) exportedTypes.add(node.local.name); },
      'Program:exit'() {
        for (const variable of context.sourceCode.scopeManager.scopes.flatMap(({ variables }) => variables)) {
          const values = variable.defs.filter((one) => DECLARATIONS.has(one.type) || isParameter(one));
          const reason = variable.name.startsWith('_') || values.length === 0 || values.some(isExported) ? undefined : reasonOf(values, variable);
          if (reason !== undefined) context.report({ node: values[0].name, message: `'${variable.name}' is ${reason}.` });
        }
      },
    };
  },
};

// Reading a method of these by a quoted name hides it from `unbound-method`.
const GLOBALS = '/^(?:Array|Atomics|Date|Intl|JSON|Math|Number|Object|Promise|Proxy|Reflect|RegExp|String|Symbol|console)$/';

/** Unusual forms that other rules look past. */
const plainForms = forbid('Write it plainly: [a, b], x as T, Math.max.',
  "CallExpression[optional=true][callee.name='Array']",
  "TSTypeAssertion:not([typeAnnotation.typeName.name='const'])",
  `MemberExpression[computed=true][object.name=${GLOBALS}][property.type='Literal']`);

/** Rules that Oxlint does not have; `.oxlintrc.json` says where they apply. */
module.exports = {
  meta: { name: 'annals' },
  rules: {
    'no-chance': forbid('Pure code gets ids as facts.', "MemberExpression[object.name='Math'][property.name='random']"),
    'no-clock': forbid('Pure code gets the time as a fact.', "MemberExpression[object.name='Date'][property.name='now']", "NewExpression[callee.name='Date'][arguments.length=0]"),
    'no-unread-vars': noUnreadVars,
    'plain-forms': plainForms,
  },
};
