import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { ProcessName } from './scripts';
import { API_ROLE } from '@annals/config';

/**
 * Who works in the database: each process, and the owner, as whom the supervisor and the command line do what is done
 * while none of them does it.
 */
export type Login = 'owner' | ProcessName;
export type DatabaseUrls = Readonly<Record<Login, string>>;

/**
 * None is a superuser, none passes row-level security but who owns the tables. The api owns nothing: whatever role it
 * asks for, it stays what it is.
 */
const ROLES: Readonly<Record<Login, string>> = {
  owner: 'annals_owner',
  eventstore: 'annals_eventstore',
  projector: 'annals_projector',
  worker: 'annals_worker',
  api: API_ROLE,
};

/**
 * Where each works. Views as they were are the worker's; every other schema is a generation of a view, which the projector
 * makes.
 */
const SCHEMAS: Readonly<Record<string, string>> = {
  vault: ROLES.owner,
  eventstore: ROLES.eventstore,
  reactions: ROLES.worker,
  jobs: ROLES.worker,
};

const LIMITS = 'LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';

function makeRole(role: string, password: string): string {
  const name = escapeIdentifier(role);
  return `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${escapeLiteral(role)}) THEN CREATE ROLE ${name}; END IF; END $$;
    ALTER ROLE ${name} ${LIMITS} PASSWORD ${escapeLiteral(password)};`;
}

/**
 * What may be done in the database as a whole, and who is who: the vault is opened by everybody as the api's role, and
 * the owner can do what the processes can.
 */
const grants = (database: string): string => `
  REVOKE ALL ON DATABASE ${database} FROM PUBLIC; REVOKE CONNECT ON DATABASE postgres FROM PUBLIC; REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  ALTER DATABASE ${database} OWNER TO ${ROLES.owner};
  GRANT CONNECT ON DATABASE ${database} TO ${Object.values(ROLES).join(', ')};
  GRANT CREATE ON DATABASE ${database} TO ${ROLES.eventstore}, ${ROLES.projector}, ${ROLES.worker};
  GRANT TEMPORARY ON DATABASE ${database} TO ${ROLES.projector}, ${ROLES.worker};
  GRANT ${ROLES.api} TO ${ROLES.owner}, ${ROLES.projector}, ${ROLES.worker};
  GRANT ${ROLES.eventstore}, ${ROLES.projector}, ${ROLES.worker} TO ${ROLES.owner};`;

const OWNER_OF = `CASE ${Object.entries(SCHEMAS)
  .map(([schema, role]) => `WHEN n.nspname = '${schema}' THEN '${role}'`)
  .join(' ')} WHEN n.nspname ~ '^past(_.+_[0-9a-f]{10})?$' THEN '${ROLES.worker}' ELSE '${ROLES.projector}' END`;
const OURS = `n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public')`;

/**
 * What earlier releases and restores made as somebody else is handed over. A sequence that belongs to a column goes
 * with its table.
 */
const HAND_OVER = `DO $$ DECLARE change text; BEGIN
  FOR change IN
    SELECT format('ALTER SCHEMA %I OWNER TO %I', n.nspname, ${OWNER_OF}) FROM pg_namespace n WHERE ${OURS} AND pg_get_userbyid(n.nspowner) <> ${OWNER_OF}
    UNION ALL SELECT format('ALTER TABLE %I.%I OWNER TO %I', n.nspname, c.relname, ${OWNER_OF}) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OURS} AND pg_get_userbyid(c.relowner) <> ${OWNER_OF} AND (c.relkind IN ('r', 'p', 'v', 'm')
        OR c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')))
    UNION ALL SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, ${OWNER_OF}) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${OURS} AND pg_get_userbyid(p.proowner) <> ${OWNER_OF}
    UNION ALL SELECT format('ALTER TYPE %I.%I OWNER TO %I', n.nspname, t.typname, ${OWNER_OF}) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE ${OURS} AND pg_get_userbyid(t.typowner) <> ${OWNER_OF} AND t.typtype IN ('e', 'd')
  LOOP EXECUTE change; END LOOP;
END $$;`;

/**
 * Makes the roles of the embedded database's processes, with new passwords at every start that are written nowhere but
 * where the processes and the command line are told them, and hands over to each what is its own.
 * @param superuserUrl of the database
 */
export async function ensureRoles(superuserUrl: string): Promise<DatabaseUrls> {
  const logins = Object.entries(ROLES).map(([login, role]) => ({
    login,
    role,
    password: randomBytes(24).toString('base64url'),
  }));
  const client = new Client({ connectionString: superuserUrl, application_name: 'annals roles' });
  client.on('error', () => {
    /* a lost connection also rejects what we wait for */
  });
  await client.connect();
  try {
    await client.query('SET log_min_error_statement = panic'); // no statement with a password in the log
    await client.query(logins.map(({ role, password }) => makeRole(role, password)).join('\n'));
    await client.query(grants(escapeIdentifier(new URL(superuserUrl).pathname.slice(1))));
    await client.query(HAND_OVER);
  } finally {
    await client.end();
  }
  return urls((login) => {
    const url = new URL(superuserUrl);
    const { role = '', password = '' } = logins.find((each) => each.login === login) ?? {};
    [url.username, url.password] = [role, password];
    return url.href;
  });
}

/** One address for all of them: a database of somebody else's, with one login. */
export const sameFor = (url: string): DatabaseUrls => urls(() => url);

function urls(of: (login: Login) => string): DatabaseUrls {
  return {
    owner: of('owner'),
    eventstore: of('eventstore'),
    projector: of('projector'),
    worker: of('worker'),
    api: of('api'),
  };
}
