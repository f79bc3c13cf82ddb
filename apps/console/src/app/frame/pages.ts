import type { Permission } from '@annals/contracts';
import {
  IconActivity,
  IconApps,
  IconBolt,
  IconHistory,
  IconKey,
  IconLayoutGrid,
  IconLayoutDashboard,
  IconRobot,
  IconSettings,
  IconUserCheck,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { OrganizationFrame } from './frame-context';
import { settingsTabs } from './settings-tabs';

/** The pages of an organization in the order of the sidebar. `key` is the letter after G that goes there. */
export interface PageLink {
  to: PagePath;
  name: string;
  icon: TablerIcon;
  /** One of these is enough. */
  needs: readonly Permission[];
  group: '' | 'Organization' | 'History';
  key: string;
}
export type PagePath =
  | '/organizations/$organizationId'
  | `/organizations/$organizationId/${'runs' | 'bots' | 'apps' | 'triggers' | 'workspaces' | 'people' | 'api-keys' | 'settings' | 'audit' | 'access'}`;

export const pages: readonly PageLink[] = [
  {
    to: '/organizations/$organizationId',
    name: 'Overview',
    icon: IconLayoutDashboard,
    needs: ['org:read'],
    group: '',
    key: 'o',
  },
  {
    to: '/organizations/$organizationId/runs',
    name: 'Runs',
    icon: IconActivity,
    needs: ['runs:read'],
    group: '',
    key: 'r',
  },
  {
    to: '/organizations/$organizationId/bots',
    name: 'Bots',
    icon: IconRobot,
    needs: ['bots:read'],
    group: '',
    key: 'b',
  },
  {
    to: '/organizations/$organizationId/apps',
    name: 'Apps',
    icon: IconApps,
    needs: ['bots.catalogue:read', 'bots:read'],
    group: '',
    key: 'm',
  },
  {
    to: '/organizations/$organizationId/triggers',
    name: 'Triggers',
    icon: IconBolt,
    needs: ['triggers:read'],
    group: '',
    key: 't',
  },
  {
    to: '/organizations/$organizationId/workspaces',
    name: 'Workspaces',
    icon: IconLayoutGrid,
    needs: ['workspaces:list_all'],
    group: '',
    key: 'w',
  },
  {
    to: '/organizations/$organizationId/people',
    name: 'People',
    icon: IconUsers,
    needs: ['members:read'],
    group: 'Organization',
    key: 'p',
  },
  {
    to: '/organizations/$organizationId/api-keys',
    name: 'API keys',
    icon: IconKey,
    needs: ['api_keys:read'],
    group: 'Organization',
    key: 'k',
  },
  {
    to: '/organizations/$organizationId/settings',
    name: 'Settings',
    icon: IconSettings,
    needs: settingsTabs.flatMap(({ needs }) => needs),
    group: 'Organization',
    key: 's',
  },
  {
    to: '/organizations/$organizationId/audit',
    name: 'Audit log',
    icon: IconHistory,
    needs: ['audit:read'],
    group: 'History',
    key: 'a',
  },
  {
    to: '/organizations/$organizationId/access',
    name: 'Access',
    icon: IconUserCheck,
    needs: ['effective_access:read'],
    group: 'History',
    key: 'x',
  },
];

/** The pages that a reader sees. */
export const pagesOf = ({ can }: Pick<OrganizationFrame, 'can'>): readonly PageLink[] =>
  pages.filter(({ needs }) => needs.some((permission) => can(permission)));
