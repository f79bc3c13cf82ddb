import type { Role } from '@annals/contracts';
import { Checkbox } from '@mantine/core';
import { type OfferedRole, roleMeaning } from '../../components/use-roles';
import classes from './role-choice.module.css';

interface Props {
  label: string;
  chosen: readonly Role[];
  offered: readonly OfferedRole[];
  onChange: (roles: Role[]) => void;
  error?: string | undefined;
}

/** Roles with what they mean; those that the reader may not grant are not offered. */
export function RoleChoice({ label, chosen, offered, onChange, error }: Props) {
  return (
    <Checkbox.Group
      label={label}
      value={[...chosen]}
      onChange={(values) => {
        onChange(offered.map(({ role }) => role).filter((role) => values.includes(role)));
      }}
      error={error}
    >
      <div className={classes.roles}>
        {offered.map((each) => (
          <Checkbox
            key={each.role}
            value={each.role}
            label={each.name}
            description={roleMeaning(each)}
            classNames={{
              root: classes.role,
              body: classes.body,
              labelWrapper: classes.words,
              description: classes.meaning,
            }}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}
