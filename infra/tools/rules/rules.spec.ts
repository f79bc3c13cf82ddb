import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addresses } from './addresses';
import { architecture } from './architecture';
import { environment } from './environment';
import { frontDoors } from './front-doors';
import { merged } from './merged';
import { ownEvents } from './own-events';
import { paths } from './paths';
import { promised } from './promised';
import { roles } from './roles';
import type { Rule } from './rule';
import { specs } from './specs';
import { topLevel } from './top-level';
import { typeChecked } from './type-checked';
import { wired } from './wired';

describe('the rules of the house', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'annals-rules-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const broken = (rule: Rule, files: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    return rule.check(root);
  };

  it('keep the top level', () => {
    expect(broken(topLevel, { 'README.md': '', 'apps/x': '', 'notes.txt': '', '.hidden': '' })).toEqual([
      'notes.txt does not belong at the top level.',
    ]);
  });

  it('want every process and library on the page of the house, and none that is gone', () => {
    const files = { 'apps/api/src/main.ts': '', 'libs/kernel/src/index.ts': '' };
    expect(broken(architecture, files)).toEqual(['docs/architecture.md is missing.']);
    expect(broken(architecture, { 'docs/architecture.md': '`apps/api` and `libs/kernel`' })).toEqual([]);
    expect(broken(architecture, { 'docs/architecture.md': '`apps/api` and `libs/colonel`' })).toEqual([
      'docs/architecture.md does not name libs/kernel.',
      'docs/architecture.md names libs/colonel, which is gone.',
    ]);
  });

  it('want no address of the API outside of its contract', () => {
    const typed = "fetch('/api/v1/me');";
    expect(
      broken(addresses, {
        'libs/contracts/src/identity/routes.ts': typed,
        'apps/console/src/me.ts': 'callOf(routes.identity.getMe, {});',
        'apps/console/src/me.spec.ts': typed,
        'apps/api/e2e/support/people.ts': typed,
        'apps/console/src/hint.tsx': typed,
      }),
    ).toEqual([
      `${join('apps', 'console', 'src', 'hint.tsx')} writes an address of the API: take it from the route in libs/contracts (callOf, pathOf).`,
    ]);
  });

  it('want one front door for each library and no other barrel', () => {
    expect(
      broken(frontDoors, {
        'libs/a/src/index.ts': "export * from './x';",
        'libs/a/src/x.ts': '',
        'libs/b/src/x.ts': "export * from './y';",
        'libs/b/src/y/index.ts': '',
      }),
    ).toEqual([
      'libs/b has no front door src/index.ts.',
      'libs/b/src/y/index.ts is a barrel: name the file after what it holds.',
      'libs/b/src/x.ts re-exports everything of another file.',
    ]);
  });

  it('give every file of a context a role', () => {
    const src = 'libs/organization/src';
    const good = [
      'index.ts',
      'organization.context.ts',
      'organization/people.ts',
      'organization/people.int.spec.ts',
      'commands/invite-member/invite-member.ts',
      'commands/invite-member/invite-member.spec.ts',
      'commands/invite-member/invite-member.controller.ts',
      'commands/report-progress/report-progress.controller.ts',
      'views/members/members.view.ts',
      'reactions/mail-it/mail-it.ts',
      'reactions/mail-it/mail-it.spec.ts',
      'reactions/mail-it/mail-it.job.ts',
    ];
    expect(broken(roles, Object.fromEntries(good.map((file) => [`${src}/${file}`, ''])))).toEqual([]);
    const bad = [
      'utils.ts',
      'helpers/a/b.ts',
      'commands/invite-member/Invite.ts',
      'commands/leave/leave.ts',
      'views/members/members.repository.ts',
    ];
    const found = broken(roles, Object.fromEntries(bad.map((file) => [`${src}/${file}`, ''])));
    for (const file of bad)
      expect(
        found.some(
          (sentence) =>
            sentence.startsWith(`${src}/${file}`) || sentence.startsWith(`${src}/${file.replace('.ts', '.spec.ts')}`),
        ),
      ).toBe(true);
    expect(found).toContain(`${src}/commands/leave/leave.spec.ts is missing.`);
  });

  it('want what is written in a context to be in its value, and the context in the list', () => {
    const src = 'libs/billing/src';
    const written = {
      [`${src}/commands/pay-invoice/pay-invoice.handler.ts`]:
        "export const PayInvoice = command('PayInvoice', billing);",
      [`${src}/commands/void-invoice/void-invoice.handler.ts`]:
        '@CommandHandler(VoidInvoiceCommand)\nexport class VoidInvoiceHandler {}',
      [`${src}/views/invoices/invoices.view.ts`]: 'export const invoices = view({});',
      [`${src}/views/invoices/invoices.query.ts`]:
        "export const Invoices = query('Invoices', {});\n@QueryHandler(InvoiceQuery)\nexport class InvoiceHandler {}",
      [`${src}/views/invoices/invoices.controller.ts`]:
        "@ApiTags('invoices')\n@Controller('api/v1/invoices')\nexport class InvoicesController {}",
      [`${src}/reactions/mail-it/mail-it.ts`]: 'export const mailIt = reaction({});',
      [`${src}/reactions/mail-it/mail-it.job.ts`]: 'export const mailItJob = job({});',
      [`${src}/commands/pay-invoice/due.job.ts`]: 'export const remind = timer({});',
      [`${src}/commands/void-invoice/void-invoice.route.ts`]: 'export const VoidInvoiceRoute = serve(route);',
      [`${src}/views/invoices/list-invoices.query.ts`]:
        "export const ListInvoices = query('ListInvoices', {});\nexport const ListInvoicesRoute = serve(routes.a.b, ListInvoices);",
    };
    const names = [
      'VoidInvoiceHandler',
      'InvoicesController',
      'InvoiceHandler',
      'VoidInvoiceRoute',
      'ListInvoicesRoute',
      'PayInvoice',
      'Invoices',
      'invoices',
      'mailItJob',
      'mailIt',
      'remind',
    ];
    const missing = broken(wired, {
      ...written,
      [`${src}/billing.context.ts`]: "import { mailIt } from './x';\nexport const billingContext = context({});",
    });
    expect(missing.map((sentence) => sentence.split(' ', 1)[0]).sort()).toEqual([...names, 'billingContext'].sort());
    expect(
      broken(wired, {
        ...written,
        'libs/contexts/src/contexts.ts': 'export const contexts = [billingContext];',
        [`${src}/billing.context.ts`]: `export const billingContext = context({ commands: [${names.join(', ')}] });`,
      }),
    ).toEqual([]);
  });

  it('want no event of the product named below the contexts, except by the drills of its views', () => {
    const words = 'botDisabled({ botId }); view({ on: { BotEnabled: put } });';
    const good = {
      'libs/automation/src/a.ts': words,
      'libs/views/src/engine/r1-kill-projector.int.spec.ts': words,
      'libs/views/src/a.spec.ts': "lampDoused({ lampId }); 'BotsDisabled'",
    };
    expect(broken(ownEvents, good)).toEqual([]);
    const reason = expect.stringContaining('a new event touches its context and the contracts') as string;
    const found = broken(ownEvents, { 'libs/views/src/b.spec.ts': words, 'libs/vault/src/c.ts': "is('BotEnabled')" });
    expect(found).toEqual([reason, reason, reason]);
    expect(found.map((sentence) => sentence.split(':', 1)[0])).toEqual([
      'libs/views/src/b.spec.ts names botDisabled',
      'libs/views/src/b.spec.ts names BotEnabled',
      'libs/vault/src/c.ts names BotEnabled',
    ]);
  });

  it('want conflicts resolved', () => {
    const [ours, theirs] = ['<', '>'].map((sign) => sign.repeat(7));
    expect(
      broken(merged, {
        'README.md': `a\n${ours} HEAD\nb`,
        'libs/a/a.ts': `${theirs} 1234567 (fix)`,
        'docs/a.md': '=======\n a <<<<<<< b',
        'apps/a.ts': '',
      }),
    ).toEqual([
      'README.md still has the marks of a conflict in it.',
      'libs/a/a.ts still has the marks of a conflict in it.',
    ]);
  });

  it('want every test to run', () => {
    expect(
      broken(specs, {
        'libs/a/a.spec.ts': `it${'.only'}("x")`,
        'libs/a/b.spec.ts': `x${'it'}("x")`,
        'libs/a/c.spec.ts': 'it("x")',
        'libs/a/d.int.spec.ts': `describe${'.skip'}("x")`,
      }),
    ).toEqual([
      'libs/a/a.spec.ts switches tests off (only, skip, todo).',
      'libs/a/b.spec.ts switches tests off (only, skip, todo).',
      'libs/a/d.int.spec.ts switches tests off (only, skip, todo).',
    ]);
  });

  it('want the types of every file checked', () => {
    const project = (include: readonly string[], exclude?: readonly string[]) => JSON.stringify({ include, exclude });
    expect(
      broken(typeChecked, {
        'tsconfig.json': project(['apps', 'infra/tools', 'x.config.ts'], ['apps/console']),
        'apps/console/tsconfig.json': project(['src']),
        'apps/console/e2e/tsconfig.json': project(['.']),
        'apps/a/a.ts': '',
        'infra/tools/a/b.ts': '',
        'infra/bench/a.ts': '',
        'x.config.ts': '',
        'apps/console/src/a.tsx': '',
        'apps/console/e2e/a/b.ts': '',
        'a.mjs': '',
      }),
    ).toEqual([]);
    expect(
      broken(typeChecked, { 'apps/console/a.tsx': '', 'infra/a.ts': '', 'infra/tools-a/a.ts': '', 'y.config.ts': '' }),
    ).toEqual([
      'apps/console/a.tsx is in no tsconfig.json.',
      'infra/a.ts is in no tsconfig.json.',
      'infra/tools-a/a.ts is in no tsconfig.json.',
      'y.config.ts is in no tsconfig.json.',
    ]);
  });

  it('let code and documents speak only of settings that exist', () => {
    // whole names would break the rule for this file, if it looked at specs
    const setting = (name: string) => `ANNALS_${name}`;
    expect(
      broken(environment, {
        'apps/a/a.ts': `process.env.${setting('PORT')}`,
        'docs/a.md': `Set ${setting('DATABASE_URL')}, or --port.`,
        'README.md': setting('DATA'),
        'libs/a/a.spec.ts': setting('MISSPELT'),
      }),
    ).toEqual([]);
    expect(
      broken(environment, {
        'apps/a/b.ts': `process.env.${setting('PROT')}`,
        'docs/b.md': `${setting('DATABSE_URL')} and again ${setting('DATABSE_URL')}`,
        'README.md': setting('HSOT'),
        'infra/c.yaml': setting('PROT'),
      }),
    ).toEqual([
      `apps/a/b.ts speaks of ${setting('PROT')}, which is no setting.`,
      `infra/c.yaml speaks of ${setting('PROT')}, which is no setting.`,
      `docs/b.md speaks of ${setting('DATABSE_URL')}, which is no setting.`,
      `README.md speaks of ${setting('HSOT')}, which is no setting.`,
    ]);
  });

  it('want all tools to find a library in the same place', () => {
    const given = (target: string) => ({
      'tsconfig.base.json': JSON.stringify({ compilerOptions: { paths: { '@annals/*': ['./libs/*/src/index.ts'] } } }),
      '.swcrc': JSON.stringify({ jsc: { paths: { '@annals/*': [target] } } }),
      'jest.config.ts': "'^@annals/([^/]+)$': '<rootDir>/libs/$1/src/index.ts'",
    });
    expect(broken(paths, given('./libs/*/src/index.ts'))).toEqual([]);
    expect(broken(paths, given('./libs/*/index.ts'))).toEqual(['.swcrc has other paths than tsconfig.base.json.']);
  });

  it('want a route to name what its command refuses, itself or by a function of its stream', () => {
    const folder = 'libs/automation/src/commands/disable-bot';
    const fleet = 'libs/automation/src/fleet/fleet.ts';
    expect(
      broken(promised, {
        [`${folder}/disable-bot.ts`]: `import { mustHaveBot, unasked } from '../../fleet/fleet';
          export const disableBot = (state) => {
            if (mustHaveBot(state).off) throw refused('BOT_ALREADY_DISABLED');
            throw refused(state.late ? 'CURSOR_INVALID' : 'BOT_NOT_FOUND');
          };`,
        [`${folder}/disable-bot.spec.ts`]: "const spec = () => refused('BUSY');",
        [fleet]: `const mustBeThere = () => { throw refused('LAST_OWNER'); };
          export function mustHaveBot(state) { return mustBeThere(state); }
          export function unasked() { throw refused('ALIAS_TAKEN'); }`,
      }),
    ).toEqual([
      `automation/disable-bot can refuse by CURSOR_INVALID (${folder}/disable-bot.ts): its route does not say so.`,
      `automation/disable-bot can refuse by LAST_OWNER (${fleet}): its route does not say so.`,
    ]);
  });
});
